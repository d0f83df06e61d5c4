import { Button, Field, Input } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { useWho } from "../../api/session.ts";
import { customersSearch } from "../../app/pageSearch.ts";
import { parseSearch } from "../../app/search.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { type SavedView, savedViews, saveViews, withView } from "./savedViews.ts";

/** Saves what the list shows under a name, and shows it again. */
export function SavedViews() {
  const { t } = useWords();
  const navigate = useNavigate();
  const memberId = useWho()?.member_id ?? "";
  const { searchStr } = useLocation();
  const [views, setViews] = useState(() => savedViews(memberId));
  const [name, setName] = useState("");
  const keep = (next: readonly SavedView[]) => {
    setViews(next);
    saveViews(memberId, next);
  };
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    keep(withView(views, { name: name.trim(), search: searchStr }));
    setName("");
  };
  return (
    <Disclosure title={t("views-title")} label={t("views-title")} align="end" className="views">
      {() => (
        <>
          {views.length === 0 && <p className="quiet">{t("views-empty")}</p>}
          <ul>
            {views.map((it) => (
              <li key={it.name}>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() =>
                    void navigate({
                      to: "/customers",
                      search: customersSearch(parseSearch(it.search)),
                    })
                  }
                >
                  {it.name}
                </button>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<DismissRegular />}
                  aria-label={t("views-remove", { name: it.name })}
                  onClick={() => keep(views.filter((other) => other !== it))}
                />
              </li>
            ))}
          </ul>
          <form className="form" onSubmit={save}>
            <Field label={t("views-name")}>
              <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
            </Field>
            <Button type="submit">{t("views-save")}</Button>
          </form>
        </>
      )}
    </Disclosure>
  );
}
