import { type BrandVariants, createDarkTheme, createLightTheme } from "@fluentui/react-components";

/** A calm blue-green: figures and warnings are what should catch the eye. */
const brand: BrandVariants = {
  10: "#031316",
  20: "#0a2127",
  30: "#0c323b",
  40: "#0d3f4b",
  50: "#0e4d5b",
  60: "#0e5b6c",
  70: "#0d697c",
  80: "#0f6e82",
  90: "#2a8296",
  100: "#4794a7",
  110: "#61a6b7",
  120: "#7bb8c7",
  130: "#95cad7",
  140: "#afdce6",
  150: "#cbedf4",
  160: "#e6f8fb",
};

/** One family for the page and the component library, which the reader's system has. */
const fontFamilyBase =
  '"Segoe UI", -apple-system, BlinkMacSystemFont, Roboto, "Helvetica Neue", Arial, sans-serif';

export const lightTheme = { ...createLightTheme(brand), fontFamilyBase };

export const darkTheme = {
  ...createDarkTheme(brand),
  fontFamilyBase,
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[130],
  colorBrandForegroundLinkHover: brand[140],
};
