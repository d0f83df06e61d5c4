//! The rows of one user at a time.

use crate::{FlagHolding, Holding, MonthActivity, Told};

/// The rows in the order of a key.
pub(super) fn sorted<T, K: Ord>(rows: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let mut rows: Vec<&T> = rows.iter().collect();
    rows.sort_by_key(|it| key(it));
    rows
}

/// The rows of one user, or of all who are left, in the order of their users.
pub(super) struct Own<'a> {
    pub(super) activity: &'a [MonthActivity],
    pub(super) holdings: &'a [&'a Holding],
    pub(super) products: &'a [&'a Holding],
    pub(super) flags: &'a [&'a FlagHolding],
    pub(super) told: &'a [&'a Told],
}

impl Own<'_> {
    /// Whose rows come first; `None` when there are none left.
    pub(super) fn first_user(&self) -> Option<usize> {
        let users = [
            self.activity.first().and_then(|it| usize::try_from(it.user).ok()),
            self.holdings.first().map(|it| it.user),
            self.products.first().map(|it| it.user),
            self.flags.first().map(|it| it.user),
            self.told.first().map(|it| it.user),
        ];
        users.into_iter().flatten().min()
    }

    /// Takes the rows of the user, who is the first.
    pub(super) fn split_off(&mut self, user: usize) -> Self {
        let is_own = |it: &MonthActivity| usize::try_from(it.user).is_ok_and(|it| it == user);
        Self {
            activity: split_off(&mut self.activity, is_own),
            holdings: split_off(&mut self.holdings, |it| it.user == user),
            products: split_off(&mut self.products, |it| it.user == user),
            flags: split_off(&mut self.flags, |it| it.user == user),
            told: split_off(&mut self.told, |it| it.user == user),
        }
    }
}

/// The rows in the order of their users. Users are mostly numbered without gaps, so that
/// the rows are counted and put in place; else they are sorted.
pub(super) fn by_user(activity: &[MonthActivity]) -> Vec<MonthActivity> {
    let place = |it: &MonthActivity| usize::try_from(it.user).unwrap_or(usize::MAX);
    let users = activity.iter().map(place).max().map_or(0, |it| it.saturating_add(1));
    let mut sorted = activity.to_vec();
    if users > activity.len().saturating_mul(4) {
        sorted.sort_by_key(|it| it.user);
        return sorted;
    }
    let mut next = vec![0_usize; users + 1];
    for row in activity {
        if let Some(count) = next.get_mut(place(row) + 1) {
            *count += 1;
        }
    }
    let mut start = 0;
    for count in &mut next {
        start += *count;
        *count = start;
    }
    for row in activity {
        let Some(at) = next.get_mut(place(row)) else { continue };
        if let Some(slot) = sorted.get_mut(*at) {
            *slot = *row;
        }
        *at += 1;
    }
    sorted
}

/// Takes the elements from the front for which `belongs` holds.
fn split_off<'a, T>(rest: &mut &'a [T], belongs: impl Fn(&T) -> bool) -> &'a [T] {
    let count = rest.iter().position(|it| !belongs(it)).unwrap_or(rest.len());
    let (own, others) = rest.split_at(count);
    *rest = others;
    own
}
