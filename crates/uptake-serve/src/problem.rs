//! What is answered when a request cannot be done: problem details (RFC 9457) with codes
//! that never change, worded in the asker's language.
//!
//! A handler returns a [`Failure`]. It becomes a response without a body that carries the
//! failure; the layer [`word`] makes the body of it, as of every other response that says
//! only a status.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use uptake_app::{
    AppError,
    access::{AccessError, passwords::WeakPassword},
};
use uptake_l10n::{Arg, Words};
use uptake_model::{Permission, problem::Problem as Fault, with_causes};
use utoipa::ToSchema;

use crate::{fault::FaultBody, language::Languages};

#[cfg(test)]
mod tests;

/// The media type of problem details.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// The body of every answer that is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// A reference that names the kind of problem: `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is wrong, in the asker's language.
    pub title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// The stable code of the kind of problem.
    pub code: String,
    /// What to do about it, in the asker's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The parameter or field that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong with a file, each with its line: at most the first 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<FaultBody>,
}

/// So many problems of a file are told.
const MOST_FAULTS: usize = 200;

/// Why a request is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nobody is signed in, or no token was sent, or it is not valid any more.
    NotSignedIn,
    /// The password was right; the second factor is still to come.
    SecondFactorNeeded,
    /// E-mail address, password or code are wrong; which one is not said.
    WrongCredentials,
    /// The role or token does not have the permission.
    NotAllowed {
        /// What it would take.
        permission: Permission,
    },
    /// A page of another site sent the request.
    CrossSite,
    /// There is nothing at this address.
    NotFound,
    /// The address does not take this method.
    MethodNotAllowed,
    /// The customer is not known, or not the asker's to see.
    UnknownCustomer,
    /// The catalogue knows no such product or workload.
    UnknownProduct {
        /// As it was asked for.
        name: String,
    },
    /// No data was imported yet.
    NoData,
    /// Nothing is known of the day.
    NoDataOnDay {
        /// The asked day.
        day: String,
        /// The first day with data.
        first: String,
    },
    /// The day lies so long after the data that nothing can be said of it.
    DayTooLate {
        /// The asked day.
        day: String,
        /// The last day that can be asked for.
        last: String,
    },
    /// The range has more days than are answered at once.
    RangeTooLong {
        /// How many days the range may have.
        most: usize,
    },
    /// Nothing had been recorded at the asked moment.
    NotYetRecorded,
    /// A parameter of path, query or header cannot be used.
    InvalidParameter {
        /// Its name.
        name: String,
        /// What it must be.
        expected: String,
    },
    /// The body cannot be used.
    InvalidBody {
        /// What is wrong with it, as the reader of it says.
        what: String,
    },
    /// It tells of every customer, and the asker may see only some.
    AllCustomersNeeded,
    /// The password does not keep the rules.
    WeakPassword {
        /// Which rule: a message `password-…`.
        rule: &'static str,
    },
    /// A one-time link was used, has expired, or never was.
    LinkNotValid,
    /// Another member has the e-mail address.
    EmailTaken,
    /// The last enabled Global admin cannot be removed, disabled or given another role.
    LastAdmin,
    /// It was changed by someone else meanwhile.
    ChangedMeanwhile,
    /// The asker keeps as many as there may be.
    TooMany {
        /// How many.
        most: usize,
    },
    /// The file was refused because of its data.
    ImportRefused {
        /// What is wrong with it.
        problems: Vec<Fault>,
    },
    /// The catalogue file has mistakes; nothing of it was taken.
    CatalogueRefused {
        /// Everything that is wrong with it.
        problems: Vec<Fault>,
    },
    /// The body or the headers are too large.
    TooLarge,
    /// The body is of a kind that the address does not take.
    UnsupportedMediaType,
    /// Too many requests in a short time.
    TooManyRequests {
        /// When to try again.
        after_seconds: u64,
    },
    /// Another import holds the data folder.
    Busy,
    /// It took too long.
    TimedOut,
    /// Something of ours failed; the log says what.
    Internal,
}

