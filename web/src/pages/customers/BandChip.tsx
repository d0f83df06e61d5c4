import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useSearchChange } from "../../app/useSearchChange.ts";
import { useWords } from "../../l10n/WordsContext.tsx";

interface Properties {
  readonly bands: string;
  readonly of: "deployment_percent" | "usage_percent" | "covered_percent";
}

/** The band of a distribution that the reader came from. */
export function BandChip({ bands, of }: Properties) {
  const { t } = useWords();
  const change = useSearchChange();
  const names = bands.split(",").map((it) => t(`band-${it}`));
  const text = `${t(`column-${of}`)}: ${names.join(", ")}`;
  return (
    <p className="filters">
      <span className="chip">
        {text}
        <button
          type="button"
          aria-label={t("filter-remove", { filter: text })}
          onClick={() => change({ bands: undefined, band_of: undefined })}
        >
          <DismissRegular aria-hidden />
        </button>
      </span>
    </p>
  );
}
