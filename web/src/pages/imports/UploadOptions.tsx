import { Field, Input, Select } from "@fluentui/react-components";
import type { ImportOptions } from "../../api/imports.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

interface Properties {
  readonly options: ImportOptions;
  readonly onOptions: (options: ImportOptions) => void;
}

/** What files do not say by themselves, and what is done with bad rows. */
export function UploadOptions({ options, onOptions }: Properties) {
  const { t } = useWords();
  const [from = "", to = ""] = (options.covers ?? "").split("..");
  const cover = (first: string, last: string) =>
    onOptions({
      ...options,
      covers: first === "" && last === "" ? undefined : `${first}..${last}`,
    });
  const orNone = (text: string) => (text === "" ? undefined : text);
  return (
    <details className="options">
      <summary>{t("upload-options")}</summary>
      <div className="form form--wide">
        <Field label={t("upload-mode")}>
          <Select
            value={options.mode}
            onChange={(_, { value }) =>
              onOptions({ ...options, mode: value === "quarantine" ? "quarantine" : "strict" })
            }
          >
            <option value="strict">{t("upload-mode-strict")}</option>
            <option value="quarantine">{t("upload-mode-quarantine")}</option>
          </Select>
        </Field>
        <Field label={t("upload-customer")}>
          <Input
            value={options.customer ?? ""}
            placeholder="00000000-0000-0000-0000-000000000000"
            onChange={(_, { value }) => onOptions({ ...options, customer: orNone(value.trim()) })}
          />
        </Field>
        <Field label={t("upload-covers-from")}>
          <Input type="date" value={from} onChange={(_, { value }) => cover(value, to)} />
        </Field>
        <Field label={t("upload-covers-to")}>
          <Input type="date" value={to} onChange={(_, { value }) => cover(from, value)} />
        </Field>
        <Field label={t("upload-as-of")}>
          <Input
            type="date"
            value={options.as_of ?? ""}
            onChange={(_, { value }) => onOptions({ ...options, as_of: orNone(value) })}
          />
        </Field>
        <Field label={t("upload-dates")}>
          <Select
            value={options.dates ?? ""}
            onChange={(_, { value }) => onOptions({ ...options, dates: orNone(value) })}
          >
            <option value="">2026-03-31</option>
            <option value="dmy">31/03/2026</option>
            <option value="mdy">03/31/2026</option>
            <option value="ymd">2026/03/31</option>
          </Select>
        </Field>
      </div>
    </details>
  );
}
