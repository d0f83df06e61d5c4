//! Plays: those that are shipped and the partner's own, which may take their place.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use uptake_app::{
    Rulebook,
    access::{Doer, PlayVersion},
};
use uptake_l10n::{Words, problem_hint, problem_text};
use uptake_model::problem::Problem as Fault;
use uptake_play::{Material, Play, PlayCode, read_play};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    recommendations::words_of,
    thresholds::{ThresholdBody, thresholds_of},
    time::Moment,
    version::seen_version,
};
use crate::{
    Services,
    asker::{ManagePlays, May, ReadInsights},
    extract::{Body, Named},
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(check))
        .routes(routes!(show, put, remove))
        .routes(routes!(versions))
}

/// Something that helps: a page, or a file of the partner's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PlayMaterial {
    title: String,
    /// The address of the page.
    link: Option<String>,
    /// The name of the file.
    file: Option<String>,
}

impl From<&Material> for PlayMaterial {
    fn from(material: &Material) -> Self {
        let (title, link, file) = match material {
            Material::Link { title, address } => (title, Some(address.clone()), None),
            Material::File { title, name } => (title, None, Some(name.clone())),
        };
        Self { title: title.clone(), link, file }
    }
}

/// A play, in the language of the asker.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PlayBody {
    /// Its name for good.
    play: String,
    /// Counts the changes by the partner: what `If-Match` takes. 0 for a shipped play that was
    /// never changed.
    version: i64,
    /// Whether the play in force is the partner's own.
    is_own: bool,
    /// Whether it recommends anything.
    is_enabled: bool,
    /// `low_adoption`, `support_calls`, `incremental_sales` or `usage_above_entitlements`.
    problem: &'static str,
    /// What its condition is evaluated for: `customer`, `workload` or `sku`.
    per: &'static str,
    /// When it is recommended, as it is written.
    condition: String,
    /// What is at stake, as it is written.
    stake: String,
    thresholds: Vec<ThresholdBody>,
    title: String,
    /// What to consider.
    consider: Vec<String>,
    /// What to try.
    #[serde(rename = "try")]
    attempt: Vec<String>,
    material: Vec<PlayMaterial>,
}

impl PlayBody {
    pub(super) fn of(play: &Play, rules: &Rulebook, words: &Words) -> Self {
        let said = words_of(play, words);
        Self {
            play: play.code.to_string(),
            version: rules.source(&play.code).map_or(0, |(_, version)| version),
            is_own: rules.is_own(&play.code),
            is_enabled: play.is_enabled,
            problem: play.answers.as_str(),
            per: uptake_play::level_code(play.per),
            condition: play.condition_text.clone(),
            stake: play.stake.to_string(),
            thresholds: thresholds_of(play, rules, words),
            title: said.title.clone(),
            consider: said.consider.clone(),
            attempt: said.attempt.clone(),
            material: said.material.iter().map(PlayMaterial::from).collect(),
        }
    }
}

/// All plays in force, by code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaysBody {
    items: Vec<PlayBody>,
}

/// Lists the plays in force.
#[utoipa::path(
    get, path = "/plays", tag = "plays", operation_id = "plays",
    extensions(("x-permission" = json!("read_insights"))),
    responses((status = 200, body = PlaysBody), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(services): State<Services>,
    _asker: May<ReadInsights>,
    headers: HeaderMap,
) -> Result<Json<PlaysBody>, Failure> {
    let (rules, words) = (services.access.rulebook().await?, services.words_for(&headers));
    let items = rules.playbook.plays().map(|it| PlayBody::of(it, &rules, &words)).collect();
    Ok(Json(PlaysBody { items }))
}

/// A play with the text of its file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayWithSource {
    #[serde(flatten)]
    play: PlayBody,
    /// Its file (TOML), in both languages.
    source: String,
}

/// Shows a play with the text of its file.
#[utoipa::path(
    get, path = "/plays/{play}", tag = "plays", operation_id = "play",
    params(("play" = String, Path, description = "Its code")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = PlayWithSource), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    _asker: May<ReadInsights>,
    Named(code): Named<PlayCode>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    answer(&services, &code, &headers).await
}

async fn answer(
    services: &Services,
    code: &PlayCode,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let (rules, words) = (services.access.rulebook().await?, services.words_for(headers));
    let play = rules.playbook.get(code).ok_or(Failure::NotFound)?;
    let (source, version) = rules.source(code).ok_or(Failure::NotFound)?;
    let body =
        PlayWithSource { play: PlayBody::of(play, &rules, &words), source: source.to_owned() };
    let tag = format!("\"{version}\"");
    Ok(([(header::ETAG, tag)], Json(body)).into_response())
}

/// The text of the file of a play.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlayText {
    /// TOML, as docs/plays.md says.
    source: String,
}

