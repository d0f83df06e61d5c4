import { useQuery } from "@tanstack/react-query";
import { type LinesAsked, ticketsQuery } from "../../api/signals.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Table } from "../../ui/Table.tsx";
import { Turn } from "./Turn.tsx";

interface Properties {
  readonly customerId: string;
  readonly asked: LinesAsked;
  readonly onPage: (page: number) => void;
}

/** A page of tickets, newest first. */
export function TicketLines({ customerId, asked, onPage }: Properties) {
  const { t, formats } = useWords();
  const tickets = useQuery(ticketsQuery(customerId, asked));
  return (
    <Shown query={tickets} lines={12}>
      {(body) =>
        body.total === 0 ? (
          <Notice title={t("lines-none")} text={t("support-empty-text")} />
        ) : (
          <>
            <Table
              caption={t("lines-tickets")}
              rows={body.items}
              rowKey={(it) => it.ticket_id}
              columns={[
                {
                  key: "id",
                  isHeader: true,
                  title: t("column-ticket"),
                  cell: (it) => it.ticket_id,
                },
                {
                  key: "opened",
                  isShort: true,
                  title: t("column-opened"),
                  cell: (it) => formats.day(it.opened_on),
                },
                {
                  key: "closed",
                  isShort: true,
                  title: t("column-closed"),
                  cell: (it) => formats.day(it.closed_on),
                },
                {
                  key: "category",
                  title: t("column-category"),
                  cell: (it) => (
                    <>
                      {t(`ticket-${it.category ?? "unclassified"}`)}
                      {it.is_classified && <span className="sub">{t("ticket-told")}</span>}
                    </>
                  ),
                },
                { key: "product", title: t("column-named-product"), cell: (it) => it.product },
                ...(asked.texts === true
                  ? [
                      {
                        key: "subject",
                        title: t("column-subject-line"),
                        cell: (it: (typeof body.items)[number]) => it.subject,
                      },
                    ]
                  : []),
              ]}
            />
            <Turn {...body} onPage={onPage} />
          </>
        )
      }
    </Shown>
  );
}
