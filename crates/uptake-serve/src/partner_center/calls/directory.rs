//! Customers, what they bought and what they have.

use uptake_model::{CustomerId, facts::Seller};

use super::{Asked, json};
use crate::partner_center::{
    collection::{Collection, PagePlace},
    error::Fault,
    paging::Paging,
    query::encode,
    resources::{CUSTOMER_FIELDS, Customer, SubscribedSku, Subscription},
    search::Search,
    seek::{Seek, page},
    source::{CustomersWanted, SubscriptionRow},
};

impl Asked<'_> {
    pub(super) async fn customers(&self) -> Result<Vec<u8>, Fault> {
        let text = self.query.get("filter");
        let search = text.map(|it| Search::parse(it, CUSTOMER_FIELDS)).transpose()?;
        let of = fingerprint(&["customers", text.unwrap_or_default()]);
        let paging = Paging::read(self.query, self.headers, &of)?;
        let wanted =
            CustomersWanted { search, seek: customer_seek(&paging.seek)?, size: paging.size };
        let page = self.source.customers(self.asker, &wanted).await?;
        let uri = self.uri("/customers", &paging);
        let place = PagePlace { uri: &uri, of: &of, size: paging.size };
        json(&Collection::page(page, &place, |it| it.id.to_string(), |it| Customer::of(&it)))
    }

    pub(super) async fn one_customer(&self, id: &str) -> Result<Vec<u8>, Fault> {
        json(&Customer::of(&*self.customer(id).await?))
    }

    pub(super) async fn subscriptions(&self, id: &str) -> Result<Vec<u8>, Fault> {
        let customer = self.customer(id).await?;
        let mut rows = self.own_subscriptions(customer.id).await?;
        if let Some(reseller) = self.query.get("mpn_id") {
            rows.retain(|it| it.customer.reseller_id.as_deref() == Some(reseller));
        }
        if self.query.get("order_id").is_some() {
            // The data does not tell which order a subscription came with.
            rows.clear();
        }
        let path = format!("/customers/{}/subscriptions", customer.id);
        let is_paged = ["size", "offset"].iter().any(|it| self.query.get(it).is_some());
        if !is_paged {
            return json(&Collection::linked(rows.iter().map(Subscription::of).collect(), path));
        }
        let of = fingerprint(&[&path, &order_and_mpn(self)]);
        let paging = Paging::read(self.query, self.headers, &of)?;
        let page = page(&rows, |it| it.id.clone(), &paging.seek, paging.size);
        let uri = self.uri(&path, &paging);
        let place = PagePlace { uri: &uri, of: &of, size: paging.size };
        json(&Collection::page(page, &place, |it| it.id.clone(), |it| Subscription::of(&it)))
    }

    pub(super) async fn subscription(&self, id: &str, wanted: &str) -> Result<Vec<u8>, Fault> {
        let customer = self.customer(id).await?;
        let rows = self.own_subscriptions(customer.id).await?;
        let found = rows.iter().find(|it| it.id.eq_ignore_ascii_case(wanted));
        json(&Subscription::of(found.ok_or(Fault::SubscriptionNotFound)?))
    }

    pub(super) async fn subscribed_skus(&self, id: &str) -> Result<Vec<u8>, Fault> {
        let customer = self.customer(id).await?;
        let mut items = Vec::new();
        if let (true, Some(day)) = (self.wants_entra()?, self.today().await?) {
            let rows = self.source.subscribed_skus(self.asker, customer.id, day).await?;
            items.extend(rows.iter().map(SubscribedSku::of));
        }
        let path = format!("/customers/{}/subscribedskus", customer.id);
        json(&Collection::linked(items, path))
    }

    /// Tickets have no source yet: there are none.
    pub(super) async fn service_requests(&self, of: Option<&str>) -> Result<Vec<u8>, Fault> {
        let path = match of {
            Some(id) => format!("/customers/{}/servicerequests", self.customer(id).await?.id),
            None => "/servicerequests".to_owned(),
        };
        json(&Collection::<()>::linked(Vec::new(), path))
    }

    /// Whether the licences of Entra are asked for; those of the other group are not known.
    pub(super) fn wants_entra(&self) -> Result<bool, Fault> {
        let groups = self.query.all("licensegroupids");
        let is_group = |it: &&str, name: &str| it.eq_ignore_ascii_case(name);
        if groups.iter().any(|it| !is_group(it, "group1") && !is_group(it, "group2")) {
            let known = "`licenseGroupIds` is one of Group1, Group2";
            return Err(Fault::UnknownWord(known.to_owned()));
        }
        Ok(groups.is_empty() || groups.iter().any(|it| is_group(it, "group1")))
    }

    /// Path and query of a collection, without the place of the page.
    pub(super) fn uri(&self, path: &str, paging: &Paging) -> String {
        let repeated = [
            ("filter", "filter"),
            ("mpn_id", "mpn_id"),
            ("order_id", "order_id"),
            ("sortfield", "sortField"),
            ("sortoption.sortfield", "sortField"),
            ("sortdirection", "sortDirection"),
            ("sortoption.sortdirection", "sortDirection"),
        ];
        let repeated = repeated
            .into_iter()
            .filter_map(|(name, spelt)| self.query.get(name).map(|value| encode(spelt, value)));
        let parameters = std::iter::once(format!("size={}", paging.size)).chain(repeated);
        format!("{path}?{}", parameters.collect::<Vec<_>>().join("&"))
    }

    /// The customer's subscriptions that the partner sold, by id.
    async fn own_subscriptions(&self, of: CustomerId) -> Result<Vec<SubscriptionRow>, Fault> {
        let Some(day) = self.today().await? else { return Ok(Vec::new()) };
        let mut rows = self.source.subscriptions(self.asker, Some(of), day).await?;
        rows.retain(|it| it.seller == Seller::Own);
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(rows)
    }
}

fn order_and_mpn(asked: &Asked<'_>) -> String {
    ["order_id", "mpn_id"].map(|it| asked.query.get(it).unwrap_or_default()).join("\u{1f}")
}

fn customer_seek(seek: &Seek<String>) -> Result<Seek<CustomerId>, Fault> {
    let id = |text: &str| {
        let wrong = |_| Fault::Input("the continuation token is not valid here".to_owned());
        text.parse::<CustomerId>().map_err(wrong)
    };
    Ok(match seek {
        Seek::First => Seek::First,
        Seek::After(key) => Seek::After(id(key)?),
        Seek::Before(key) => Seek::Before(id(key)?),
        Seek::Last => Seek::Last,
        Seek::From(at) => Seek::From(*at),
    })
}

/// A short name of a collection and its filter (FNV-1a); a token of another one is refused.
pub(super) fn fingerprint(parts: &[&str]) -> String {
    let bytes = parts.iter().flat_map(|it| it.bytes().chain([0x1f]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
