//! Users of customers: personal data, for askers who may see it.

use std::cmp::Reverse;

use uptake_model::Permission;

use super::{Asked, directory::fingerprint, json};
use crate::partner_center::{
    collection::{Collection, PagePlace, segment},
    error::Fault,
    paging::Paging,
    resources::{License, USER_FIELDS, User, UserOrder, user_passes},
    search::Search,
    seek::{Page, Seek, page},
    source::UserRow,
};

impl Asked<'_> {
    pub(super) async fn users(&self, id: &str) -> Result<Vec<u8>, Fault> {
        self.may_see_people()?;
        let text = self.query.get("filter");
        let search = text.map(|it| Search::parse(it, USER_FIELDS)).transpose()?;
        let order = UserOrder::read(self.query)?;
        let customer = self.customer(id).await?;
        let path = format!("/customers/{}/users", customer.id);
        let of = fingerprint(&[&path, text.unwrap_or_default(), &order.name()]);
        let paging = Paging::read(self.query, self.headers, &of)?;
        let Some(day) = self.today().await? else {
            return json(&Collection::<()>::linked(Vec::new(), path));
        };
        let mut rows = self.source.users(self.asker, customer.id, day).await?;
        rows.retain(|it| user_passes(search.as_ref(), it, day));
        let page = page_of(rows, order, &paging);
        let uri = self.uri(&path, &paging);
        let place = PagePlace { uri: &uri, of: &of, size: paging.size };
        let item = |it: UserRow| User::of(&it, customer.id, day);
        json(&Collection::page(page, &place, |it| order.key(it), item))
    }

    pub(super) async fn user_licences(&self, id: &str, user: &str) -> Result<Vec<u8>, Fault> {
        self.may_see_people()?;
        let wants_entra = self.wants_entra()?;
        let customer = self.customer(id).await?;
        let day = self.today().await?.ok_or(Fault::UserNotFound)?;
        let rows = self.source.users(self.asker, customer.id, day).await?;
        let found = rows.iter().find(|it| it.id.eq_ignore_ascii_case(user));
        let held = &found.ok_or(Fault::UserNotFound)?.held;
        let items = held.iter().filter(|_| wants_entra).map(|it| License::of(it));
        let path = format!("/customers/{}/users/{}/licenses", customer.id, segment(user));
        json(&Collection::linked(items.collect(), path))
    }

    fn may_see_people(&self) -> Result<(), Fault> {
        if self.asker.may(Permission::ReadPersonalData) { Ok(()) } else { Err(Fault::Forbidden) }
    }
}

fn page_of(mut rows: Vec<UserRow>, order: UserOrder, paging: &Paging) -> Page<UserRow> {
    rows.sort_by_cached_key(|it| order.key(it));
    if !order.is_descending {
        return page(&rows, |it| order.key(it), &paging.seek, paging.size);
    }
    rows.reverse();
    let seek = match paging.seek.clone() {
        Seek::First => Seek::First,
        Seek::After(key) => Seek::After(Reverse(key)),
        Seek::Before(key) => Seek::Before(Reverse(key)),
        Seek::Last => Seek::Last,
        Seek::From(at) => Seek::From(at),
    };
    page(&rows, |it| Reverse(order.key(it)), &seek, paging.size)
}
