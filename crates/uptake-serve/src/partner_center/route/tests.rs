use proptest::prelude::*;

use super::*;

const ID: &str = "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04";

/// Every call by its path behind the version.
fn calls() -> Vec<(String, Call)> {
    let id = || ID.to_owned();
    vec![
        ("analytics/licenses/deployment".to_owned(), Call::PartnerDeployment),
        ("analytics/licenses/usage".to_owned(), Call::PartnerUsage),
        (format!("customers/{ID}/analytics/licenses/deployment"), Call::CustomerDeployment(id())),
        (format!("customers/{ID}/analytics/licenses/usage"), Call::CustomerUsage(id())),
        ("analytics/commercial/deployment/license".to_owned(), Call::FlatDeployment),
        ("analytics/commercial/usage/license".to_owned(), Call::FlatUsage),
        ("analytics/subscriptions".to_owned(), Call::FlatSubscriptions),
        ("customers".to_owned(), Call::Customers),
        (format!("customers/{ID}"), Call::Customer(id())),
        (format!("customers/{ID}/subscriptions"), Call::Subscriptions(id())),
        (format!("customers/{ID}/subscriptions/Sub1"), Call::Subscription(id(), "Sub1".to_owned())),
        (format!("customers/{ID}/subscribedskus"), Call::SubscribedSkus(id())),
        (format!("customers/{ID}/users"), Call::Users(id())),
        (
            format!("customers/{ID}/users/Ana%40x/licenses"),
            Call::UserLicences(id(), "Ana@x".to_owned()),
        ),
        (format!("customers/{ID}/servicerequests"), Call::CustomerServiceRequests(id())),
        ("servicerequests".to_owned(), Call::ServiceRequests),
    ]
}

/// The path with other case outside of ids.
fn recased(path: &str, upper: bool) -> String {
    let recase = |it: &str| match it {
        ID | "Sub1" | "Ana%40x" => it.to_owned(),
        _ if upper => it.to_uppercase(),
        _ => it.to_owned(),
    };
    path.split('/').map(recase).collect::<Vec<_>>().join("/")
}

#[test]
fn what_is_no_call_is_unknown_or_somebody_elses() {
    assert_eq!(route("/v1/orders"), Route::Unknown);
    assert_eq!(route("/v1"), Route::Unknown);
    assert_eq!(route("/partner/v1/customers/x/y"), Route::Unknown);
    assert_eq!(route("/api/v1/customers"), Route::Foreign);
    assert_eq!(route("/v2/customers"), Route::Foreign);
    assert_eq!(route("/"), Route::Foreign);
}

proptest! {
    #[test]
    fn every_spelling_reaches_the_same_call(
        at in 0_usize..16, prefix in 0_usize..3, upper: bool, slashes in 1_usize..4, last: bool,
    ) {
        let (path, call) = calls().swap_remove(at);
        let prefix = ["v1", "partner/v1", "Partner/V1"][prefix];
        let path = format!("/{prefix}/{}{}", recased(&path, upper), if last { "/" } else { "" });
        let path = path.replace('/', &"/".repeat(slashes));
        prop_assert_eq!(route(&path), Route::Call(call), "{}", path);
    }

    #[test]
    fn no_path_is_too_strange(path in ".{0,80}") {
        let _ = route(&path);
        let _ = route(&format!("/v1/customers/{path}"));
    }
}
