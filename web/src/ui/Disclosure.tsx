import { Button } from "@fluentui/react-components";
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from "react";

interface Properties {
  /** What the button says. */
  readonly title: ReactNode;
  /** What the panel is called. */
  readonly label: string;
  readonly icon?: ReactElement;
  readonly align?: "start" | "end";
  readonly appearance?: "subtle" | "secondary";
  readonly className?: string;
  /** What opens below the button; it can close itself. */
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a panel that opens below it, and closes with Escape or a click elsewhere. */
export function Disclosure(properties: Properties) {
  const { title, label, icon, align, appearance, className, children } = properties;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    frame.current?.querySelector("button")?.focus();
  };
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (target instanceof Node && frame.current?.contains(target) === false) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes from everywhere inside.
    <div
      className="disclosure"
      ref={frame}
      onKeyDown={(event) => {
        if (event.key === "Escape" && isOpen) close();
      }}
    >
      <Button
        icon={icon ?? null}
        appearance={appearance ?? "secondary"}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {title}
      </Button>
      {isOpen && (
        <section
          id={id}
          aria-label={label}
          className={`disclosure__panel disclosure__panel--${align ?? "start"} ${className ?? ""}`}
        >
          {children(close)}
        </section>
      )}
    </div>
  );
}
