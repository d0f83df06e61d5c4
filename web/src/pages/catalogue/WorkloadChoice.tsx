import { Select } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { workloadsQuery } from "../../api/catalogue.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import type { Product } from "./productText.ts";
import "./catalogue.css";

type Given = Pick<Product, "base" | "addon">;

interface Properties extends Given {
  readonly onChange: (given: Given) => void;
}

const WAYS = ["none", "base", "addon"] as const;

/** Which workloads a product entitles to, and to which it only adds access. */
export function WorkloadChoice({ base, addon, onChange }: Properties) {
  const { t } = useWords();
  const id = useId();
  const workloads = useQuery(workloadsQuery).data?.items ?? [];
  const wayOf = (code: string) => {
    if (base.includes(code)) return "base";
    return addon.includes(code) ? "addon" : "none";
  };
  const choose = (code: string, way: string) => {
    const without = (codes: readonly string[]) => codes.filter((it) => it !== code);
    onChange({
      base: [...without(base), ...(way === "base" ? [code] : [])],
      addon: [...without(addon), ...(way === "addon" ? [code] : [])],
    });
  };
  return (
    <fieldset className="checks given">
      <legend>{t("product-gives")}</legend>
      {workloads.map((it) => (
        <div key={it.workload}>
          <label htmlFor={`${id}${it.workload}`}>{it.name}</label>
          <Select
            id={`${id}${it.workload}`}
            size="small"
            value={wayOf(it.workload)}
            onChange={(_, { value }) => choose(it.workload, value)}
          >
            {WAYS.map((way) => (
              <option key={way} value={way}>
                {t(`product-gives-${way}`)}
              </option>
            ))}
          </Select>
        </div>
      ))}
    </fieldset>
  );
}
