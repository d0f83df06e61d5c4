//! Which report of Microsoft a header belongs to.
//!
//! A report is told by a few columns that no other report has: columns come in any order,
//! new ones appear and old ones vanish. CSV headers and the field names of the JSON answers
//! are the same names once blanks, case and signs are dropped, so one table serves both.
//!
//! Some count reports share one header (files of OneDrive and of SharePoint). They share
//! a name here: nothing of them is imported.

#[cfg(test)]
mod tests;

/// A report of Microsoft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportKind {
    /// A report that tells who was active when: imported.
    Detail(DetailReport),
    /// A report about people that tells no activity which counts: its name.
    People(&'static str),
    /// A report without people: its name.
    Other(&'static str),
}

/// A report that tells who was active when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailReport {
    /// `getOffice365ActiveUserDetail`: licences and last activity per service.
    Office365ActiveUser,
    /// `getM365AppUserDetail`: Office apps on desktop, mobile and web.
    M365AppUser,
    /// `getEmailActivityUserDetail`: mail sent, received and read.
    EmailActivityUser,
    /// `getMailboxUsageDetail`: mailboxes, shared ones among them.
    MailboxUsage,
    /// `getOneDriveActivityUserDetail`: files worked on.
    OneDriveActivityUser,
    /// `getOneDriveUsageAccountDetail`: accounts with their owners.
    OneDriveUsageAccount,
    /// `getSharePointActivityUserDetail`: files and pages worked on.
    SharePointActivityUser,
    /// `getTeamsUserActivityUserDetail`: messages, calls and meetings.
    TeamsUserActivityUser,
    /// `getYammerActivityUserDetail`: messages posted, read and liked.
    YammerActivityUser,
    /// `getMicrosoft365CopilotUsageUserDetail`, in each of its versions.
    CopilotUsageUser,
}

impl ReportKind {
    /// The name as a [`crate::FileReport`] gives it: `graph.mailbox_usage_detail`.
    pub fn format(self) -> String {
        format!("graph.{}", self.name())
    }

    /// The name of the report: `mailbox_usage_detail`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Detail(detail) => detail.name(),
            Self::People(name) | Self::Other(name) => name,
        }
    }
}

impl DetailReport {
    /// The name of the report: `mailbox_usage_detail`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Office365ActiveUser => "office365_active_user_detail",
            Self::M365AppUser => "m365_app_user_detail",
            Self::EmailActivityUser => "email_activity_user_detail",
            Self::MailboxUsage => "mailbox_usage_detail",
            Self::OneDriveActivityUser => "one_drive_activity_user_detail",
            Self::OneDriveUsageAccount => "one_drive_usage_account_detail",
            Self::SharePointActivityUser => "share_point_activity_user_detail",
            Self::TeamsUserActivityUser => "teams_user_activity_user_detail",
            Self::YammerActivityUser => "yammer_activity_user_detail",
            Self::CopilotUsageUser => "copilot_usage_user_detail",
        }
    }
}

/// Tells which report has this header, if any has.
pub fn recognise_csv(header: &[String]) -> Option<ReportKind> {
    let keys: Vec<String> = header.iter().map(|it| column_key(it)).collect();
    recognise(&keys)
}

/// Tells which report has columns of these keys ([`column_key`]), if any has.
pub(super) fn recognise(keys: &[String]) -> Option<ReportKind> {
    let matches = |mark: &Mark| mark.matches(keys);
    let detail = DETAILS.iter().find(|(_, mark)| matches(mark));
    let people = || PEOPLE.iter().find(|(_, mark)| matches(mark));
    let other = || OTHERS.iter().find(|(_, mark)| matches(mark));
    detail
        .map(|(kind, _)| ReportKind::Detail(*kind))
        .or_else(|| people().map(|(name, _)| ReportKind::People(name)))
        .or_else(|| other().map(|(name, _)| ReportKind::Other(name)))
}

