import { Link } from "@tanstack/react-router";
import { useWords } from "../../l10n/WordsContext.tsx";
import { customersText } from "../../steps/actionText.ts";
import { customerName } from "../../ui/names.ts";
import type { Entry } from "./calendarEntries.ts";

interface Properties {
  readonly entry: Entry;
  readonly onOpen: (actionId: string) => void;
}

/** What lies on a day, and whose it is: an action opens, a renewal leads to its customer. */
export function EntryText({ entry, onOpen }: Properties) {
  const { t } = useWords();
  const kind = <span className="month__kind">{t(`calendar-${entry.kind}`)}</span>;
  if ("action" in entry) {
    return (
      <button type="button" className="plain-button" onClick={() => onOpen(entry.action.action_id)}>
        {kind} {customersText(entry.action, t)}
      </button>
    );
  }
  const { customer } = entry.renewal;
  return (
    <Link
      className="link"
      to="/customers/$customerId"
      params={{ customerId: customer.customer_id }}
    >
      {kind} {customerName(customer)}
    </Link>
  );
}
