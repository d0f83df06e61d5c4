import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answered, api } from "../../api/client.ts";
import { ledgerQuery } from "../../api/imports.ts";
import { versionQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Card } from "../../ui/Card.tsx";
import { Problem } from "../../ui/Problem.tsx";

/** Snapshots that look wrong and do not count until someone says that they are true. */
export function Held() {
  const { t } = useWords();
  const cache = useQueryClient();
  const ledger = useQuery(ledgerQuery);
  const confirm = useMutation({
    mutationFn: (file_no: number) =>
      answered(api.POST("/api/v1/imports/{file_no}/confirm", { params: { path: { file_no } } })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ledgerQuery.queryKey, exact: true });
      await cache.invalidateQueries(versionQuery);
    },
  });
  const held = ledger.data?.items.flatMap((it) => it.files).filter((it) => it.held.length > 0);
  if (held === undefined || held.length === 0) return null;
  return (
    <Card title={t("held-title")} hint={t("held-hint")}>
      <Problem error={confirm.error} />
      <ul className="held">
        {held.map((it) => (
          <li key={it.file_no}>
            <div>
              <strong>{it.file.split(/[/\\]/).at(-1)}</strong>
              <span className="sub">
                {it.held.map((customerId) => (
                  <Link key={customerId} to="/customers/$customerId" params={{ customerId }}>
                    {customerId}
                  </Link>
                ))}
              </span>
            </div>
            <Button disabled={confirm.isPending} onClick={() => confirm.mutate(it.file_no)}>
              {t("held-confirm")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