/// The letters and digits of a column name, in lower case: what `Used  Chrome OS`,
/// `used chrome os` and `usedChromeOS` have in common.
pub(super) fn column_key(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What tells a header from the others.
struct Mark {
    /// Columns that are there.
    all: &'static [&'static str],
    /// Columns of which one is there; none are asked for when empty.
    any: &'static [&'static str],
    /// Columns that another report has.
    none: &'static [&'static str],
}

impl Mark {
    fn matches(&self, keys: &[String]) -> bool {
        let has = |key: &&str| keys.iter().any(|it| it == key);
        self.all.iter().all(has)
            && (self.any.is_empty() || self.any.iter().any(has))
            && !self.none.iter().any(has)
    }
}

const fn mark(
    all: &'static [&'static str],
    any: &'static [&'static str],
    none: &'static [&'static str],
) -> Mark {
    Mark { all, any, none }
}

const UPN: &str = "userprincipalname";
const OWNER: &str = "ownerprincipalname";
const REFRESH: &str = "reportrefreshdate";
const LAST: &str = "lastactivitydate";

const DETAILS: &[(DetailReport, Mark)] = &[
    (
        DetailReport::Office365ActiveUser,
        mark(
            &[UPN],
            &[
                "exchangelastactivitydate",
                "onedrivelastactivitydate",
                "sharepointlastactivitydate",
                "yammerlastactivitydate",
                "teamslastactivitydate",
            ],
            &[],
        ),
    ),
    (
        DetailReport::CopilotUsageUser,
        mark(
            &[UPN],
            &[
                "copilotchatlastactivitydate",
                "copilotchatworklastactivitydate",
                "copilotchatweblastactivitydate",
                "microsoft365copilotlastactivitydate",
                "microsoftteamscopilotlastactivitydate",
                "wordcopilotlastactivitydate",
                "excelcopilotlastactivitydate",
                "powerpointcopilotlastactivitydate",
                "outlookcopilotlastactivitydate",
            ],
            &[],
        ),
    ),
    (DetailReport::M365AppUser, mark(&[UPN, LAST, "lastactivationdate"], &[], &[])),
    (
        DetailReport::TeamsUserActivityUser,
        mark(&[UPN, LAST], &["teamchatmessagecount", "privatechatmessagecount"], &[]),
    ),
    (DetailReport::EmailActivityUser, mark(&[UPN, LAST], &["sendcount", "receivecount"], &[])),
    (
        DetailReport::MailboxUsage,
        mark(
            &[UPN, LAST],
            &["issuewarningquotabyte", "issuewarningquotainbytes", "itemcount"],
            &[],
        ),
    ),
    (
        DetailReport::SharePointActivityUser,
        mark(&[UPN, LAST, "viewedoreditedfilecount", "visitedpagecount"], &[], &[]),
    ),
    (
        DetailReport::OneDriveActivityUser,
        mark(&[UPN, LAST, "viewedoreditedfilecount"], &[], &["visitedpagecount"]),
    ),
    (
        DetailReport::OneDriveUsageAccount,
        mark(
            &[OWNER, LAST, "activefilecount"],
            &[],
            &["pageviewcount", "visitedpagecount", "rootwebtemplate"],
        ),
    ),
    (DetailReport::YammerActivityUser, mark(&[UPN, LAST], &["postedcount", "likedcount"], &[])),
];

/// The reports about people that tell nothing which counts.
const PEOPLE: &[(&str, Mark)] = &[
    ("skype_for_business_activity_user_detail", mark(&[UPN, "peertopeerimcount"], &[], &[])),
    ("yammer_device_usage_user_detail", mark(&[UPN, "usedweb", "usediphone"], &[], &[])),
    ("skype_for_business_device_usage_user_detail", mark(&[UPN, "usediphone"], &[], &["usedweb"])),
    ("teams_device_usage_user_detail", mark(&[UPN, "usedweb"], &[], &["usediphone"])),
    ("email_app_usage_user_detail", mark(&[UPN, "outlookforwindows"], &[], &[])),
    (
        "office365_activations_user_detail",
        mark(&[UPN, REFRESH], &["lastactivateddate", "useractivationcounts"], &[]),
    ),
];

