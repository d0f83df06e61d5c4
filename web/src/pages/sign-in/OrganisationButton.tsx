import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { signInMethodsQuery } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

/** Signing in through the organisation; nothing where the server is not set up for it. */
export function OrganisationButton({ returnTo }: { readonly returnTo: string | undefined }) {
  const { t } = useWords();
  const organisation = useQuery(signInMethodsQuery).data?.organisation;
  if (organisation == null) return null;
  const query = new URLSearchParams({ return_to: returnTo ?? "/" });
  return (
    <div className="entry__more form">
      <Button onClick={() => globalThis.location.assign(`${organisation.address}?${query}`)}>
        {t("sign-in-organisation")}
      </Button>
    </div>
  );
}
