import { Button } from "@fluentui/react-components";
import type { Schemas } from "../../api/client.ts";
import { useMay } from "../../api/session.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { skuName } from "../../ui/names.ts";
import { Table } from "../../ui/Table.tsx";
import { Cited, fileName } from "./Cited.tsx";

type Person = Schemas["PersonBody"];

interface Properties {
  readonly explanation: Schemas["ExplanationBody"];
  readonly showsNames: boolean;
  readonly onNames: (shows: boolean) => void;
}

/** The people who count, under pseudonyms; who may see names asks for them, which is logged. */
export function People({ explanation, showsNames, onNames }: Properties) {
  const { t } = useWords();
  const mayName = useMay("read_personal_data");
  const { people, people_total, page, per_page } = explanation;
  return (
    <section>
      <div className="card__head">
        <div>
          <h3>{t("people-title", { count: people_total })}</h3>
          <p className="quiet">{t(mayName ? "people-hint" : "people-concealed")}</p>
        </div>
        {mayName && (
          <Button size="small" onClick={() => onNames(!showsNames)}>
            {t(showsNames ? "people-hide" : "people-show")}
          </Button>
        )}
      </div>
      {people.length > 0 && (
        <Table
          caption={t("people-title", { count: people_total })}
          rows={people}
          rowKey={(it) => it.person}
          columns={[
            {
              key: "person",
              title: t("column-person"),
              isHeader: true,
              cell: (it) => it.user_id ?? it.person.slice(0, 8),
            },
            {
              key: "class",
              title: t("column-class"),
              cell: (it) => (
                <>
                  {t(`user-${it.class ?? "holder"}`)}
                  {it.kind !== "member" && <span className="sub">{t(`kind-${it.kind}`)}</span>}
                </>
              ),
            },
            { key: "rows", title: t("explain-rows"), cell: (it) => <Rows person={it} /> },
          ]}
        />
      )}
      <Pages page={page} last={Math.max(Math.ceil(people_total / per_page), 1)} />
      {people.length === 0 && <p className="quiet">{t("people-none")}</p>}
    </section>
  );
}

function Rows({ person }: { readonly person: Person }) {
  const { t, formats } = useWords();
  return (
    <ul className="person-rows">
      {person.holdings.map((it) => (
        <li key={`${it.assigned_on}${it.sku.sku_id}${it.sku.sku_part_number}`}>
          {it.removed_on == null
            ? t("explain-held-from", {
                product: skuName(it.sku),
                from: formats.day(it.assigned_on),
              })
            : t("explain-held-until", {
                product: skuName(it.sku),
                from: formats.day(it.assigned_on),
                until: formats.day(it.removed_on),
              })}{" "}
          <Sources held={it} />
        </li>
      ))}
      {person.products.map((it) => (
        <li key={`${it.from}${it.sku.sku_id}${it.sku.sku_part_number}`}>
          {it.until == null
            ? t("explain-named", { product: skuName(it.sku), from: formats.day(it.from) })
            : t("explain-named-until", {
                product: skuName(it.sku),
                from: formats.day(it.from),
                until: formats.day(it.until),
              })}{" "}
          <Sources held={it} />
        </li>
      ))}
      {person.flags.map((it) => (
        <li key={it.from}>
          {it.until == null
            ? t("explain-flag", { from: formats.day(it.from) })
            : t("explain-flag-until", {
                from: formats.day(it.from),
                until: formats.day(it.until),
              })}{" "}
          <Sources held={it} />
        </li>
      ))}
      {person.activity.slice(-1).map((it) => (
        <li key={it.day}>
          {t("explain-active-on", { day: formats.day(it.day), source: it.source_code })}{" "}
          <Cited source={it.source} />
          {person.activity.length > 1 && (
            <span className="sub">
              {t("people-more-days", { count: person.activity.length - 1 })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Held {
  readonly sources: readonly Source[];
  readonly ended_by?: Source | null;
}

type Source = Schemas["CitedBody"];

/** The first row that says that somebody held something, and what ended it. */
function Sources({ held }: { readonly held: Held }) {
  const { t } = useWords();
  const [first] = held.sources;
  return (
    <>
      {first !== undefined && <Cited source={first} />}
      {held.ended_by != null && (
        <> {t("explain-ended-by", { list: fileName(held.ended_by.file) })}</>
      )}
    </>
  );
}

function Pages({ page, last }: { readonly page: number; readonly last: number }) {
  const { t } = useWords();
  const change = useSearchChange();
  if (last === 1) return null;
  const show = (to: number) => change({ people: to === 1 ? undefined : to }, "replaces");
  return (
    <div className="actions">
      <Button size="small" disabled={page <= 1} onClick={() => show(page - 1)}>
        {t("page-before")}
      </Button>
      <span className="quiet">{t("page-of", { page, last })}</span>
      <Button size="small" disabled={page >= last} onClick={() => show(page + 1)}>
        {t("page-after")}
      </Button>
    </div>
  );
}
