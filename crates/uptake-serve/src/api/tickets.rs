//! The tickets and answers of a customer one by one. Their texts are personal data.

use axum::{
    Json,
    extract::State,
    http::Uri,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use uptake_app::{SurveyLine, Texts, TicketLine, access::Asker};
use uptake_calc::Answer;
use uptake_model::{CustomerId, DayRange, Permission};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    portfolio::RangeParams,
    view::{Seen, ViewParams, range, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    extract::Named,
    origin::Origin,
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// A page has at most so many items.
const MOST_ITEMS: usize = 500;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(tickets)).routes(routes!(surveys))
}

/// Whether texts are shown, and which page.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `ask` reads")]
pub(crate) struct TextParams {
    /// Whether texts are shown. Takes the permission `read_personal_data`, and is logged.
    texts: Option<bool>,
    /// The page, from 1.
    #[param(minimum = 1)]
    page: Option<u32>,
    /// Items on a page: 1 to 500; 100 without it.
    #[param(minimum = 1, maximum = 500)]
    per_page: Option<u32>,
}

/// A ticket.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TicketBody {
    ticket_id: String,
    #[schema(format = Date)]
    opened_on: String,
    #[schema(format = Date)]
    closed_on: Option<String>,
    /// `how_to`, `fault`, `access`, `billing` or `other`; `null` when nobody can tell.
    category: Option<&'static str>,
    /// Whether the category was told from the subject line.
    is_classified: bool,
    /// The product, as the file names it.
    product: Option<String>,
    /// The subject line, masked; `null` unless texts are asked for.
    subject: Option<String>,
}

impl From<&TicketLine> for TicketBody {
    fn from(line: &TicketLine) -> Self {
        Self {
            ticket_id: line.ticket.clone(),
            opened_on: line.opened_on.to_string(),
            closed_on: line.closed_on.map(|it| it.to_string()),
            category: line.category.map(uptake_calc::TicketCategory::as_str),
            is_classified: line.is_classified,
            product: line.product.clone(),
            subject: line.subject.clone(),
        }
    }
}

/// Tickets, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TicketsBody {
    items: Vec<TicketBody>,
    /// How many there are on all pages.
    total: usize,
    page: usize,
    per_page: usize,
}

/// An answer to a survey.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SurveyBody {
    response_id: String,
    #[schema(format = Date)]
    day: String,
    /// `csat` (1 to 5) or `nps` (0 to 10).
    kind: &'static str,
    score: u64,
    /// What was said, masked; `null` unless texts are asked for.
    comment: Option<String>,
}

impl From<&SurveyLine> for SurveyBody {
    fn from(line: &SurveyLine) -> Self {
        let (kind, score) = match line.answer {
            Answer::Csat(score) => ("csat", score),
            Answer::Nps(score) => ("nps", score),
        };
        Self {
            response_id: line.response.clone(),
            day: line.day.to_string(),
            kind,
            score,
            comment: line.comment.clone(),
        }
    }
}

/// Answers, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SurveysBody {
    items: Vec<SurveyBody>,
    /// How many there are on all pages.
    total: usize,
    page: usize,
    per_page: usize,
}

/// What is asked of a list.
struct Question {
    seen: Seen,
    days: DayRange,
    texts: Texts,
    page: usize,
    per_page: usize,
}

impl Question {
    fn page<T, B: for<'a> From<&'a T>>(&self, lines: &[T]) -> Vec<B> {
        let skipped = (self.page - 1).saturating_mul(self.per_page);
        lines.iter().skip(skipped).take(self.per_page).map(B::from).collect()
    }
}

/// Reads what is asked; texts are logged before they are read, or refused.
async fn ask(
    services: &Services,
    asker: &Asker,
    (origin, uri): (&Origin, &Uri),
    customer: CustomerId,
    mut parameters: Parameters,
) -> Result<Question, Failure> {
    let seen = see(services, asker, &mut parameters).await?;
    let days = range(&mut parameters, &seen)?;
    let wants_texts = parameters.value("texts", "true or false")?.unwrap_or(false);
    let page = parameters.value("page", "a number from 1 on")?.unwrap_or(1_usize).max(1);
    let per_page = parameters.value("per_page", "a number from 1 to 500")?.unwrap_or(100_usize);
    parameters.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    let caller = origin.caller();
    let texts = if wants_texts {
        if let Err(missing) = asker.must(Permission::ReadPersonalData) {
            services.access.note_refusal(asker, missing, uri.path(), &caller).await?;
            return Err(Failure::NotAllowed { permission: missing.permission });
        }
        services.access.note(asker, "personal_data.view", &customer.to_string(), &caller).await?;
        Texts::Told
    } else {
        Texts::Concealed
    };
    Ok(Question { seen, days, texts, page, per_page: per_page.clamp(1, MOST_ITEMS) })
}

/// The tickets of a customer that were opened in some days, newest first.
#[utoipa::path(
    get, path = "/customers/{customer_id}/tickets", tag = "insights",
    operation_id = "customer_tickets",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        TextParams, RangeParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = TicketsBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn tickets(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    Named(customer): Named<CustomerId>,
    asked: Parameters,
    uri: Uri,
) -> Result<Response, Failure> {
    let question = ask(&services, &asker, (&origin, &uri), customer, asked).await?;
    let whose = (&*question.seen.scope, question.texts);
    let lines = question.seen.boundary.tickets(whose, customer, question.days).await?;
    let Question { page, per_page, .. } = question;
    let body = TicketsBody { items: question.page(&lines), total: lines.len(), page, per_page };
    Ok(Json(body).into_response())
}

/// The answers of a customer to surveys in some days, newest first.
#[utoipa::path(
    get, path = "/customers/{customer_id}/surveys", tag = "insights",
    operation_id = "customer_surveys",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        TextParams, RangeParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SurveysBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn surveys(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    Named(customer): Named<CustomerId>,
    asked: Parameters,
    uri: Uri,
) -> Result<Response, Failure> {
    let question = ask(&services, &asker, (&origin, &uri), customer, asked).await?;
    let whose = (&*question.seen.scope, question.texts);
    let lines = question.seen.boundary.surveys(whose, customer, question.days).await?;
    let Question { page, per_page, .. } = question;
    let body = SurveysBody { items: question.page(&lines), total: lines.len(), page, per_page };
    Ok(Json(body).into_response())
}
