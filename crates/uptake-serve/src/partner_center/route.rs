//! Which call a path is, however it is spelt.
//!
//! Slashes count once, a last one does not matter, and neither does case outside of ids.

use percent_encoding::percent_decode_str;

#[cfg(test)]
mod tests;

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// Deployment by service and channel.
    PartnerDeployment,
    /// Usage by service, workload and channel.
    PartnerUsage,
    /// Deployment of a customer by product.
    CustomerDeployment(String),
    /// Usage of a customer by product and workload.
    CustomerUsage(String),
    /// The flat dataset of deployment.
    FlatDeployment,
    /// The flat dataset of usage.
    FlatUsage,
    /// The flat dataset of subscriptions.
    FlatSubscriptions,
    /// The customers.
    Customers,
    /// One customer.
    Customer(String),
    /// The subscriptions of a customer.
    Subscriptions(String),
    /// One subscription of a customer.
    Subscription(String, String),
    /// The products of a customer with their units.
    SubscribedSkus(String),
    /// The users of a customer.
    Users(String),
    /// The licences of a user of a customer.
    UserLicences(String, String),
    /// The tickets of the partner.
    ServiceRequests,
    /// The tickets of a customer.
    CustomerServiceRequests(String),
}

/// What a path is to this API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// A call.
    Call(Call),
    /// A call of the Insights API, by its segments.
    Insights(Vec<String>),
    /// Under its prefixes, but no call.
    Unknown,
    /// Somebody else's.
    Foreign,
}

/// Tells what a path is.
pub fn route(path: &str) -> Route {
    let segments: Vec<String> = path
        .split('/')
        .filter(|it| !it.is_empty())
        .map(|it| percent_decode_str(it).decode_utf8_lossy().into_owned())
        .collect();
    let lower: Vec<String> = segments.iter().map(|it| it.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let (names, skipped) = match lower.as_slice() {
        ["partner", "v1", rest @ ..] => (rest, 2),
        ["v1", rest @ ..] => (rest, 1),
        ["insights", "v1", "mpn", ..] => {
            return Route::Insights(segments.into_iter().skip(3).collect());
        }
        _ => return Route::Foreign,
    };
    // Ids keep their case; their positions are those behind the prefix.
    let id = |at: usize| segments.get(skipped + at).cloned().unwrap_or_default();
    call(names, id).map_or(Route::Unknown, Route::Call)
}

fn call(names: &[&str], id: impl Fn(usize) -> String) -> Option<Call> {
    let call = match names {
        ["analytics", rest @ ..] => return analytics(rest),
        ["customers"] => Call::Customers,
        ["customers", _] => Call::Customer(id(1)),
        ["customers", _, "analytics", "licenses", "deployment"] => Call::CustomerDeployment(id(1)),
        ["customers", _, "analytics", "licenses", "usage"] => Call::CustomerUsage(id(1)),
        ["customers", _, "subscriptions"] => Call::Subscriptions(id(1)),
        ["customers", _, "subscriptions", _] => Call::Subscription(id(1), id(3)),
        ["customers", _, "subscribedskus"] => Call::SubscribedSkus(id(1)),
        ["customers", _, "users"] => Call::Users(id(1)),
        ["customers", _, "users", _, "licenses"] => Call::UserLicences(id(1), id(3)),
        ["customers", _, "servicerequests"] => Call::CustomerServiceRequests(id(1)),
        ["servicerequests"] => Call::ServiceRequests,
        _ => return None,
    };
    Some(call)
}

fn analytics(names: &[&str]) -> Option<Call> {
    match names {
        ["licenses", "deployment"] => Some(Call::PartnerDeployment),
        ["licenses", "usage"] => Some(Call::PartnerUsage),
        ["commercial", "deployment", "license"] => Some(Call::FlatDeployment),
        ["commercial", "usage", "license"] => Some(Call::FlatUsage),
        ["subscriptions"] => Some(Call::FlatSubscriptions),
        _ => None,
    }
}
