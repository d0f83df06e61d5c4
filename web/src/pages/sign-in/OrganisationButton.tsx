import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useWords } from "../../l10n/WordsContext.tsx";

/** Signing in through the organisation, where the server is set up for it. */
export function OrganisationButton({ returnTo }: { readonly returnTo: string | undefined }) {
  const { t } = useWords();
  const leave = useMutation({
    mutationFn: async () => {
      const query = new URLSearchParams({ return_to: returnTo ?? "/" });
      const address = `/sign-in/organisation?${query}`;
      // A server that is set up for it leads away; another has nothing at this address.
      const answer = await fetch(address, { redirect: "manual" });
      if (answer.type !== "opaqueredirect") throw new Error("not set up");
      window.location.assign(address);
    },
  });
  return (
    <div className="entry__more form">
      <Button disabled={leave.isPending} onClick={() => leave.mutate()}>
        {t("sign-in-organisation")}
      </Button>
      {leave.isError && (
        <p className="quiet" role="alert">
          {t("sign-in-organisation-missing")}
        </p>
      )}
    </div>
  );
}
