import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { answered, api } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { Frame } from "./Frame.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { useSignedIn } from "./useSignedIn.ts";

/** Sets a password by a one-time link: an invitation, or after one was lost. */
export default function LinkPage() {
  const { t, formats } = useWords();
  const secret = useLocation().hash;
  const navigate = useNavigate();
  const finish = useSignedIn();
  const path = { secret: secret === "" ? "-" : secret };
  const link = useQuery({
    queryKey: ["link", secret],
    queryFn: ({ signal }) =>
      answered(api.GET("/api/v1/links/{secret}", { params: { path }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({
    mutationFn: (password: string) =>
      answered(api.POST("/api/v1/links/{secret}", { params: { path }, body: { password } })),
    // A member with a second factor still has to give it.
    onSuccess: ({ state }) => (state === "signed_in" ? finish("/") : navigate({ to: "/sign-in" })),
  });
  return (
    <Frame title={t("link-title")}>
      <Shown query={link} lines={3}>
        {(it) => (
          <>
            <p className="header__lead">
              {t("link-lead", { name: it.name ?? "", until: formats.moment(it.expires_at) })}
            </p>
            <PasswordForm
              action={t("link-action")}
              isPending={accept.isPending}
              error={accept.error}
              onPassword={accept.mutate}
            />
          </>
        )}
      </Shown>
    </Frame>
  );
}
