import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { ListAsked } from "../../api/insights.ts";
import type { CustomersSearch } from "../../app/pageSearch.ts";
import { viewOf } from "../../app/search.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import type { Named } from "../../steps/named.ts";
import { Failed } from "../../ui/Failed.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { ListColumn } from "./columns.ts";
import { GridHead } from "./GridHead.tsx";
import { GridRow } from "./GridRow.tsx";
import { usePages } from "./usePages.ts";

const ROW = 44;

interface Properties {
  readonly asked: ListAsked;
  readonly search: CustomersSearch;
  readonly columns: readonly ListColumn[];
  readonly chosen: readonly Named[];
  /** Chooses a customer, or takes it out again; nothing for roles that have no use for it. */
  readonly onChoose: ((customer: Named) => void) | undefined;
}

/** The list of customers: only the rows that are seen exist, however many there are. */
export function CustomersGrid({ asked, search, columns, chosen, onChoose }: Properties) {
  const { t } = useWords();
  const id = useId();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  const [active, setActive] = useState(0);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 3,
    // The head covers the first of the rows that are scrolled to.
    scrollPaddingStart: ROW,
  });
  const seen = rows.getVirtualItems();
  const pages = usePages(asked, seen.at(0)?.index ?? 0, seen.at(-1)?.index ?? 0);
  if (pages.total !== undefined && pages.total !== count) {
    setCount(pages.total);
    setActive(0);
  }
  const view = viewOf({ ...search });

  function move(event: KeyboardEvent) {
    const page = Math.max(Math.floor((frame.current?.clientHeight ?? 0) / ROW) - 2, 1);
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    }[event.key];
    const customer = pages.row(active);
    const isOfGrid = event.target === frame.current;
    if (to !== undefined) {
      event.preventDefault();
      const next = Math.min(Math.max(to, 0), count - 1);
      setActive(next);
      rows.scrollToIndex(next);
    } else if (event.key === " " && isOfGrid) {
      event.preventDefault();
      if (customer) onChoose?.(customer);
    } else if (event.key === "Enter" && isOfGrid && customer) {
      const params = { customerId: customer.customer_id };
      void navigate({ to: "/customers/$customerId", params, search: view });
    }
  }

  if (pages.error != null) return <Failed error={pages.error} onRetry={pages.retry} />;
  if (pages.total === undefined) return <Loading lines={14} />;
  if (pages.total === 0) {
    return <Notice title={t("customers-empty")} text={t("customers-empty-text")} />;
  }
  const template = `var(--name-width) ${columns.map((it) => it.width).join(" ")}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot leave out its rows.
    <div
      ref={frame}
      className="grid-frame"
      role="grid"
      aria-label={t("nav-customers")}
      aria-rowcount={count + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={`${id}${active}`}
      aria-busy={pages.isFetching}
      tabIndex={0}
      onKeyDown={move}
    >
      <GridHead columns={columns} search={search} template={template} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      <div role="rowgroup" className="grid-body" style={{ height: rows.getTotalSize() }}>
        {seen.map((it) => (
          <GridRow
            key={it.key}
            id={`${id}${it.index}`}
            index={it.index}
            top={it.start}
            row={pages.row(it.index)}
            columns={columns}
            template={template}
            view={view}
            isActive={it.index === active}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}
