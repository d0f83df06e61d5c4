//! Recommendations: what the plays say is worth doing, why, and what was decided about it.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::State, http::HeaderMap};
use serde::Serialize;
use uptake_app::{
    Rulebook,
    access::{Asker, Decisions},
    live::{Boundary, Recommended},
};
use uptake_l10n::{Language, Words};
use uptake_model::{CustomerId, Day, Scope};
use uptake_play::{Answers, Play, PlayCode, PlayWords, Recommendation};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    plays::PlayBody,
    view::{DAY, FilterParams, Seen, filter, not_too_late, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    extract::Named,
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};
use body::{Asked, RecommendationBody, State as StandingState};

mod body;
mod decide;

/// A page has at most so many recommendations.
const MOST_ROWS: usize = 500;
const USUAL_ROWS: usize = 50;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(of_customer)).merge(decide::routes())
}

/// What a play says in the asker's language.
pub(super) fn words_of<'a>(play: &'a Play, words: &Words) -> &'a PlayWords {
    match words.language() {
        Language::En => &play.english,
        Language::Es => &play.spanish,
    }
}

/// Which recommendations.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `list` reads")]
pub(crate) struct RecommendationParams {
    /// The day; without it, the newest of which usage is known.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<String>,
    /// Codes of plays, parted by commas.
    plays: Option<String>,
    /// Problems that the plays answer: `low_adoption`, `support_calls`, `incremental_sales`,
    /// `usage_above_entitlements`.
    problems: Option<String>,
    /// What was decided: `open` (without it), `accepted`, `snoozed`, `dismissed`, parted by
    /// commas.
    standing: Option<String>,
    /// The `next` of an earlier page.
    cursor: Option<String>,
    /// At most so many: 1 to 500; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// How many recommendations there are of each standing.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct StandingCounts {
    open: usize,
    accepted: usize,
    snoozed: usize,
    dismissed: usize,
}

impl StandingCounts {
    fn add(&mut self, state: StandingState) {
        match state {
            StandingState::Open => self.open += 1,
            StandingState::Accepted => self.accepted += 1,
            StandingState::Snoozed => self.snoozed += 1,
            StandingState::Dismissed => self.dismissed += 1,
        }
    }
}

/// A page of recommendations, those with most at stake first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecommendationsBody {
    /// The day that is asked about. The figures of a recommendation may be of an earlier one:
    /// see its `as_of`.
    #[schema(format = Date)]
    day: String,
    items: Vec<RecommendationBody>,
    /// How many recommendations the whole list has.
    total: usize,
    /// Where the next page begins; `null` on the last.
    next: Option<String>,
    /// Of all that the question is about, whatever its standing.
    standings: StandingCounts,
    /// The plays that recommendations of this page follow, by code.
    plays: Vec<PlayBody>,
}

