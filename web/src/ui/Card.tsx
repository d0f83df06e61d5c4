import { type ReactNode, useId } from "react";

interface Properties {
  readonly title: string;
  /** What is to be seen, and how to read it. */
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page with a heading of its own. */
export function Card({ title, hint, actions, className, children }: Properties) {
  const id = useId();
  return (
    <section className={`card ${className ?? ""}`} aria-labelledby={id}>
      <div className="card__head">
        <div>
          <h2 id={id}>{title}</h2>
          {hint !== undefined && <p className="card__hint">{hint}</p>}
        </div>
        {actions !== undefined && <div className="card__actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
