import { Field, Select } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useQuery } from "@tanstack/react-query";
import type { ActionsAsked } from "../../api/actions.ts";
import { customerQuery } from "../../api/insights.ts";
import { playsQuery } from "../../api/plays.ts";
import { useWho } from "../../api/session.ts";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { customerName } from "../../ui/names.ts";

/** Which actions the board shows: by play, by owner, of one customer. */
export function ActionFilters({ asked }: { readonly asked: ActionsAsked }) {
  const { t, language } = useWords();
  const change = useSearchChange();
  const me = useWho()?.name ?? "";
  const plays = useQuery(playsQuery(language)).data?.items ?? [];
  const owners = [...new Set([me, asked.owner ?? me])].filter((it) => it !== "");
  return (
    <>
      {asked.customer !== undefined && <CustomerChip customerId={asked.customer} />}
      <div className="form form--wide filters no-print">
        <Field label={t("column-play")}>
          <Select
            value={asked.plays ?? ""}
            onChange={(_, { value }) => change({ plays: value }, "replaces")}
          >
            <option value="">{t("answer-all")}</option>
            {plays.map((it) => (
              <option key={it.play} value={it.play}>
                {it.title}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("action-owner")}>
          <Select
            value={asked.owner ?? ""}
            onChange={(_, { value }) => change({ owner: value }, "replaces")}
          >
            <option value="">{t("answer-all")}</option>
            {owners.map((it) => (
              <option key={it} value={it}>
                {it === me ? t("action-owner-me", { name: it }) : it}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}

/** Whose actions are shown, when they are one customer's. */
function CustomerChip({ customerId }: { readonly customerId: string }) {
  const { t } = useWords();
  const change = useSearchChange();
  const customer = useQuery(customerQuery(customerId, {})).data?.customer;
  const name = customer === undefined ? customerId : customerName(customer);
  const text = `${t("column-name")}: ${name}`;
  return (
    <p className="filters">
      <span className="chip">
        {text}
        <button
          type="button"
          aria-label={t("filter-remove", { filter: text })}
          onClick={() => change({ customer: undefined })}
        >
          <DismissRegular aria-hidden />
        </button>
      </span>
    </p>
  );
}