/// What the plays recommend for the customers that the asker may see.
#[utoipa::path(
    get, path = "/recommendations", tag = "recommendations", operation_id = "recommendations",
    params(RecommendationParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = RecommendationsBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    headers: HeaderMap,
) -> Result<Json<RecommendationsBody>, Failure> {
    let (seen, day) = see_day(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    if filter.has_products() {
        return Err(refused("services", "left out: recommendations are filtered by play"));
    }
    let scope = seen.boundary.narrowed(&seen.scope, &filter);
    let choice = Choice::read(&mut asked)?;
    let page = Page::read(&mut asked)?;
    asked.finish()?;
    let around = Around::of(&services, &asker, &headers).await?;
    let recommended = seen.boundary.recommended(day, &around.rules).await?;
    Ok(Json(around.page(&seen.boundary, &recommended, (&scope, &choice, &page))?))
}

/// What the plays recommend for a customer, whatever was decided about it.
#[utoipa::path(
    get, path = "/customers/{customer_id}/recommendations", tag = "recommendations",
    operation_id = "customer_recommendations",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ("on" = Option<String>, Query, description = "The day; without it, the newest of which usage is known"),
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = RecommendationsBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn of_customer(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    headers: HeaderMap,
) -> Result<Json<RecommendationsBody>, Failure> {
    let (seen, day) = see_day(&services, &asker, &mut asked).await?;
    asked.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    let around = Around::of(&services, &asker, &headers).await?;
    let recommended = seen.boundary.recommended(day, &around.rules).await?;
    let all = Choice { standings: StandingState::ALL.into(), ..Choice::default() };
    let page = Page { after: None, limit: MOST_ROWS };
    let one = Scope::one(customer);
    Ok(Json(around.page(&seen.boundary, &recommended, (&one, &all, &page))?))
}

/// What an asker sees, and the day that is asked for: without one, the newest of which usage is
/// known.
async fn see_day(
    services: &Services,
    asker: &Asker,
    parameters: &mut Parameters,
) -> Result<(Seen, Day), Failure> {
    let on = parameters.value::<Day>("on", DAY)?;
    let seen = see(services, asker, parameters).await?;
    let acting = seen.boundary.acting_day().await?;
    let day = on.or(acting).unwrap_or(seen.day);
    let known = seen.boundary.days(&seen.scope).ok_or(Failure::NoData)?;
    if on.is_some() && day < known.first() {
        let (day, first) = (day.to_string(), known.first().to_string());
        return Err(Failure::NoDataOnDay { day, first });
    }
    not_too_late(day, known)?;
    Ok((seen, day))
}

/// Which recommendations are asked for; an empty set asks for all.
#[derive(Default)]
struct Choice {
    plays: BTreeSet<PlayCode>,
    problems: BTreeSet<Answers>,
    standings: BTreeSet<StandingState>,
}

impl Choice {
    fn read(asked: &mut Parameters) -> Result<Self, Failure> {
        let plays = asked.list("plays", "codes of plays, parted by commas")?;
        let problems = asked.list::<String>("problems", "codes of problems")?;
        let problems = problems.iter().map(|it| it.parse::<Answers>());
        let expected = "low_adoption, support_calls, incremental_sales, usage_above_entitlements";
        let problems: Result<BTreeSet<_>, ()> = problems.collect();
        let standings: Vec<StandingState> =
            asked.list("standing", "open, accepted, snoozed, dismissed")?;
        let standings = if standings.is_empty() { vec![StandingState::Open] } else { standings };
        Ok(Self {
            plays: plays.into_iter().collect(),
            problems: problems.map_err(|()| refused("problems", expected))?,
            standings: standings.into_iter().collect(),
        })
    }

    fn takes(&self, recommendation: &Recommendation, rules: &Rulebook) -> bool {
        let play = &recommendation.play;
        let answers = || rules.playbook.get(play).map(|it| it.answers);
        (self.plays.is_empty() || self.plays.contains(play))
            && (self.problems.is_empty() || answers().is_some_and(|it| self.problems.contains(&it)))
    }
}

/// What a cursor must be. One whose recommendation is gone is none any more.
const CURSOR: &str = "the `next` of an earlier page of the same list";

/// Where a page begins, and how long it is.
struct Page {
    after: Option<(CustomerId, PlayCode)>,
    limit: usize,
}

impl Page {
    fn read(asked: &mut Parameters) -> Result<Self, Failure> {
        let after = asked.text("cursor").map(|text| {
            let (customer, play) = text.split_once('.')?;
            Some((customer.parse().ok()?, play.parse().ok()?))
        });
        let after = match after {
            Some(cursor) => Some(cursor.ok_or_else(|| refused("cursor", CURSOR))?),
            None => None,
        };
        let limit = asked.value::<usize>("limit", "a number from 1 to 500")?;
        let limit = limit.unwrap_or(USUAL_ROWS);
        if !(1..=MOST_ROWS).contains(&limit) {
            return Err(refused("limit", "a number from 1 to 500"));
        }
        Ok(Self { after, limit })
    }
}

/// What an answer about recommendations is made with.
struct Around {
    rules: std::sync::Arc<Rulebook>,
    decisions: Decisions,
    words: std::sync::Arc<Words>,
    asked: Asked,
}

impl Around {
    async fn of(services: &Services, asker: &Asker, headers: &HeaderMap) -> Result<Self, Failure> {
        Ok(Self {
            rules: services.access.rulebook().await?,
            decisions: services.access.decisions().await?,
            words: services.words_for(headers),
            asked: Asked {
                today: services.access.today(),
                may_act: asker.may(uptake_model::Permission::Act),
            },
        })
    }

    fn page(
        &self,
        boundary: &Boundary,
        recommended: &Recommended,
        (scope, choice, page): (&Scope, &Choice, &Page),
    ) -> Result<RecommendationsBody, Failure> {
        let mut standings = StandingCounts::default();
        let mut chosen = Vec::new();
        // Where the page begins: the last of the page before may have been decided on since.
        let mut from = page.after.is_none().then_some(0);
        for it in recommended.all.iter().filter(|it| scope.contains(it.customer)) {
            if !choice.takes(it, &self.rules) {
                continue;
            }
            let decision = self.decisions.about(it, self.asked.today);
            let state = StandingState::of(decision);
            standings.add(state);
            if choice.standings.contains(&state) {
                chosen.push((it, decision));
            }
            if page.after.as_ref().is_some_and(|(of, play)| it.customer == *of && it.play == *play)
            {
                from = Some(chosen.len());
            }
        }
        let from = from.ok_or_else(|| refused("cursor", CURSOR))?;
        let rows: Vec<_> = chosen.iter().skip(from).take(page.limit).collect();
        let is_end = from + rows.len() >= chosen.len();
        let next = rows.last().filter(|_| !is_end);
        let plays: BTreeMap<&PlayCode, &Play> = rows
            .iter()
            .filter_map(|(it, _)| Some((&it.play, self.rules.playbook.get(&it.play)?)))
            .collect();
        Ok(RecommendationsBody {
            day: recommended.day.to_string(),
            total: chosen.len(),
            next: next.map(|(it, _)| format!("{}.{}", it.customer, it.play)),
            items: rows
                .iter()
                .filter_map(|(it, decision)| {
                    let profile = boundary.profile(scope, it.customer).ok()?;
                    let play = plays.get(&it.play)?;
                    let made_with = (&profile, *play, boundary.catalogue());
                    Some(RecommendationBody::of(it, *decision, made_with, &self.words, self.asked))
                })
                .collect(),
            standings,
            plays: plays.values().map(|it| PlayBody::of(it, &self.rules, &self.words)).collect(),
        })
    }
}
