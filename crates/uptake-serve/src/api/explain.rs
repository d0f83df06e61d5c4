//! Why a figure is what it is: its formula with its numbers, its parts, and the rows and
//! files that it was counted from.

use axum::{
    Json,
    extract::State,
    http::Uri,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use uptake_app::{
    Cited, CoverageLine, ExplainTarget, Explanation, Figure, Names, Paging, RecordLine, SeatLine,
};
use uptake_calc::{GraceRule, explain::SeatRole};
use uptake_model::{CustomerId, Permission, SkuRef, WorkloadCode, facts::CoverageKind};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    figures::{DeploymentFigures, UsageFigures},
    names::{DaysBody, SkuBody, WorkloadBody},
    view::{ViewParams, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    extract::Named,
    origin::Origin,
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};

mod person;

use person::PersonBody;

/// A page has at most so many people.
const MOST_PEOPLE: usize = 200;
/// The last page that can be asked for.
const MOST_PAGES: usize = 1_000_000;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(explain))
}

/// Which figure, and which page of people.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `explain` reads")]
pub(crate) struct ExplainParams {
    /// The code of a workload: explains its usage. Either this or `sku`.
    workload: Option<String>,
    /// GUID or part number of a SKU: explains its deployment.
    sku: Option<String>,
    /// Whether people are named. Takes the permission `read_personal_data`, and is logged.
    names: Option<bool>,
    /// The page of people, from 1.
    #[param(minimum = 1, maximum = 1_000_000)]
    page: Option<u32>,
    /// People on a page: 1 to 200; 25 without it.
    #[param(minimum = 1, maximum = 200)]
    per_page: Option<u32>,
}

/// Where a row stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CitedBody {
    /// The number of the import file.
    file_no: i64,
    file: String,
    /// The line, the header being line 1; for JSON the record. `null` for the whole file.
    line: Option<u64>,
}

impl From<&Cited> for CitedBody {
    fn from(cited: &Cited) -> Self {
        Self { file_no: cited.file_no, file: cited.file.clone(), line: cited.line }
    }
}

/// A state record of a subscription.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordBody {
    #[schema(format = Date)]
    as_of: String,
    quantity: u64,
    status: &'static str,
    is_trial: bool,
    /// `own`, `partner`, `microsoft`; `counted` or `counted_others` where it is a count of
    /// Microsoft's over all sellers, or what such a count has beyond the partner's own sales.
    seller: &'static str,
    source: CitedBody,
}

impl From<&RecordLine> for RecordBody {
    fn from(record: &RecordLine) -> Self {
        Self {
            as_of: record.as_of.to_string(),
            quantity: record.quantity,
            status: record.status.as_str(),
            is_trial: record.is_trial,
            seller: record.sold_by.as_str(),
            source: (&record.cited).into(),
        }
    }
}

/// A subscription and what it adds to the figure.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SeatBody {
    sku: SkuBody,
    /// `null` of seats that Microsoft counted: they are no subscription.
    subscription_id: Option<String>,
    /// `counted`, `grace_spare`, `trial`, `window` or `not_counted`.
    role: &'static str,
    /// How many seats it adds on the day.
    seats: u64,
    /// The record in force.
    record: RecordBody,
    /// The greatest number of seats that people could use in the window, when they are not
    /// counted.
    window_seats: Option<u64>,
    /// The record that says so.
    window_record: Option<RecordBody>,
}

impl From<&SeatLine> for SeatBody {
    fn from(line: &SeatLine) -> Self {
        Self {
            sku: (&line.sku).into(),
            subscription_id: line.subscription.clone(),
            role: match line.role {
                SeatRole::Counted => "counted",
                SeatRole::GraceSpare => "grace_spare",
                SeatRole::Trial => "trial",
                SeatRole::Window => "window",
                SeatRole::NotCounted => "not_counted",
            },
            seats: line.seats,
            record: (&line.record).into(),
            window_seats: line.window.as_ref().map(|(seats, _)| *seats),
            window_record: line.window.as_ref().map(|(_, record)| record.into()),
        }
    }
}

/// Days of which something is known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageRow {
    /// The activity source; `null` for all of them.
    source_code: Option<String>,
    /// `daily` rows, or a `snapshot` as of the one day.
    kind: &'static str,
    days: DaysBody,
    #[schema(format = Date)]
    recorded_on: String,
    source: CitedBody,
}

impl From<&CoverageLine> for CoverageRow {
    fn from(line: &CoverageLine) -> Self {
        Self {
            source_code: line.source.as_ref().map(ToString::to_string),
            kind: match line.kind {
                CoverageKind::Daily => "daily",
                CoverageKind::Snapshot => "snapshot",
            },
            days: line.days.into(),
            recorded_on: line.recorded_on.to_string(),
            source: (&line.cited).into(),
        }
    }
}

/// How much of each class stands above the entitlements.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AboveBody {
    held: u64,
    former: u64,
    never: u64,
}

/// Seats that people could use but that the entitlements do not count.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SpareBody {
    grace_now: u64,
    grace_window: u64,
    trial_now: u64,
    trial_window: u64,
}

/// Days of the window of which nothing is known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnknownDays {
    source_code: String,
    days: Vec<String>,
}

/// The usage of a workload, as stored and as counted here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UsageExplained {
    #[serde(flatten)]
    workload: WorkloadBody,
    /// `null` when there is no row: nothing sold and nobody known to be active.
    stored: Option<UsageFigures>,
    /// Counted once more from the seats and people below.
    recount: UsageFigures,
    above: AboveBody,
    spare: SpareBody,
    unknown_days: Vec<UnknownDays>,
}

