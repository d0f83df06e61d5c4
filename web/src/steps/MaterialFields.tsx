import { Button, Field, Input } from "@fluentui/react-components";
import type { Schemas } from "../api/client.ts";
import { useWords } from "../l10n/WordsContext.tsx";
import { MaterialList } from "./PlayText.tsx";

export type Material = Schemas["LinkedMaterial"];

interface Properties {
  readonly material: readonly Material[];
  readonly onMaterial: (material: readonly Material[]) => void;
}

/** The material of an action: what there is, and a line for each to change or take away. */
export function MaterialFields({ material, onMaterial }: Properties) {
  const { t } = useWords();
  const change = (at: number, title: string, where: string) =>
    onMaterial(material.map((it, place) => (place === at ? made(title, where) : it)));
  return (
    <fieldset className="materials">
      <legend>{t("play-material")}</legend>
      <MaterialList material={writtenMaterial(material)} />
      {material.map((it, at) => (
        // Lines have no names of their own; their places are all there is.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <div key={at} className="materials__line">
          <Field label={t("material-title", { place: at + 1 })}>
            <Input
              value={it.title}
              maxLength={200}
              onChange={(_, { value }) => change(at, value, whereOf(it))}
            />
          </Field>
          <Field label={t("material-where", { place: at + 1 })}>
            <Input value={whereOf(it)} onChange={(_, { value }) => change(at, it.title, value)} />
          </Field>
          <Button
            aria-label={t("material-remove", { place: at + 1 })}
            onClick={() => onMaterial(material.filter((_, place) => place !== at))}
          >
            {t("action-remove")}
          </Button>
        </div>
      ))}
      <div className="actions">
        <Button size="small" onClick={() => onMaterial([...material, made("", "")])}>
          {t("material-add")}
        </Button>
      </div>
    </fieldset>
  );
}

const whereOf = (it: Material) => it.link ?? it.file ?? "";

/** What begins like an address is a page; everything else is the name of a file. */
function made(title: string, where: string): Material {
  return /^https?:/.test(where) ? { title, link: where } : { title, file: where };
}

/** Without lines in which nothing is written. */
export function writtenMaterial(material: readonly Material[]): Material[] {
  return material.filter((it) => it.title !== "" || whereOf(it) !== "");
}