impl Failure {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotSignedIn | Self::SecondFactorNeeded | Self::WrongCredentials => {
                StatusCode::UNAUTHORIZED
            }
            Self::NotAllowed { .. } | Self::AllCustomersNeeded | Self::CrossSite => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound
            | Self::UnknownCustomer
            | Self::UnknownProduct { .. }
            | Self::NoData
            | Self::NoDataOnDay { .. }
            | Self::DayTooLate { .. }
            | Self::NotYetRecorded => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::InvalidParameter { .. }
            | Self::InvalidBody { .. }
            | Self::RangeTooLong { .. } => StatusCode::BAD_REQUEST,
            Self::WeakPassword { .. }
            | Self::ImportRefused { .. }
            | Self::CatalogueRefused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::LinkNotValid => StatusCode::GONE,
            Self::EmailTaken | Self::LastAdmin | Self::TooMany { .. } => StatusCode::CONFLICT,
            Self::ChangedMeanwhile => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyRequests { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The code: it names the messages `failure-…` too.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::SecondFactorNeeded => "second_factor_needed",
            Self::WrongCredentials => "wrong_credentials",
            Self::NotAllowed { .. } => "not_allowed",
            Self::CrossSite => "cross_site",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::UnknownCustomer => "unknown_customer",
            Self::UnknownProduct { .. } => "not_in_catalogue",
            Self::NoData => "no_data",
            Self::NoDataOnDay { .. } => "no_data_on_day",
            Self::DayTooLate { .. } => "day_too_late",
            Self::RangeTooLong { .. } => "range_too_long",
            Self::NotYetRecorded => "not_yet_recorded",
            Self::InvalidParameter { .. } => "invalid_parameter",
            Self::InvalidBody { .. } => "invalid_body",
            Self::WeakPassword { .. } => "weak_password",
            Self::LinkNotValid => "link_not_valid",
            Self::EmailTaken => "email_taken",
            Self::LastAdmin => "last_admin",
            Self::AllCustomersNeeded => "all_customers_needed",
            Self::ChangedMeanwhile => "changed_meanwhile",
            Self::TooMany { .. } => "too_many",
            Self::ImportRefused { .. } => "import_refused",
            Self::CatalogueRefused { .. } => "catalogue_refused",
            Self::TooLarge => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::TooManyRequests { .. } => "too_many_requests",
            Self::Busy => "busy",
            Self::TimedOut => "timed_out",
            Self::Internal => "internal",
        }
    }

    /// Its body in one language.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are about no file")]
    pub fn problem(&self, words: &Words) -> Problem {
        let id = format!("failure-{}", self.code().replace('_', "-"));
        let hint = format!("{id}-hint");
        let args = self.arguments();
        let args: Vec<(&str, Arg<'_>)> =
            args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
        let title = if let Self::WeakPassword { rule } = self {
            words.say(rule, &[])
        } else {
            words.say(&id, &args)
        };
        let parameter =
            if let Self::InvalidParameter { name, .. } = self { Some(name.clone()) } else { None };
        let faults = match self {
            Self::CatalogueRefused { problems } | Self::ImportRefused { problems } => &problems[..],
            _ => &[],
        };
        Problem {
            kind: format!("/problems/{}", self.code()),
            title,
            status: self.status().as_u16(),
            code: self.code().to_owned(),
            hint: words.has(&hint).then(|| words.say(&hint, &args)),
            parameter,
            problems: faults.iter().take(MOST_FAULTS).map(|it| FaultBody::new(it, words)).collect(),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no arguments")]
    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownProduct { name } => vec![("name", name.clone())],
            Self::NoDataOnDay { day, first } => {
                vec![("day", day.clone()), ("first", first.clone())]
            }
            Self::DayTooLate { day, last } => vec![("day", day.clone()), ("last", last.clone())],
            Self::InvalidParameter { name, expected } => {
                vec![("name", name.clone()), ("expected", expected.clone())]
            }
            Self::InvalidBody { what } => vec![("what", what.clone())],
            Self::NotAllowed { permission } => vec![("permission", permission.as_str().to_owned())],
            Self::RangeTooLong { most } | Self::TooMany { most } => {
                vec![("most", most.to_string())]
            }
            Self::TooManyRequests { after_seconds } => vec![("seconds", after_seconds.to_string())],
            _ => Vec::new(),
        }
    }

    /// What is told of a catalogue file that is not taken.
    pub(crate) fn of_catalogue(error: AppError) -> Self {
        let AppError::Catalogue { problems } = error else { return error.into() };
        Self::CatalogueRefused { problems }
    }

    /// What a bare status means; a status of success is none.
    fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::UNAUTHORIZED => Some(Self::NotSignedIn),
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::MethodNotAllowed),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::UnsupportedMediaType),
            StatusCode::FORBIDDEN => Some(Self::CrossSite),
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Some(Self::TimedOut),
            _ if status.is_server_error() => Some(Self::Internal),
            _ if status.is_client_error() => {
                Some(Self::InvalidBody { what: status.as_str().to_owned() })
            }
            _ => None,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes the body of every response that says only a status or a failure. An answer that
