//! The values of an explanation.

use uptake_calc::{
    GraceRule, SpareSeats,
    explain::{SeatRole, UserClass},
};
use uptake_model::{
    CustomerId, Day, DayRange, SkuRef, UserId, UserKey, WorkloadCode,
    counts::{DeploymentCounts, UsageCounts},
    facts::{CoverageKind, Status, UserKind},
};

use crate::{
    products::{SkuName, WorkloadName},
    sold_by::SoldBy,
};

/// Which figure is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExplainTarget {
    /// The usage of a workload.
    Workload(WorkloadCode),
    /// The deployment of a SKU.
    Sku(SkuRef),
}

/// Which people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// The page, from 1.
    pub page: usize,
    /// How many people a page has.
    pub per_page: usize,
}

/// A figure and everything it was counted from.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The customer.
    pub customer: CustomerId,
    /// Its name; empty when no file gives it.
    pub name: String,
    /// The day.
    pub day: Day,
    /// The activity window of the day.
    pub window: DayRange,
    /// When grace counts as sold.
    pub grace: GraceRule,
    /// The figure, as stored and as counted here.
    pub figure: Figure,
    /// The subscriptions that have begun by the day, by SKU and id, and the seats beyond them
    /// that Microsoft counted.
    pub seats: Vec<SeatLine>,
    /// What stands for the assignments of a customer of whom no assignment is known.
    pub units: Option<UnitsLine>,
    /// The newest list of all who hold anything: who is not in it holds nothing. Only of a SKU
    /// whose holders lists tell.
    pub list: Option<ListLine>,
    /// What tells which days are known.
    pub coverage: Vec<CoverageLine>,
    /// The people of the asked page: held, former, never, other; by pseudonym.
    pub people: Vec<PersonLine>,
    /// How many people there are on all pages.
    pub people_total: usize,
    /// The asked page.
    pub paging: Paging,
    /// Whether the active days of the people of this page are those of the cited rows.
    pub rows_agree: bool,
}

impl Explanation {
    /// Whether counting once more gives the stored figure.
    pub fn agrees(&self) -> bool {
        match &self.figure {
            Figure::Usage(it) => it.stored == Some(it.recount).filter(UsageCounts::exists),
            Figure::Deployment(it) => {
                it.stored == Some(it.recount).filter(DeploymentCounts::exists)
            }
        }
    }
}

/// A figure with the inputs of its formula.
#[derive(Debug, Clone)]
pub enum Figure {
    /// Usage of a workload.
    Usage(UsageFigure),
    /// Deployment of a SKU.
    Deployment(DeploymentFigure),
}

/// Usage of a workload (`spec/metrics.md`, 5 and 6).
#[derive(Debug, Clone)]
pub struct UsageFigure {
    /// The workload.
    pub workload: WorkloadName,
    /// The stored figure; `None` when there is no row: nothing sold and nobody known to be
    /// active. Users are missing when nothing is known of the window.
    pub stored: Option<UsageCounts>,
    /// The same, counted from the seats and people of the explanation.
    pub recount: UsageCounts,
    /// How much of held, of former and of never stands above the entitlements.
    pub above: [u64; 3],
    /// Seats that people could use but that the entitlements do not count.
    pub spare: SpareSeats,
    /// By activity source the days of the window of which nothing is known.
    pub unknown_days: Vec<(WorkloadCode, Vec<Day>)>,
}

