import explain from "../../../l10n/en/explain.ftl?raw";
import figures from "../../../l10n/en/figures.ftl?raw";
import web from "../../../l10n/en/web.ftl?raw";

export const texts = [figures, explain, web] as const;