/// brings its own body, as those of the Partner Center API do, stays as it is.
pub(crate) async fn word(languages: Languages, request: Request, next: Next) -> Response {
    let language = Languages::of(request.headers());
    let mut response = next.run(request).await;
    let failure = match response.extensions_mut().remove::<Failure>() {
        Some(failure) => failure,
        None if has_body_of_ours(&response) => return response,
        None => match Failure::of_status(response.status()) {
            Some(failure) => failure,
            None => return response,
        },
    };
    worded(&failure, languages.words(language), response)
}

/// Whether a handler wrote the body itself: those of the framework are plain text.
fn has_body_of_ours(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.is_some_and(|it| it.contains("json") || it.starts_with("text/html"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "few failures have a header of their own")]
fn worded(failure: &Failure, words: &Words, mut response: Response) -> Response {
    let body = serde_json::to_vec(&failure.problem(words)).unwrap_or_default();
    *response.status_mut() = failure.status();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(code) = HeaderValue::from_str(words.language().code()) {
        headers.insert(header::CONTENT_LANGUAGE, code);
    }
    match failure {
        Failure::TooManyRequests { after_seconds } => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*after_seconds));
        }
        Failure::Busy => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        Failure::NotSignedIn => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        _ => {}
    }
    *response.body_mut() = Body::from(body);
    response
}

impl From<AppError> for Failure {
    /// What the asker is told. What is ours to mend is logged here, once, and not told.
    fn from(error: AppError) -> Self {
        match error {
            AppError::UnknownCustomer { .. } => Self::UnknownCustomer,
            AppError::UnknownProduct { name, .. } => Self::UnknownProduct { name },
            AppError::NoData => Self::NoData,
            AppError::TooEarly { day, first } => {
                Self::NoDataOnDay { day: day.to_string(), first: first.to_string() }
            }
            AppError::NotYetRecorded => Self::NotYetRecorded,
            AppError::UnknownUser { .. } | AppError::NothingHeld { .. } => Self::NotFound,
            AppError::Stopping => Self::Busy,
            AppError::State { .. }
            | AppError::Store { .. }
            | AppError::Read { .. }
            | AppError::Export { .. }
            | AppError::Io { .. }
            | AppError::Damaged { .. }
            | AppError::Config { .. }
            | AppError::LaterVersion { .. }
            | AppError::Catalogue { .. } => {
                tracing::error!(error = with_causes(&error), "a request could not be answered");
                Self::Internal
            }
        }
    }
}

impl From<AccessError> for Failure {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::WrongCredentials => Self::WrongCredentials,
            AccessError::NotSignedIn => Self::NotSignedIn,
            AccessError::SecondFactorNeeded => Self::SecondFactorNeeded,
            AccessError::NotAllowed { permission } => Self::NotAllowed { permission },
            AccessError::WeakPassword(weak) => Self::WeakPassword {
                rule: match weak {
                    WeakPassword::TooShort => "password-too-short",
                    WeakPassword::TooLong => "password-too-long",
                    WeakPassword::Guessable => "password-guessable",
                },
            },
            AccessError::LinkNotValid => Self::LinkNotValid,
            AccessError::Invalid { field, expected } => {
                Self::InvalidParameter { name: field.to_owned(), expected: expected.to_owned() }
            }
            AccessError::NotFound => Self::NotFound,
            AccessError::EmailTaken => Self::EmailTaken,
            AccessError::LastAdmin => Self::LastAdmin,
            AccessError::AllCustomersNeeded => Self::AllCustomersNeeded,
            AccessError::TooMany { most } => Self::TooMany { most },
            AccessError::ChangedMeanwhile => Self::ChangedMeanwhile,
            AccessError::Interrupted => Self::Internal,
            AccessError::App { source } => source.into(),
        }
    }
}
