interface Properties<T extends string> {
  readonly title: string;
  readonly name: string;
  readonly choices: readonly { readonly value: T; readonly title: string }[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

/** A few alternatives side by side, of which one holds. */
export function Choice<T extends string>(properties: Properties<T>) {
  const { title, name, choices, chosen, onChoose } = properties;
  return (
    <fieldset className="switch no-print">
      <legend className="visually-hidden">{title}</legend>
      {choices.map((it) => (
        <label key={it.value} className="switch__choice">
          <input
            type="radio"
            name={name}
            checked={it.value === chosen}
            onChange={() => onChoose(it.value)}
          />
          <span>{it.title}</span>
        </label>
      ))}
    </fieldset>
  );
}
