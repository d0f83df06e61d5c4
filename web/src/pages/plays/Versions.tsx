import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useMemberName } from "../../api/members.ts";
import { type PlayWithSource, playVersionsQuery } from "../../api/plays.ts";
import { useMay } from "../../api/session.ts";
import { useWords } from "../../l10n/WordsContext.tsx";
import { ListCard } from "../../ui/ListCard.tsx";
import { Table } from "../../ui/Table.tsx";

interface Properties {
  readonly play: PlayWithSource;
  /** Opens the editor with the text of a version. */
  readonly onEdit: (source: string) => void;
}

/** The versions of a play that the partner has changed; each can be put in force again. */
export function Versions({ play, onEdit }: Properties) {
  const { t, formats } = useWords();
  const memberName = useMemberName();
  const mayManage = useMay("manage_plays");
  const versions = useQuery(playVersionsQuery(play.play));
  return (
    <ListCard
      title={t("versions-title")}
      hint={t("versions-hint")}
      query={versions}
      lines={3}
      empty={{ title: t("versions-empty"), text: t("versions-empty-text") }}
    >
      {(items) => (
        <Table
          caption={t("versions-title")}
          rows={items}
          rowKey={(it) => `${it.version}`}
          columns={[
            {
              key: "version",
              isHeader: true,
              title: t("about-version"),
              cell: (it) => formats.count(it.version),
            },
            {
              key: "at",
              isShort: true,
              title: t("column-at"),
              cell: (it) => formats.moment(it.changed_at),
            },
            {
              key: "by",
              title: t("column-actor"),
              cell: (it) => (it.changed_by == null ? "" : (memberName(it.changed_by) ?? "")),
            },
            {
              key: "what",
              title: t("column-action"),
              cell: (it) => t(it.source == null ? "version-removed" : "version-put"),
            },
            {
              key: "actions",
              isAction: true,
              title: <span className="visually-hidden">{t("column-actions")}</span>,
              cell: ({ version, source }) =>
                source != null &&
                mayManage && (
                  <Button
                    size="small"
                    aria-label={t("version-edit-of", { version })}
                    onClick={() => onEdit(source)}
                  >
                    {t("version-edit")}
                  </Button>
                ),
            },
          ]}
        />
      )}
    </ListCard>
  );
}
