//! Where the columns that matter stand in a usage report.

use crate::graph::kind::{DetailReport, column_key};

/// The columns that matter, by position.
pub(super) struct Columns {
    names: Vec<String>,
    /// Who is meant.
    pub(super) user: usize,
    /// The id of the account in the directory.
    pub(super) user_id: Option<usize>,
    /// What the account is called.
    pub(super) name: Option<usize>,
    /// Whether rows are things that people own, and may lack an owner.
    pub(super) owned: bool,
    /// The day whose end the report describes.
    pub(super) refreshed_on: Option<usize>,
    /// Whether the account is deleted.
    pub(super) deleted: Option<usize>,
    /// The names of all products that are held.
    pub(super) products: Option<usize>,
    /// What the report tells about, each with its columns.
    pub(super) sources: Vec<Source>,
}

/// The columns of an activity source.
pub(super) struct Source {
    /// The code, as facts spell it.
    pub(super) code: &'static str,
    /// The last day of activity.
    pub(super) last_active_on: Option<usize>,
    /// The last day in parts of it, read where the whole is not told.
    pub(super) parts: Vec<usize>,
    /// Whether a licence is held.
    pub(super) licensed: Option<usize>,
    /// Since when.
    pub(super) assigned_on: Option<usize>,
}

/// The services of the active-user report, as columns and facts name them. Skype for
/// Business was retired in 2021 and is left out.
const SERVICES: [&str; 5] = ["exchange", "onedrive", "sharepoint", "yammer", "teams"];

impl Columns {
    /// Finds the columns of a report in its header.
    pub(super) fn of(kind: DetailReport, header: &[String]) -> Self {
        let keys: Vec<String> = header.iter().map(|it| column_key(it)).collect();
        let find = |key: &str| keys.iter().position(|it| it == key);
        let owned = kind == DetailReport::OneDriveUsageAccount;
        let user = find(if owned { "ownerprincipalname" } else { "userprincipalname" });
        Self {
            names: header.iter().map(|it| it.trim().to_owned()).collect(),
            // A report without this column is not recognised.
            user: user.unwrap_or(usize::MAX),
            user_id: find("userid"),
            name: find("displayname"),
            owned,
            refreshed_on: find("reportrefreshdate"),
            deleted: find("isdeleted"),
            products: find("assignedproducts"),
            sources: sources(kind, &keys),
        }
    }

    /// The column as the header spells it.
    pub(super) fn heading(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }
}

fn sources(kind: DetailReport, keys: &[String]) -> Vec<Source> {
    let find = |key: &str| keys.iter().position(|it| it == key);
    let single = |code, parts| {
        let last_active_on = find("lastactivitydate");
        vec![Source { code, last_active_on, parts, licensed: None, assigned_on: None }]
    };
    match kind {
        DetailReport::Office365ActiveUser => {
            let services = SERVICES.iter().filter_map(|service| {
                Some(Source {
                    code: service,
                    last_active_on: Some(find(&format!("{service}lastactivitydate"))?),
                    parts: Vec::new(),
                    licensed: find(&format!("has{service}license")),
                    assigned_on: find(&format!("{service}licenseassigndate")),
                })
            });
            services.collect()
        }
        DetailReport::CopilotUsageUser => {
            let apps = keys.iter().enumerate().filter(|(_, it)| it.ends_with("lastactivitydate"));
            single("m365_copilot", apps.map(|(column, _)| column).collect())
        }
        DetailReport::M365AppUser => single("office_apps", Vec::new()),
        DetailReport::EmailActivityUser => single("exchange", Vec::new()),
        // A source of its own, which no workload counts: shared and room mailboxes stand in
        // this report, and mail that a delegate reads moves the date of its owner. Counted
        // as people they would be use without a licence.
        DetailReport::MailboxUsage => single("mailbox", Vec::new()),
        DetailReport::OneDriveActivityUser | DetailReport::OneDriveUsageAccount => {
            single("onedrive", Vec::new())
        }
        DetailReport::SharePointActivityUser => single("sharepoint", Vec::new()),
        DetailReport::TeamsUserActivityUser => single("teams", Vec::new()),
        DetailReport::YammerActivityUser => single("yammer", Vec::new()),
    }
}