/// Deployment of a SKU (`spec/metrics.md`, 4).
#[derive(Debug, Clone)]
pub struct DeploymentFigure {
    /// The SKU.
    pub sku: SkuName,
    /// The stored figure; `None` when there is no row: nothing sold and nothing assigned.
    pub stored: Option<DeploymentCounts>,
    /// The same, counted from the seats and people of the explanation.
    pub recount: DeploymentCounts,
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cited {
    /// The number of the import file.
    pub file_no: i64,
    /// Its name, as it was given.
    pub file: String,
    /// The line, the header being line 1; for JSON that on which the record begins, or the
    /// number of the record where several begin on one line. `None` for the whole file.
    pub line: Option<u64>,
}

/// A subscription and what it adds to the figure.
#[derive(Debug, Clone)]
pub struct SeatLine {
    /// What was bought.
    pub sku: SkuName,
    /// The subscription; `None` of seats that Microsoft counted: they are no subscription.
    pub subscription: Option<String>,
    /// What it adds.
    pub role: SeatRole,
    /// How many seats it adds on the day.
    pub seats: u64,
    /// The record in force.
    pub record: RecordLine,
    /// The greatest number of seats that people could use in the window, when they are not
    /// counted, and the record that says so.
    pub window: Option<(u64, RecordLine)>,
}

/// A state record of a subscription.
#[derive(Debug, Clone)]
pub struct RecordLine {
    /// Since when it is in force.
    pub as_of: Day,
    /// Seats.
    pub quantity: u64,
    /// The state.
    pub status: Status,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Who sold it.
    pub sold_by: SoldBy,
    /// Where it stands.
    pub cited: Cited,
}

/// Assigned units without names.
#[derive(Debug, Clone)]
pub struct UnitsLine {
    /// Since when they are in force.
    pub as_of: Day,
    /// How many.
    pub units: u64,
    /// Where they stand.
    pub cited: Cited,
}

/// A list of all who hold anything.
#[derive(Debug, Clone)]
pub struct ListLine {
    /// The day whose end it describes.
    pub as_of: Day,
    /// The file.
    pub cited: Cited,
}

/// Days of which something is known.
#[derive(Debug, Clone)]
pub struct CoverageLine {
    /// The activity source; `None` for all of them.
    pub source: Option<WorkloadCode>,
    /// Daily rows, or a snapshot as of the one day.
    pub kind: CoverageKind,
    /// Which days.
    pub days: DayRange,
    /// The day on which it was recorded.
    pub recorded_on: Day,
    /// The file.
    pub cited: Cited,
}

/// A person who counts, with the rows that say so.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// The pseudonym; [`PersonLine::short`] is enough to tell people apart on a page.
    pub key: UserKey,
    /// The id that files use: personal data. `None` when it was forgotten.
    pub user_id: Option<UserId>,
    /// What kind of account.
    pub kind: UserKind,
    /// The record that says so; without one a user is a member.
    pub record: Option<Cited>,
    /// In which count of a workload; `None` for the holders of a SKU.
    pub class: Option<UserClass>,
    /// The rows that say that the person was active, by day.
    pub activity: Vec<ActivityLine>,
    /// The holdings that decide.
    pub holdings: Vec<HoldingLine>,
    /// The products named by reports that decide.
    pub products: Vec<NamedLine>,
    /// The licence flags that decide.
    pub flags: Vec<FlagLine>,
}

impl PersonLine {
    /// The first digits of the pseudonym.
    pub fn short(&self) -> String {
        self.key.to_string().chars().take(8).collect()
    }
}

/// A row that says that a person was active.
#[derive(Debug, Clone)]
pub struct ActivityLine {
    /// The day.
    pub day: Day,
    /// The activity source.
    pub source: WorkloadCode,
    /// The day of the snapshot, when it is a date of last activity.
    pub as_of: Option<Day>,
    /// Where it stands.
    pub cited: Cited,
}

/// A SKU held over some days.
#[derive(Debug, Clone)]
pub struct HoldingLine {
    /// The SKU.
    pub sku: SkuName,
    /// The first day of holding.
    pub assigned_on: Day,
    /// The first day without it; `None` while it is held.
    pub removed_on: Option<Day>,
    /// The rows that say so; several lists may.
    pub rows: Vec<ListedLine>,
    /// The list of all assignments without it, which ended it.
    pub ended_by: Option<Cited>,
}

/// A row that says that a SKU was assigned.
#[derive(Debug, Clone)]
pub struct ListedLine {
    /// The day of the list of all assignments, when it is one of a list.
    pub listed_on: Option<Day>,
    /// Where it stands.
    pub cited: Cited,
}

/// A SKU held over some days by the word of usage reports.
#[derive(Debug, Clone)]
pub struct NamedLine {
    /// The SKU.
    pub sku: SkuName,
    /// The first day of holding.
    pub from: Day,
    /// The first day without it; `None` while it is held.
    pub until: Option<Day>,
    /// The rows that say so: of the first report that names it, and of the first that names
    /// others; from the first assignment on assignments tell.
    pub rows: Vec<(Day, Cited)>,
    /// The report on everybody without the person, which ended it.
    pub ended_by: Option<Cited>,
}

/// A workload held over some days by the word of usage reports.
#[derive(Debug, Clone)]
pub struct FlagLine {
    /// The first day of holding.
    pub from: Day,
    /// The first day without it; `None` while it is held.
    pub until: Option<Day>,
    /// The rows that say so: of the first report with the licence, and of the first without.
    pub rows: Vec<(Day, Cited)>,
    /// The report on everybody without the person, which ended it.
    pub ended_by: Option<Cited>,
}
