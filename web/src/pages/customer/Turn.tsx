import { Button } from "@fluentui/react-components";
import { useWords } from "../../l10n/WordsContext.tsx";

interface Properties {
  readonly page: number;
  readonly per_page: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Turns the pages of a list; nothing where there is only one. */
export function Turn({ page, per_page, total, onPage }: Properties) {
  const { t } = useWords();
  const last = Math.max(Math.ceil(total / per_page), 1);
  if (last === 1) return null;
  return (
    <div className="actions">
      <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {t("page-before")}
      </Button>
      <span className="quiet">{t("page-of", { page, last })}</span>
      <Button size="small" disabled={page >= last} onClick={() => onPage(page + 1)}>
        {t("page-after")}
      </Button>
    </div>
  );
}
