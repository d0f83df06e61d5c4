import { Field, Input, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { answered, api } from "../api/client.ts";
import { exportsQuery, FORMATS, KINDS } from "../api/exports.ts";
import { type FilterSearch, filterOf, present, valuesOf, viewOf } from "../app/search.ts";
import { CUSTOMER_FILTERS } from "../app/stepsSearch.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { plusDays } from "../ui/days.ts";
import { FormModal } from "../ui/FormModal.tsx";
import { Marks } from "./Marks.tsx";

interface Properties {
  readonly day: string;
  /** Only these; all when there is none. */
  readonly customers: readonly string[];
  readonly onClose: () => void;
}

/** Asks what to write, of which days and in which format; the file is made in the background. */
export default function ExportDialog({ day, customers, onClose }: Properties) {
  const { t, formats } = useWords();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const { as_recorded_at } = viewOf(search);
  const isOfAll = customers.length === 0;
  // Customers that were chosen one by one are not chosen by marks too.
  const filter = isOfAll ? filterOf(search) : {};
  const [kind, setKind] = useState<(typeof KINDS)[number]>("usage");
  const [format, setFormat] = useState<(typeof FORMATS)[number]>("xlsx");
  const [from, setFrom] = useState(plusDays(day, -30));
  const [to, setTo] = useState(day);
  // A portfolio export has no customers in it.
  const kinds = KINDS.filter((it) => isOfAll || it !== "portfolio");
  const queue = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/exports", {
          body: {
            kind,
            format,
            from,
            to,
            ...(!isOfAll && { customers: [...customers] }),
            ...marksOf(filter),
            ...(as_recorded_at !== undefined && { as_recorded_at }),
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries(exportsQuery);
      onClose();
      await navigate({ to: "/exports" });
    },
  });
  return (
    <FormModal
      title={t("export-title")}
      action={t("export-action")}
      isPending={queue.isPending}
      error={queue.error}
      onSend={queue.mutate}
      onClose={onClose}
    >
      {as_recorded_at !== undefined && (
        <p className="quiet">{t("view-recorded-at", { moment: formats.moment(as_recorded_at) })}</p>
      )}
      {!isOfAll && <p className="quiet">{t("export-of", { count: customers.length })}</p>}
      <p className="quiet">
        <Marks filter={filter} />
      </p>
      {isOfAll && isNarrowed(search) && <p className="quiet">{t("export-not-filtered")}</p>}
      <Field label={t("export-kind")}>
        <Select
          value={kind}
          onChange={(_, { value }) => setKind(KINDS.find((it) => it === value) ?? kind)}
        >
          {kinds.map((it) => (
            <option key={it} value={it}>
              {t(`export-kind-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("export-format")}>
        <Select
          value={format}
          onChange={(_, { value }) => setFormat(FORMATS.find((it) => it === value) ?? format)}
        >
          {FORMATS.map((it) => (
            <option key={it} value={it}>
              {t(`export-format-${it}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("export-from")} required>
        <Input type="date" value={from} max={to} onChange={(_, { value }) => setFrom(value)} />
      </Field>
      <Field label={t("export-to")} required>
        <Input type="date" value={to} min={from} onChange={(_, { value }) => setTo(value)} />
      </Field>
    </FormModal>
  );
}

/** The marks of a filter as the API takes them; nothing when it has none. */
function marksOf(filter: FilterSearch) {
  if (!CUSTOMER_FILTERS.some((it) => filter[it] !== undefined)) return {};
  const of = (name: (typeof CUSTOMER_FILTERS)[number]) => [...valuesOf(filter, name)];
  const marks = {
    countries: of("countries"),
    segments: of("segments"),
    resellers: of("resellers"),
    tags: of("tags"),
  };
  return { marks };
}

/** Whether the page shows a part by what an export knows nothing of: products, words, bands. */
function isNarrowed(search: Record<string, unknown>): boolean {
  const asked = { ...filterOf(search), ...present({ search: search.search, bands: search.bands }) };
  return Object.keys(asked).some((name) => !CUSTOMER_FILTERS.some((it) => it === name));
}
