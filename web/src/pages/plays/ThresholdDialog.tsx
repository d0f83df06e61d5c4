import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PLAYS, setThreshold, type Threshold } from "../../api/plays.ts";
import { RECOMMENDATIONS } from "../../api/recommendations.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { valueText } from "../../steps/comparison.ts";
import { Modal } from "../../ui/Modal.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { ThresholdTrail } from "./ThresholdTrail.tsx";

interface Properties {
  readonly threshold: Threshold;
  readonly mayManage: boolean;
  readonly mayAudit: boolean;
  readonly onClose: () => void;
}

/** Changes a threshold, and tells who changed it before. */
export function ThresholdDialog({ threshold, mayManage, mayAudit, onClose }: Properties) {
  const { t } = useWords();
  return (
    <Modal title={threshold.name} place="middle" onClose={onClose}>
      <div className="explain__body">
        {mayManage && <ThresholdForm threshold={threshold} onDone={onClose} />}
        {mayAudit && <ThresholdTrail threshold={threshold} />}
        {!mayAudit && <p className="quiet">{t("threshold-trail-hint")}</p>}
      </div>
    </Modal>
  );
}

interface FormProperties {
  readonly threshold: Threshold;
  readonly onDone: () => void;
}

function ThresholdForm({ threshold, onDone }: FormProperties) {
  const { t, formats } = useWords();
  const cache = useQueryClient();
  const [value, setValue] = useState(`${threshold.value}`);
  const set = useMutation({
    mutationFn: (wanted: number | undefined) => setThreshold(threshold, wanted),
    onSuccess: async () => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: PLAYS }),
        cache.invalidateQueries({ queryKey: RECOMMENDATIONS }),
      ]);
      onDone();
    },
  });
  const hasDecimals = threshold.unit === "percent" || threshold.unit === "number";
  const { unit } = threshold;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate(Number(value));
      }}
    >
      <Field
        label={t(`threshold-unit-${unit}`)}
        hint={t("threshold-default", { value: valueText(threshold.default, unit, formats) })}
        required
      >
        <Input
          type="number"
          required
          step={hasDecimals ? 0.01 : 1}
          value={value}
          onChange={(_, data) => setValue(data.value)}
        />
      </Field>
      <Problem error={set.error} />
      <div className="actions">
        <Button type="submit" appearance="primary" disabled={set.isPending}>
          {t("action-save")}
        </Button>
        {threshold.is_changed && (
          <Button disabled={set.isPending} onClick={() => set.mutate(undefined)}>
            {t("threshold-reset")}
          </Button>
        )}
      </div>
    </form>
  );
}
