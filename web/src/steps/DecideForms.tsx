import { Button, Field, Input, Textarea } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { Decision } from "../api/recommendations.ts";
import { useWho } from "../api/session.ts";
import { useWords } from "../l10n/WordsContext.tsx";

interface Properties {
  readonly isPending: boolean;
  readonly onDecide: (decision: Decision) => void;
}

interface FrameProperties {
  readonly title: string;
  readonly isPending: boolean;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

function Frame({ title, isPending, onSend, children }: FrameProperties) {
  return (
    <form
      className="form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
      <div className="actions">
        <Button type="submit" appearance="primary" disabled={isPending}>
          {title}
        </Button>
      </div>
    </form>
  );
}

/** Makes an action of a recommendation: who does it, and when. */
export function AcceptForm({ isPending, onDecide }: Properties) {
  const { t } = useWords();
  const who = useWho();
  const [owner, setOwner] = useState(who?.name ?? "");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const send = () =>
    onDecide({
      kind: "accept",
      body: {
        owner,
        ...(from !== "" && { planned_from: from }),
        ...(to !== "" && { planned_to: to }),
        ...(note !== "" && { note }),
      },
    });
  return (
    <Frame title={t("decide-accept-send")} isPending={isPending} onSend={send}>
      <Field label={t("action-owner")}>
        <Input value={owner} maxLength={200} onChange={(_, { value }) => setOwner(value)} />
      </Field>
      <Field label={t("action-planned-from")}>
        <Input
          type="date"
          value={from}
          {...(to !== "" && { max: to })}
          onChange={(_, { value }) => setFrom(value)}
        />
      </Field>
      <Field label={t("action-planned-to")}>
        <Input
          type="date"
          value={to}
          {...(from !== "" && { min: from })}
          onChange={(_, { value }) => setTo(value)}
        />
      </Field>
      <Field label={t("action-note")}>
        <Textarea
          value={note}
          rows={3}
          maxLength={10_000}
          onChange={(_, { value }) => setNote(value)}
        />
      </Field>
    </Frame>
  );
}

/** Leaves a recommendation alone until a day. */
export function SnoozeForm({ isPending, onDecide }: Properties) {
  const { t } = useWords();
  const [until, setUntil] = useState("");
  return (
    <Frame
      title={t("decide-snooze-send")}
      isPending={isPending}
      onSend={() => onDecide({ kind: "snooze", until })}
    >
      <Field label={t("decide-until")} hint={t("decide-until-hint")} required>
        <Input type="date" value={until} required onChange={(_, { value }) => setUntil(value)} />
      </Field>
    </Frame>
  );
}

/** Leaves a recommendation alone until there is another cause for it. */
export function DismissForm({ isPending, onDecide }: Properties) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <Frame
      title={t("decide-dismiss-send")}
      isPending={isPending}
      onSend={() => onDecide({ kind: "dismiss", reason })}
    >
      <Field label={t("decide-reason")} hint={t("decide-reason-hint")} required>
        <Textarea
          value={reason}
          rows={2}
          maxLength={1000}
          required
          onChange={(_, { value }) => setReason(value)}
        />
      </Field>
    </Frame>
  );
}
