import type { Schemas } from "../api/client.ts";
import { useWords } from "../l10n/WordsContext.tsx";

type Text = Pick<Schemas["PlayBody"], "consider" | "try" | "material">;

/** What a play says: what to consider, what to try, and what helps. */
export function PlayText({ play }: { readonly play: Text }) {
  const { t } = useWords();
  return (
    <>
      <section>
        <h3>{t("play-consider")}</h3>
        <ul className="said">
          {play.consider.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t("play-try")}</h3>
        <ul className="said">
          {play.try.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      </section>
      {play.material.length > 0 && (
        <section>
          <h3>{t("play-material")}</h3>
          <MaterialList material={play.material} />
        </section>
      )}
    </>
  );
}

type Material = Schemas["PlayMaterial"];

/** Pages and files that help; a file is the partner's own, and only named here. */
export function MaterialList({ material }: { readonly material: readonly Material[] }) {
  return (
    <ul className="said">
      {material.map((it) => (
        <li key={`${it.title} ${it.link ?? it.file ?? ""}`}>
          {isPage(it.link) ? (
            <a href={it.link} target="_blank" rel="noreferrer">
              {it.title}
            </a>
          ) : (
            <>
              {it.title} <span className="quiet">{it.file ?? it.link}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Only addresses of pages are links: material is written by people. */
function isPage(link: string | null | undefined): link is string {
  return link != null && /^https?:\/\//.test(link);
}
