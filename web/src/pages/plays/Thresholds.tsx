import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { Threshold } from "../../api/plays.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { valueText } from "../../steps/comparison.ts";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Table } from "../../ui/Table.tsx";
import { ThresholdDialog } from "./ThresholdDialog.tsx";

/** The numbers of a play that the partner may change. */
export function Thresholds({ thresholds }: { readonly thresholds: readonly Threshold[] }) {
  const { t, formats } = useWords();
  const mayManage = useMay("manage_plays");
  const mayAudit = useMay("read_audit");
  const [shown, show] = useState<string>();
  const chosen = thresholds.find((it) => it.threshold === shown);
  return (
    <Card title={t("thresholds-title")} hint={t("thresholds-hint")}>
      {thresholds.length === 0 ? (
        <Notice title={t("thresholds-empty")} />
      ) : (
        <Table
          caption={t("thresholds-title")}
          rows={thresholds}
          rowKey={(it) => it.threshold}
          columns={[
            {
              key: "name",
              isHeader: true,
              title: t("column-threshold"),
              cell: (it) => (
                <>
                  {it.name}
                  <span className="sub">{it.threshold}</span>
                </>
              ),
            },
            { key: "unit", title: t("column-unit"), cell: (it) => t(`threshold-unit-${it.unit}`) },
            {
              key: "value",
              isNumber: true,
              title: t("column-value"),
              cell: (it) => (
                <>
                  {it.is_changed && <span className="badge">{t("threshold-changed")}</span>}{" "}
                  <strong>{valueText(it.value, it.unit, formats)}</strong>
                </>
              ),
            },
            {
              key: "default",
              isNumber: true,
              title: t("column-default"),
              cell: (it) => valueText(it.default, it.unit, formats),
            },
            {
              key: "actions",
              isAction: true,
              title: <span className="visually-hidden">{t("column-actions")}</span>,
              cell: (it) =>
                (mayManage || mayAudit) && (
                  <Button
                    size="small"
                    aria-label={t(mayManage ? "members-edit-of" : "threshold-trail-of", {
                      name: it.name,
                    })}
                    onClick={() => show(it.threshold)}
                  >
                    {t(mayManage ? "members-edit" : "threshold-trail")}
                  </Button>
                ),
            },
          ]}
        />
      )}
      {chosen !== undefined && (
        <ThresholdDialog
          threshold={chosen}
          mayManage={mayManage}
          mayAudit={mayAudit}
          onClose={() => show(undefined)}
        />
      )}
    </Card>
  );
}
