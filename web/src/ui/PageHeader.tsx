import type { ReactNode } from "react";

interface Properties {
  readonly title: string;
  /** What the page is about, in a sentence. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a page, which is also the title of the window. */
export function PageHeader({ title, lead, actions }: Properties) {
  return (
    <div className="header">
      <title>{`${title} – Uptake`}</title>
      <div className="header__text">
        <h1>{title}</h1>
        {lead !== undefined && <p className="header__lead">{lead}</p>}
      </div>
      {actions !== undefined && <div className="header__actions">{actions}</div>}
    </div>
  );
}
