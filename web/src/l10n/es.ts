import explain from "../../../l10n/es/explain.ftl?raw";
import figures from "../../../l10n/es/figures.ftl?raw";
import web from "../../../l10n/es/web.ftl?raw";

export const texts = [figures, explain, web] as const;
