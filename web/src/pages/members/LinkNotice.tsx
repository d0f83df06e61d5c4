import type { Schemas } from "../../api/client.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { Notice } from "../../ui/Notice.tsx";

/** A link by which a member sets its password: shown this once, to be handed on. */
export function LinkNotice({ link }: { readonly link: Schemas["LinkBody"] }) {
  const { t, formats } = useWords();
  return (
    <div className="filters" role="status">
      <Notice
        title={t("link-made")}
        text={t("link-made-text", { until: formats.moment(link.expires_at) })}
        action={<code className="secret">{link.url}</code>}
      />
    </div>
  );
}