/// Something that is wrong with a play.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayFault {
    /// The stable code.
    code: &'static str,
    /// The line of the file, counted from 1.
    line: Option<u64>,
    /// What is wrong, in the asker's language.
    text: String,
    /// What to do about it.
    hint: String,
}

impl PlayFault {
    fn of(problem: &Fault, words: &Words) -> Self {
        Self {
            code: problem.code.as_str(),
            line: problem.line,
            text: problem_text(words, problem),
            hint: problem_hint(words, problem),
        }
    }
}

/// What checking a play found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckedPlay {
    /// The code of the play, if it can be read.
    play: Option<String>,
    /// What is wrong with it; empty when it can be put in force.
    problems: Vec<PlayFault>,
}

/// Checks a play, and keeps nothing.
#[utoipa::path(
    post, path = "/plays/check", tag = "plays", operation_id = "check_play",
    extensions(("x-permission" = json!("manage_plays"))), request_body = PlayText,
    responses(
        (status = 200, body = CheckedPlay), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn check(
    State(services): State<Services>,
    _asker: May<ManagePlays>,
    headers: HeaderMap,
    Body(body): Body<PlayText>,
) -> Result<Json<CheckedPlay>, Failure> {
    let words = services.words_for(&headers);
    Ok(Json(match read_play("play", &body.source) {
        Ok(play) => CheckedPlay { play: Some(play.code.to_string()), problems: Vec::new() },
        Err(problems) => CheckedPlay {
            play: None,
            problems: problems.iter().map(|it| PlayFault::of(it, &words)).collect(),
        },
    }))
}

/// Puts a play in force, as `If-Match` says that the asker saw it (`"0"` when the partner has
/// never changed it). A bad play is refused with the line; `/plays/check` tells all that is
/// wrong with it.
#[utoipa::path(
    put, path = "/plays/{play}", tag = "plays", operation_id = "put_play",
    extensions(("x-permission" = json!("manage_plays"))), request_body = PlayText,
    params(
        ("play" = String, Path, description = "Its code, which the file has too"),
        ("If-Match" = String, Header, description = "Its version in quotes, as its ETag is"),
    ),
    responses(
        (status = 200, body = PlayWithSource), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn put(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Named(code): Named<PlayCode>,
    headers: HeaderMap,
    Body(body): Body<PlayText>,
) -> Result<Response, Failure> {
    let version = seen_version(&headers)?;
    if let Err(problems) = read_play(code.as_str(), &body.source) {
        let words = services.words_for(&headers);
        let first = problems.first().map(|it| PlayFault::of(it, &words));
        let what = first.map_or_else(String::new, |it| match it.line {
            Some(line) => format!("{line}: {}", it.text),
            None => it.text,
        });
        return Err(Failure::InvalidBody { what });
    }
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    services.access.put_play(doer, (&code, version), &body.source).await?;
    answer(&services, &code, &headers).await
}

/// Takes a partner's own play away; the shipped one of its code is in force again.
#[utoipa::path(
    delete, path = "/plays/{play}", tag = "plays", operation_id = "remove_play",
    extensions(("x-permission" = json!("manage_plays"))),
    params(
        ("play" = String, Path, description = "Its code"),
        ("If-Match" = String, Header, description = "Its version in quotes, as its ETag is"),
    ),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Named(code): Named<PlayCode>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let version = seen_version(&headers)?;
    let caller = origin.caller();
    services.access.remove_play(Doer::Member(&asker, &caller), (&code, version)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A version of a partner's own play.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayVersionBody {
    version: i64,
    /// Its file; `null` where the play was taken away.
    source: Option<String>,
    /// The member that made it.
    #[schema(format = Uuid)]
    changed_by: Option<String>,
    changed_at: Moment,
}

impl From<PlayVersion> for PlayVersionBody {
    fn from(version: PlayVersion) -> Self {
        Self {
            version: version.version,
            source: version.source,
            changed_by: version.changed_by.map(|it| it.to_string()),
            changed_at: Moment::of_millis(version.changed_at_ms),
        }
    }
}

/// Versions of a partner's own play, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlayVersionsBody {
    items: Vec<PlayVersionBody>,
}

/// Lists the versions of a partner's own play; none, for a shipped one that was never changed.
#[utoipa::path(
    get, path = "/plays/{play}/versions", tag = "plays", operation_id = "play_versions",
    params(("play" = String, Path, description = "Its code")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = PlayVersionsBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn versions(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(code): Named<PlayCode>,
) -> Result<Json<PlayVersionsBody>, Failure> {
    let versions = services.access.play_versions(&asker, &code).await?;
    Ok(Json(PlayVersionsBody { items: versions.into_iter().map(PlayVersionBody::from).collect() }))
}
