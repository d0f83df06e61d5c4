import { Button } from "@fluentui/react-components";
import { NavigationRegular } from "@fluentui/react-icons/svg/navigation";
import { useWords } from "../l10n/WordsContext.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { DayPicker } from "./DayPicker.tsx";
import { RecordedAt } from "./RecordedAt.tsx";
import { SellersSwitch } from "./SellersSwitch.tsx";

interface Properties {
  /** Whether the page shows a day of a seller scope. */
  readonly hasView: boolean;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
}

/** What stands above every page: day and sellers of what is shown, and the reader. */
export function TopBar({ hasView, isMenuOpen, onMenu }: Properties) {
  const { t } = useWords();
  return (
    <header className="bar">
      <Button
        className="bar__menu"
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={t("nav-open")}
        aria-expanded={isMenuOpen}
        aria-controls="side"
        onClick={onMenu}
      />
      {hasView && (
        <div className="bar__view">
          <DayPicker />
          <SellersSwitch />
          <RecordedAt />
        </div>
      )}
      <AccountMenu />
    </header>
  );
}
