import { useQuery } from "@tanstack/react-query";
import { type LinesAsked, surveysQuery } from "../../api/signals.ts";
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

/** A page of answers to surveys, newest first. */
export function SurveyLines({ customerId, asked, onPage }: Properties) {
  const { t, formats } = useWords();
  const surveys = useQuery(surveysQuery(customerId, asked));
  return (
    <Shown query={surveys} lines={12}>
      {(body) =>
        body.total === 0 ? (
          <Notice title={t("lines-none")} text={t("satisfaction-empty-text")} />
        ) : (
          <>
            <Table
              caption={t("lines-surveys")}
              rows={body.items}
              rowKey={(it) => it.response_id}
              columns={[
                {
                  key: "id",
                  isHeader: true,
                  title: t("column-answer"),
                  cell: (it) => it.response_id,
                },
                {
                  key: "day",
                  isShort: true,
                  title: t("column-day"),
                  cell: (it) => formats.day(it.day),
                },
                { key: "kind", title: t("column-asked"), cell: (it) => t(`survey-${it.kind}`) },
                {
                  key: "score",
                  isNumber: true,
                  title: t("column-score"),
                  cell: (it) => formats.count(it.score),
                },
                ...(asked.texts === true
                  ? [
                      {
                        key: "comment",
                        title: t("column-comment"),
                        cell: (it: (typeof body.items)[number]) => it.comment,
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
