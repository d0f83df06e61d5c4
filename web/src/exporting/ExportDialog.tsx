import { Field, Input, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { answered, api } from "../api/client.ts";
import { exportsQuery, FORMATS, KINDS } from "../api/exports.ts";
import { viewOf } from "../app/search.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { plusDays } from "../ui/days.ts";
import { FormModal } from "../ui/FormModal.tsx";

interface Properties {
  readonly day: string;
  readonly customer?: string;
  readonly onClose: () => void;
}

/** Asks what to write, of which days and in which format; the file is made in the background. */
export default function ExportDialog({ day, customer, onClose }: Properties) {
  const { t, formats } = useWords();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { as_recorded_at } = viewOf(useSearch({ strict: false }) as Record<string, unknown>);
  const [kind, setKind] = useState<(typeof KINDS)[number]>("usage");
  const [format, setFormat] = useState<(typeof FORMATS)[number]>("xlsx");
  const [from, setFrom] = useState(plusDays(day, -30));
  const [to, setTo] = useState(day);
  // A portfolio export has no customers in it.
  const kinds = KINDS.filter((it) => customer === undefined || it !== "portfolio");
  const queue = useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/exports", {
          body: {
            kind,
            format,
            from,
            to,
            ...(customer !== undefined && { customers: [customer] }),
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
