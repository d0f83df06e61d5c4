//! Thresholds: the numbers of plays that a partner may change.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::{Deserialize, Serialize};
use uptake_app::{Rulebook, access::Doer};
use uptake_l10n::{Language, Words};
use uptake_play::{Play, PlayCode, parse_amount, unit_code, write_amount};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Services,
    asker::{ManagePlays, May, ReadInsights},
    extract::{Body, Pair},
    origin::Origin,
    parameters::refused,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(put, reset))
}

/// A threshold of a play.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ThresholdBody {
    /// The play.
    play: String,
    /// Its name within the play.
    threshold: String,
    /// What it is called, in the asker's language.
    name: String,
    /// `percent`, `number`, `seats`, `people`, `tickets`, `answers` or `points`.
    unit: &'static str,
    /// What it is.
    value: f64,
    /// What it is while nobody has changed it.
    default: f64,
    is_changed: bool,
}

/// A value of a unit as people write it.
pub(super) fn number(value: i64, unit: uptake_calc::SignalUnit) -> f64 {
    write_amount(value, unit).parse().unwrap_or_default()
}

/// The thresholds of a play, in its order.
pub(super) fn thresholds_of(play: &Play, rules: &Rulebook, words: &Words) -> Vec<ThresholdBody> {
    let body = |it: &uptake_play::Threshold| {
        let changed = rules.thresholds.get(&play.code, it);
        let name = match words.language() {
            Language::En => &it.english,
            Language::Es => &it.spanish,
        };
        ThresholdBody {
            play: play.code.to_string(),
            threshold: it.code.to_string(),
            name: name.clone(),
            unit: unit_code(it.unit),
            value: number(changed.unwrap_or(it.default), it.unit),
            default: number(it.default, it.unit),
            is_changed: changed.is_some(),
        }
    };
    play.thresholds.iter().map(body).collect()
}

/// All thresholds, by play.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThresholdsBody {
    items: Vec<ThresholdBody>,
}

/// Lists the thresholds of all plays.
#[utoipa::path(
    get, path = "/settings/thresholds", tag = "plays", operation_id = "thresholds",
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ThresholdsBody), (status = 401, body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    _asker: May<ReadInsights>,
    headers: HeaderMap,
) -> Result<Json<ThresholdsBody>, Failure> {
    let (rules, words) = (services.access.rulebook().await?, services.words_for(&headers));
    let items = rules.playbook.plays().flat_map(|it| thresholds_of(it, &rules, &words)).collect();
    Ok(Json(ThresholdsBody { items }))
}

/// What a threshold is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThresholdValue {
    /// A number of the threshold's unit; percentages and numbers with at most two decimals.
    value: f64,
}

/// Changes a threshold.
#[utoipa::path(
    put, path = "/settings/thresholds/{play}/{threshold}", tag = "plays",
    operation_id = "set_threshold", request_body = ThresholdValue,
    extensions(("x-permission" = json!("manage_plays"))),
    params(
        ("play" = String, Path, description = "The code of the play"),
        ("threshold" = String, Path, description = "The code of the threshold"),
    ),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn put(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Pair(play, threshold): Pair<PlayCode, PlayCode>,
    Body(body): Body<ThresholdValue>,
) -> Result<StatusCode, Failure> {
    let rules = services.access.rulebook().await?;
    let known = rules.playbook.get(&play).ok_or(Failure::NotFound)?;
    let known = known.thresholds.iter().find(|it| it.code == threshold);
    let unit = known.ok_or(Failure::NotFound)?.unit;
    let value = parse_amount(&body.value.to_string(), unit)
        .map_err(|_malformed| refused("value", "a number of the threshold's unit"))?;
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    services.access.set_threshold(doer, (&play, &threshold), Some(value)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a threshold back to what its play says.
#[utoipa::path(
    delete, path = "/settings/thresholds/{play}/{threshold}", tag = "plays",
    operation_id = "reset_threshold",
    extensions(("x-permission" = json!("manage_plays"))),
    params(
        ("play" = String, Path, description = "The code of the play"),
        ("threshold" = String, Path, description = "The code of the threshold"),
    ),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn reset(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Pair(play, threshold): Pair<PlayCode, PlayCode>,
) -> Result<StatusCode, Failure> {
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    services.access.set_threshold(doer, (&play, &threshold), None).await?;
    Ok(StatusCode::NO_CONTENT)
}
