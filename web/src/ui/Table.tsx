import type { ReactNode } from "react";

export interface Column<T> {
  readonly key: string;
  readonly title: ReactNode;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand at the right, digit under digit. */
  readonly isNumber?: boolean;
  /** Words and days that stand in one line. */
  readonly isShort?: boolean;
  /** Buttons and links stand at the right end. */
  readonly isAction?: boolean;
  /** The cell that names the row. */
  readonly isHeader?: boolean;
}

interface Properties<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
}

/** A plain table; on narrow screens it scrolls by itself. */
export function Table<T>({ caption, columns, rows, rowKey }: Properties<T>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <div className="table-frame" tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, ...column }) => (
              <th key={key} scope="col" className={cellClass(column)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell, isHeader, ...column }) =>
                isHeader ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} className={cellClass(column)}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Kind = Pick<Column<unknown>, "isNumber" | "isShort" | "isAction">;

function cellClass({ isNumber, isShort, isAction }: Kind) {
  if (isNumber) return "number";
  if (isAction) return "action";
  return isShort ? "short" : undefined;
}