/// The deployment of a SKU, as stored and as counted here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeploymentExplained {
    #[serde(flatten)]
    sku: SkuBody,
    /// `null` when there is no row: nothing sold and nothing assigned.
    stored: Option<DeploymentFigures>,
    /// Counted once more from the seats and people below.
    recount: DeploymentFigures,
}

/// A list of all who hold anything.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListRow {
    /// The day whose end it describes.
    #[schema(format = Date)]
    as_of: String,
    source: CitedBody,
}

/// A figure and everything that it was counted from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExplanationBody {
    #[schema(format = Uuid)]
    customer_id: String,
    customer_name: String,
    #[schema(format = Date)]
    day: String,
    /// The 28 days of the activity window.
    window: DaysBody,
    /// When a subscription in grace counts as sold: `lone`, `never` or `always`.
    grace: &'static str,
    /// Present when a workload was asked for.
    usage: Option<UsageExplained>,
    /// Present when a SKU was asked for.
    deployment: Option<DeploymentExplained>,
    /// Whether counting once more gives the stored figure.
    agrees: bool,
    /// The subscriptions that have begun by the day, by SKU and id.
    seats: Vec<SeatBody>,
    /// Assigned units without names, when no assignment is known.
    units: Option<u64>,
    /// The newest list of all who hold anything: who is not in it holds nothing. Only of a SKU
    /// whose holders lists tell.
    list: Option<ListRow>,
    /// What tells which days are known.
    coverage: Vec<CoverageRow>,
    /// The people of the asked page.
    people: Vec<PersonBody>,
    /// How many people there are on all pages.
    people_total: usize,
    page: usize,
    per_page: usize,
}

impl From<&Explanation> for ExplanationBody {
    fn from(it: &Explanation) -> Self {
        let (usage, deployment) = match &it.figure {
            Figure::Usage(figure) => (Some(usage(figure)), None),
            Figure::Deployment(figure) => {
                let of = |counts| DeploymentFigures::of(counts, figure.sku.is_paid());
                let explained = DeploymentExplained {
                    sku: (&figure.sku).into(),
                    stored: figure.stored.as_ref().map(of),
                    recount: of(&figure.recount),
                };
                (None, Some(explained))
            }
        };
        Self {
            customer_id: it.customer.to_string(),
            customer_name: it.name.clone(),
            day: it.day.to_string(),
            window: it.window.into(),
            grace: match it.grace {
                GraceRule::Lone => "lone",
                GraceRule::Never => "never",
                GraceRule::Always => "always",
            },
            usage,
            deployment,
            agrees: it.agrees() && it.rows_agree,
            seats: it.seats.iter().map(SeatBody::from).collect(),
            units: it.units.as_ref().map(|it| it.units),
            list: it
                .list
                .as_ref()
                .map(|it| ListRow { as_of: it.as_of.to_string(), source: (&it.cited).into() }),
            coverage: it.coverage.iter().map(CoverageRow::from).collect(),
            people: it.people.iter().map(PersonBody::from).collect(),
            people_total: it.people_total,
            page: it.paging.page,
            per_page: it.paging.per_page,
        }
    }
}

fn usage(figure: &uptake_app::UsageFigure) -> UsageExplained {
    let [held, former, never] = figure.above;
    let spare = &figure.spare;
    let unknown = figure.unknown_days.iter().map(|(source, days)| UnknownDays {
        source_code: source.to_string(),
        days: days.iter().map(ToString::to_string).collect(),
    });
    UsageExplained {
        workload: (&figure.workload).into(),
        stored: figure.stored.as_ref().map(UsageFigures::from),
        recount: (&figure.recount).into(),
        above: AboveBody { held, former, never },
        spare: SpareBody {
            grace_now: spare.grace_now,
            grace_window: spare.grace_window,
            trial_now: spare.trial_now,
            trial_window: spare.trial_window,
        },
        unknown_days: unknown.collect(),
    }
}

/// Explains a figure of a customer: the formula with its numbers, the seats and people that
/// it was counted from, and the rows and files that say so.
#[utoipa::path(
    get, path = "/customers/{customer_id}/explain", tag = "insights", operation_id = "explain",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ExplainParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ExplanationBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn explain(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    uri: Uri,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let target = target(&mut asked)?;
    let wants_names = asked.value("names", "true or false")?.unwrap_or(false);
    let page = asked.number("page", 1..=MOST_PAGES)?.unwrap_or(1);
    let per_page = asked.number("per_page", 1..=MOST_PEOPLE)?.unwrap_or(25);
    let paging = Paging { page, per_page };
    asked.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    let names = if wants_names {
        if let Err(missing) = asker.must(Permission::ReadPersonalData) {
            let caller = origin.caller();
            services.access.note_refusal(&asker, missing, uri.path(), &caller).await?;
            return Err(Failure::NotAllowed { permission: missing.permission });
        }
        // Before the names are read: a view that was not logged does not happen.
        let (subject, caller) = (customer.to_string(), origin.caller());
        services.access.note(&asker, "personal_data.view", &subject, &caller).await?;
        Names::Told
    } else {
        Names::Concealed
    };
    let question = (target, seen.day, paging);
    let found = seen.boundary.explain(names, &seen.scope, customer, question).await?;
    Ok(Json(ExplanationBody::from(&found)).into_response())
}

fn target(asked: &mut Parameters) -> Result<ExplainTarget, Failure> {
    match (asked.text("workload"), asked.text("sku")) {
        (Some(code), None) => Ok(ExplainTarget::Workload(WorkloadCode::new(code))),
        (None, Some(sku)) => Ok(ExplainTarget::Sku(SkuRef::from(sku.as_str()))),
        (None, None) => Err(refused("workload", "given, or `sku`")),
        (Some(_), Some(_)) => Err(refused("sku", "left out beside `workload`")),
    }
}
