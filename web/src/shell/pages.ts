import type { FluentIcon } from "@fluentui/react-icons";
import { ArrowDownloadRegular } from "@fluentui/react-icons/svg/arrow-download";
import { ArrowTrendingRegular } from "@fluentui/react-icons/svg/arrow-trending";
import { ArrowUploadRegular } from "@fluentui/react-icons/svg/arrow-upload";
import { BoardRegular } from "@fluentui/react-icons/svg/board";
import { BookRegular } from "@fluentui/react-icons/svg/book";
import { BookOpenRegular } from "@fluentui/react-icons/svg/book-open";
import { BuildingRegular } from "@fluentui/react-icons/svg/building";
import { DataTrendingRegular } from "@fluentui/react-icons/svg/data-trending";
import { HistoryRegular } from "@fluentui/react-icons/svg/history";
import { InfoRegular } from "@fluentui/react-icons/svg/info";
import { KeyRegular } from "@fluentui/react-icons/svg/key";
import { LightbulbRegular } from "@fluentui/react-icons/svg/lightbulb";
import { PeopleRegular } from "@fluentui/react-icons/svg/people";
import { PlugConnectedRegular } from "@fluentui/react-icons/svg/plug-connected";
import type { Permission } from "../api/session.ts";

interface PageLink {
  readonly to:
    | "/portfolio"
    | "/customers"
    | "/growth"
    | "/recommendations"
    | "/actions"
    | "/plays"
    | "/imports"
    | "/exports"
    | "/catalogue"
    | "/members"
    | "/tokens"
    | "/webhooks"
    | "/audit"
    | "/about";
  readonly title: string;
  readonly Icon: FluentIcon;
  readonly permission: Permission;
  /** Whether day and seller scope go along. */
  readonly keepsView?: boolean;
}

interface PageGroup {
  readonly title: string;
  readonly pages: readonly PageLink[];
}

/** What the menu leads to, in groups; a reader sees what its role may use. */
export const PAGES: readonly PageGroup[] = [
  {
    title: "nav-group-insights",
    pages: [
      {
        to: "/portfolio",
        title: "nav-portfolio",
        Icon: DataTrendingRegular,
        permission: "read_insights",
        keepsView: true,
      },
      {
        to: "/customers",
        title: "nav-customers",
        Icon: BuildingRegular,
        permission: "read_insights",
        keepsView: true,
      },
      {
        to: "/growth",
        title: "nav-growth",
        Icon: ArrowTrendingRegular,
        permission: "read_insights",
        keepsView: true,
      },
    ],
  },
  {
    title: "nav-group-steps",
    pages: [
      {
        to: "/recommendations",
        title: "nav-recommendations",
        Icon: LightbulbRegular,
        permission: "read_insights",
      },
      { to: "/actions", title: "nav-actions", Icon: BoardRegular, permission: "read_insights" },
      { to: "/plays", title: "nav-plays", Icon: BookOpenRegular, permission: "read_insights" },
    ],
  },
  {
    title: "nav-group-data",
    pages: [
      { to: "/imports", title: "nav-imports", Icon: ArrowUploadRegular, permission: "import" },
      { to: "/exports", title: "nav-exports", Icon: ArrowDownloadRegular, permission: "export" },
      { to: "/catalogue", title: "nav-catalogue", Icon: BookRegular, permission: "read_insights" },
    ],
  },
  {
    title: "nav-group-admin",
    pages: [
      { to: "/members", title: "nav-members", Icon: PeopleRegular, permission: "manage_members" },
      { to: "/tokens", title: "nav-tokens", Icon: KeyRegular, permission: "make_tokens" },
      {
        to: "/webhooks",
        title: "nav-webhooks",
        Icon: PlugConnectedRegular,
        permission: "manage_plays",
      },
      { to: "/audit", title: "nav-audit", Icon: HistoryRegular, permission: "read_audit" },
      { to: "/about", title: "nav-about", Icon: InfoRegular, permission: "sign_in" },
    ],
  },
];
