//! What an answer is, told by the fields of its records.

use uptake_model::problem::{Problem, ProblemCode};

use super::{RecordShape, answer::Answer};
use crate::graph::kind::{ReportKind, column_key, recognise};

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A report of Graph.
    Report(ReportKind),
    /// Partner Center's sums, by the name of the data set.
    Sums(&'static str),
    /// A collection of records.
    Records(RecordShape),
}

impl Shape {
    /// Tells what an answer is; an empty one cannot be told.
    pub(super) fn of(answer: &Answer<'_>, file: &str) -> Result<Self, Problem> {
        if answer.records.is_empty() {
            return Err(Problem::new(ProblemCode::HeaderOnly, file));
        }
        let names = answer.field_names();
        let keys: Vec<String> = names.iter().map(|it| column_key(it)).collect();
        let shape = record_shape(&keys).map(Self::Records).or_else(|| {
            if is_licence_analytics(&keys) {
                return Some(Self::Sums(LICENCE_ANALYTICS));
            }
            recognise(&keys).map(Self::Report)
        });
        shape.ok_or_else(|| {
            Problem::new(ProblemCode::UnknownFormat, file).with("columns", &names.join(", "))
        })
    }

    /// The name as a [`crate::FileReport`] gives it.
    pub(super) fn format(self) -> String {
        let name = match self {
            Self::Report(kind) => return kind.format(),
            Self::Sums(name) => return format!("partner_center.{name}"),
            Self::Records(RecordShape::SubscribedSkus) => "graph.subscribed_skus",
            Self::Records(RecordShape::Subscriptions) => "graph.directory_subscriptions",
            Self::Records(RecordShape::Users { .. }) => "graph.users",
            Self::Records(RecordShape::PartnerCustomers) => "partner_center.customers",
            Self::Records(RecordShape::PartnerSubscriptions) => "partner_center.subscriptions",
            Self::Records(RecordShape::PartnerSubscribedSkus) => "partner_center.subscribed_skus",
        };
        name.to_owned()
    }
}

/// Partner Center's own sums over people.
pub(in crate::graph) const LICENCE_ANALYTICS: &str = "licence_analytics";

fn record_shape(keys: &[String]) -> Option<RecordShape> {
    let has = |key: &str| keys.iter().any(|it| it == key);
    if has("prepaidunits") && has("consumedunits") {
        return Some(RecordShape::SubscribedSkus);
    }
    if has("productsku") && has("consumedunits") {
        return Some(RecordShape::PartnerSubscribedSkus);
    }
    if has("totallicenses") && (has("skuid") || has("skupartnumber")) {
        return Some(RecordShape::Subscriptions);
    }
    if has("companyprofile") {
        return Some(RecordShape::PartnerCustomers);
    }
    if (has("offerid") || has("offername")) && has("quantity") {
        return Some(RecordShape::PartnerSubscriptions);
    }
    let with_licences = has("assignedlicenses");
    let is_user = has("id") && has("userprincipalname") && !has("reportrefreshdate");
    (with_licences || is_user).then_some(RecordShape::Users { with_licences })
}

/// Whether the rows are Partner Center's own sums over people.
pub(in crate::graph) fn is_licence_analytics(keys: &[String]) -> bool {
    let sums = [
        "licensessold",
        "licensesdeployed",
        "licensesactive",
        "licenseactive",
        "licensesqualified",
        "prorateddeploymentpercent",
        "proratedlicensesusagepercent",
    ];
    keys.iter().any(|it| sums.contains(&it.as_str()))
}
