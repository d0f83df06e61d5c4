import { Field, Input } from "@fluentui/react-components";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useWords } from "../l10n/WordsContext.tsx";
import { CustomerChips } from "./CustomerChips.tsx";
import { FoundCustomers } from "./FoundCustomers.tsx";
import { type Named, toggled } from "./named.ts";
import { pickerStep } from "./pickerKeys.ts";
import { useFoundCustomers } from "./useFoundCustomers.ts";

interface Properties {
  readonly label: string;
  readonly chosen: readonly Named[];
  readonly onChosen: (customers: readonly Named[]) => void;
}

/**
 * Chooses customers: the server searches while the reader types. Enter chooses what the arrow
 * keys walk to, and takes it out again; what is chosen stands before the field.
 */
export function CustomerPicker({ label, chosen, onChosen }: Properties) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = useFoundCustomers(text);
  const isOpen = found.customers.length > 0;
  const toggle = (customer: Named) => {
    onChosen(toggled(chosen, customer));
    // What is typed next takes the place of what was searched.
    field.current?.focus();
    field.current?.select();
  };

  function move(event: KeyboardEvent) {
    const step = pickerStep(event.key, { text, found: found.customers.length, active });
    const customer = found.customers[active];
    if (step === undefined) return;
    event.preventDefault();
    if (typeof step === "number") setActive(step);
    if (step === "toggle" && customer !== undefined) toggle(customer);
    if (step === "clear") setText("");
    if (step === "drop-last") onChosen(chosen.slice(0, -1));
  }

  return (
    <div className="picker">
      <Field label={label} hint={t("action-customers-hint")}>
        <Input
          input={{ ref: field }}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={isOpen ? `${id}${active}` : undefined}
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(_, { value }) => {
            setText(value);
            setActive(0);
          }}
          onKeyDown={move}
        />
      </Field>
      <FoundCustomers id={id} found={found} active={active} chosen={chosen} onToggle={toggle} />
      <CustomerChips
        label={label}
        customers={chosen}
        onRemove={(customer) => {
          onChosen(toggled(chosen, customer));
          field.current?.focus();
        }}
      />
    </div>
  );
}
