import type { ReactNode } from "react";

interface Properties {
  readonly title: string;
  readonly text?: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
  readonly tone?: "plain" | "error";
}

/** What stands in the place of data: nothing there, not allowed, or failed. */
export function Notice({ title, text, action, tone = "plain" }: Properties) {
  return (
    <div className={`notice notice--${tone}`} role={tone === "error" ? "alert" : undefined}>
      <p className="notice__title">{title}</p>
      {text !== undefined && text !== "" && <p className="notice__text">{text}</p>}
      {action !== undefined && <div className="notice__action">{action}</div>}
    </div>
  );
}
