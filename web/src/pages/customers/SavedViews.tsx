import { Button, Field, Input } from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { dropView, type SavedView, saveView, viewsQuery } from "../../api/views.ts";
import { type CustomersSearch, customersSearch } from "../../app/pageSearch.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Disclosure } from "../../ui/Disclosure.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useRowAction } from "../../ui/useRowAction.ts";

/** The code under which views of this page are saved. */
const PAGE = "customers";

interface Properties {
  /** What the list shows. */
  readonly search: CustomersSearch;
}

/** Saves what the list shows under a name, and shows it again. */
export function SavedViews({ search }: Properties) {
  const { t } = useWords();
  return (
    <Disclosure title={t("views-title")} label={t("views-title")} align="end" className="views">
      {(close) => (
        <>
          <Views onChoose={close} />
          <SaveForm search={search} />
        </>
      )}
    </Disclosure>
  );
}

function Views({ onChoose }: { readonly onChoose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const views = useQuery(viewsQuery);
  const drop = useRowAction(viewsQuery, dropView);
  const show = ({ search }: SavedView) => {
    onChoose();
    void navigate({ to: "/customers", search: customersSearch({ ...search }) });
  };
  return (
    <Shown query={views} lines={2}>
      {({ items }) => {
        const shown = items.filter((it) => it.page === PAGE);
        if (shown.length === 0) return <p className="quiet">{t("views-empty")}</p>;
        return (
          <>
            <ul>
              {shown.map((it) => (
                <li key={it.name}>
                  <button type="button" className="plain-button" onClick={() => show(it)}>
                    {it.name}
                  </button>
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<DismissRegular />}
                    disabled={drop.isPending}
                    aria-label={t("views-remove", { name: it.name })}
                    onClick={() => drop.mutate(it.name)}
                  />
                </li>
              ))}
            </ul>
            <Problem error={drop.error} />
          </>
        );
      }}
    </Shown>
  );
}

function SaveForm({ search }: Properties) {
  const { t } = useWords();
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: (view: string) => saveView(view, PAGE, search),
    onSuccess: async () => {
      setName("");
      await cache.invalidateQueries(viewsQuery);
    },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() !== "") save.mutate(name.trim());
  };
  return (
    <form className="form" onSubmit={send}>
      <Field label={t("views-name")}>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Problem error={save.error} />
      <Button type="submit" disabled={save.isPending}>
        {t("views-save")}
      </Button>
    </form>
  );
}
