import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import type { CustomerRow } from "../../api/insights.ts";
import type { ViewSearch } from "../../app/search.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import type { Named } from "../../steps/named.ts";
import { customerName } from "../../ui/names.ts";
import type { ListColumn } from "./columns.ts";

interface Properties {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  /** Nothing while its page is being read. */
  readonly row: CustomerRow | undefined;
  readonly columns: readonly ListColumn[];
  readonly template: string;
  readonly view: ViewSearch;
  readonly isActive: boolean;
  readonly chosen: readonly Named[];
  readonly onChoose: ((customer: Named) => void) | undefined;
}

/** A customer of the list. The grid has the focus; the row only shows that it is chosen. */
export function GridRow(properties: Properties) {
  const { id, index, top, row, columns, template, view, isActive, chosen, onChoose } = properties;
  const { t, formats } = useWords();
  const isOwn = view.sellers === "own";
  const length = (ratio: { percent?: number | null | undefined } | null | undefined) =>
    ({ "--share": `${Math.min(ratio?.percent ?? 0, 100)}%` }) as CSSProperties;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the grid is made of plain elements.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus for its rows.
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={isActive ? "grid-row grid-row--active" : "grid-row"}
      style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div role="rowheader" className="grid-cell grid-cell--name">
        {row !== undefined && onChoose !== undefined && (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t("customers-choose", { name: customerName(row) })}
            checked={chosen.some((it) => it.customer_id === row.customer_id)}
            onChange={() => onChoose(row)}
          />
        )}
        {row === undefined ? (
          "…"
        ) : (
          <Link
            className="link"
            to="/customers/$customerId"
            params={{ customerId: row.customer_id }}
            search={view}
            tabIndex={-1}
            title={customerName(row)}
          >
            {customerName(row)}
          </Link>
        )}
      </div>
      {columns.map((it) => (
        // biome-ignore lint/a11y/useSemanticElements: as above.
        // biome-ignore lint/a11y/useFocusableInteractive: as above.
        <div
          key={it.key}
          role="gridcell"
          className={cellClass(it, row && it.ratio?.(row, isOwn)?.percent)}
          style={it.ratio && row && length(it.ratio(row, isOwn))}
        >
          {row && it.text(row, formats, isOwn)}
        </div>
      ))}
    </div>
  );
}

function cellClass({ isNumber }: ListColumn, percent: number | null | undefined): string {
  if (percent != null) {
    const over = percent > 100 ? " grid-cell--over" : "";
    return `grid-cell number grid-cell--share${over}`;
  }
  return isNumber ? "grid-cell number" : "grid-cell";
}