/// The reports without people, which are not imported, the ones with most columns first.
const OTHERS: &[(&str, Mark)] = &[
    // Per site, group or team.
    ("share_point_site_usage_detail", mark(&[OWNER], &["rootwebtemplate", "pageviewcount"], &[])),
    ("yammer_groups_activity_detail", mark(&["groupdisplayname", "office365connected"], &[], &[])),
    (
        "office365_groups_activity_detail",
        mark(&["groupdisplayname", "exchangereceivedemailcount"], &[], &[]),
    ),
    ("teams_team_activity_detail", mark(&["activechannels", "teamname"], &[], &[])),
    // Counts.
    ("teams_team_activity_counts", mark(&[REFRESH, "activechannels"], &[], &[])),
    ("teams_team_counts", mark(&[REFRESH, "publicteams"], &[], &[])),
    ("teams_user_activity_counts", mark(&[REFRESH, "teamchatmessages"], &[], &[])),
    ("email_activity_counts", mark(&[REFRESH, "send", "receive"], &[], &[])),
    ("email_app_usage_user_counts", mark(&[REFRESH, "outlookforwindows"], &[], &[])),
    ("email_app_usage_versions_user_counts", mark(&[REFRESH, "outlook2016"], &[], &[])),
    ("mailbox_usage_quota_status_mailbox_counts", mark(&[REFRESH, "underlimit"], &[], &[])),
    ("office365_active_user_counts", mark(&[REFRESH, "office365", "exchange"], &[], &[])),
    ("office365_services_user_counts", mark(&[REFRESH, "exchangeactive"], &[], &[])),
    ("office365_groups_activity_counts", mark(&[REFRESH, "exchangeemailsreceived"], &[], &[])),
    (
        "office365_groups_activity_storage",
        mark(&[REFRESH], &["mailboxstorageusedbyte", "mailboxstorageusedinbytes"], &[]),
    ),
    ("office365_activation_counts", mark(&[REFRESH, "producttype"], &["windows", "assigned"], &[])),
    (
        "copilot_user_counts",
        mark(&[REFRESH], &["anyappenabledusers", "adoptionbyproduct", "adoptionbydate"], &[]),
    ),
    ("m365_app_user_counts", mark(&[REFRESH], &["word", "usercounts"], &[])),
    ("m365_app_platform_user_counts", mark(&[REFRESH, "windows", "mac", "mobile"], &[], &[])),
    ("share_point_activity_user_counts", mark(&[REFRESH, "visitedpage"], &[], &[])),
    ("share_point_activity_pages", mark(&[REFRESH, "visitedpagecount"], &[], &[OWNER, UPN])),
    ("share_point_site_usage_pages", mark(&[REFRESH, "pageviewcount"], &[], &[OWNER, UPN])),
    ("file_activity_counts", mark(&[REFRESH, "viewedoredited"], &[], &[])),
    ("storage", mark(&[REFRESH], &["storageusedbyte", "storageusedinbytes"], &[OWNER, UPN])),
    ("total_counts", mark(&[REFRESH, "total", "active"], &[], &[])),
    ("yammer_activity_counts", mark(&[REFRESH, "liked", "posted", "read"], &[], &[])),
    ("device_usage_user_counts", mark(&[REFRESH, "windowsphone", "androidphone"], &[], &[])),
    (
        "skype_for_business_activity_counts",
        mark(&[REFRESH], &["peertopeer", "audiovideo", "audio", "im"], &[]),
    ),
    // Not a report, but saved beside them.
    ("report_settings", mark(&["displayconcealednames"], &[], &[])),
];
