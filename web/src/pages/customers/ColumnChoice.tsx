import { Checkbox } from "@fluentui/react-components";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { COLUMNS, columnsText, type ListColumn } from "./columns.ts";

/** Which columns the list shows; it stands in the address. */
export function ColumnChoice({ columns }: { readonly columns: readonly ListColumn[] }) {
  const { t } = useWords();
  const change = useSearchChange();
  const chosen = columns.map((it) => it.key);
  const toggle = (key: string) => {
    const rest = chosen.filter((it) => it !== key);
    const keys = rest.length === chosen.length ? [...chosen, key] : rest;
    // One column stays: an address without columns means the usual ones.
    if (keys.length === 0) return;
    change({ columns: columnsText(keys) }, "replaces");
  };
  return (
    <Disclosure
      title={t("customers-columns")}
      label={t("customers-columns")}
      align="end"
      className="columns-choice"
    >
      {() =>
        COLUMNS.map((it) => (
          <Checkbox
            key={it.key}
            label={t(`column-${it.key}`)}
            checked={chosen.includes(it.key)}
            onChange={() => toggle(it.key)}
          />
        ))
      }
    </Disclosure>
  );
}
