//! The people of an explanation, page by page, each with the rows that made them count.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::explain::{ActiveUser, Holder, UserClass, window};
use uptake_model::{Day, SkuRef, UserKey};
use uptake_store::{
    ActivityQuestion, AssignmentRow, ProductsRow, Traced, TracedActivity, lists_everybody,
    names_sku,
};

use super::{
    ActivityLine, Asked, Cited, FlagLine, HoldingLine, ListedLine, NamedLine, Names, Paging,
    PersonLine, sources::Sources, workload_sources,
};
use crate::{AppError, Data, products::SkuName};

/// A person who counts, and the positions of the holdings and flags that decide.
pub(super) struct Person {
    user: usize,
    class: Option<UserClass>,
    holdings: Vec<usize>,
    products: Vec<usize>,
    flags: Vec<usize>,
}

pub(super) fn of_workload(active: &[ActiveUser]) -> Vec<Person> {
    let people = active.iter().map(|it| Person {
        user: it.user,
        class: Some(it.class),
        holdings: it.holdings.clone(),
        products: it.products.clone(),
        flags: it.flags.clone(),
    });
    people.collect()
}

pub(super) fn of_sku(holders: &[Holder]) -> Vec<Person> {
    let people = holders.iter().map(|it| Person {
        user: it.user,
        class: None,
        holdings: it.holdings.clone(),
        products: it.products.clone(),
        flags: Vec::new(),
    });
    people.collect()
}

/// The pseudonym of a user.
pub(super) fn key_of(traced: &Traced, user: usize) -> Option<UserKey> {
    traced.keys.get(&user).and_then(|it| it.first()).copied()
}

impl Data {
    /// The people of one page.
    pub(super) async fn people(
        &self,
        asked: &Asked<'_>,
        paging: Paging,
        mut people: Vec<Person>,
    ) -> Result<Vec<PersonLine>, AppError> {
        let Asked { customer, traced, sources, .. } = *asked;
        people.sort_by_key(|it| (it.class, key_of(traced, it.user)));
        let skipped = paging.page.saturating_sub(1).saturating_mul(paging.per_page);
        let page: Vec<Person> = people.into_iter().skip(skipped).take(paging.per_page).collect();
        let own: Vec<UserKey> = page.iter().filter_map(|it| key_of(traced, it.user)).collect();
        let names = match asked.names {
            Names::Told => self.state.names(customer, &own).await?,
            Names::Concealed => BTreeMap::new(),
        };
        let mut activity = self.activity_of(asked, &page)?;
        let lines = page.iter().filter_map(|person| {
            let key = key_of(traced, person.user)?;
            let record = traced.users.iter().find(|it| same(it.user_no, person.user));
            Some(PersonLine {
                key,
                user_id: names.get(&key).map(|it| it.user_id.clone()),
                kind: record.map(|it| it.kind).unwrap_or_default(),
                record: record.map(|it| sources.cite(it.file_no, Some(it.line))),
                class: person.class,
                activity: activity.remove(&person.user).unwrap_or_default(),
                holdings: self.holdings_of(asked, person),
                products: self.products_of(asked, person),
                flags: flags_of(traced, person, sources),
            })
        });
        Ok(lines.collect())
    }

    /// The rows of the window that say that the people were active, by user.
    fn activity_of(
        &self,
        asked: &Asked<'_>,
        page: &[Person],
    ) -> Result<BTreeMap<usize, Vec<ActivityLine>>, AppError> {
        let Asked { customer, traced, product, day, sources, .. } = *asked;
        let codes = workload_sources(traced, product);
        let mut lines: BTreeMap<usize, Vec<ActivityLine>> = BTreeMap::new();
        if codes.is_empty() || page.is_empty() {
            return Ok(lines);
        }
        let mut users: BTreeMap<UserKey, usize> = BTreeMap::new();
        for person in page {
            let keys = traced.keys.get(&person.user).into_iter().flatten();
            users.extend(keys.map(|it| (*it, person.user)));
        }
        let keys: BTreeSet<UserKey> = users.keys().copied().collect();
        let question =
            ActivityQuestion { customer, users: Some(&keys), sources: &codes, days: window(day) };
        for it in self.store.trace_activity(&sources.objects(), question)? {
            let TracedActivity { user_key, source, day, file_no, line, as_of } = it;
            let Some(user) = users.get(&user_key) else { continue };
            let cited = sources.cite(file_no, Some(line));
            lines.entry(*user).or_default().push(ActivityLine { day, source, as_of, cited });
        }
        for lines in lines.values_mut() {
            lines.sort_by(|a, b| (a.day, &a.source, &a.cited).cmp(&(b.day, &b.source, &b.cited)));
        }
        Ok(lines)
    }

    fn holdings_of(&self, asked: &Asked<'_>, person: &Person) -> Vec<HoldingLine> {
        let Asked { traced, day, sources, .. } = *asked;
        let own: Vec<&AssignmentRow> =
            traced.assignments.iter().filter(|it| same(it.user_no, person.user)).collect();
        let lines = person.holdings.iter().filter_map(|at| {
            let holding = traced.facts.holdings.get(*at)?;
            let sku = &traced.plan.skus().get(holding.sku)?.sku;
            let is_of_sku =
                |it: &AssignmentRow| self.view.catalogue.canonical(&SkuRef::from(&*it.sku)) == *sku;
            let rows = own.iter().copied().filter(|it| is_of_sku(it));
            let (rows, ended_on) = rows_of(rows, holding.from, holding.until, day);
            let ending = traced.lists.iter().find(|it| Some(it.as_of) == ended_on);
            let rows = rows.into_iter().map(|it| ListedLine {
                listed_on: it.listed_on,
                cited: sources.cite(it.file_no, Some(it.line)),
            });
            Some(HoldingLine {
                sku: SkuName::of(sku, &self.view.catalogue),
                assigned_on: holding.from,
                removed_on: holding.until,
                rows: rows.collect(),
                ended_by: ending.map(|it| sources.cite(it.file_no, None)),
            })
        });
        let mut lines: Vec<HoldingLine> = lines.collect();
        lines.sort_by(|a, b| {
            (&a.sku.id, &a.sku.part_number, a.assigned_on).cmp(&(
                &b.sku.id,
                &b.sku.part_number,
                b.assigned_on,
            ))
        });
        lines
    }

    /// The named products that decide, each with the first report that names it and the one
    /// that ended it.
    fn products_of(&self, asked: &Asked<'_>, person: &Person) -> Vec<NamedLine> {
        let Asked { traced, sources, .. } = *asked;
        let catalogue = &self.view.catalogue;
        let mut own: Vec<_> =
            traced.products.iter().filter(|it| same(it.user_no, person.user)).collect();
        own.sort_by_key(|it| (it.as_of, it.file_no, it.line));
        let lines = person.products.iter().filter_map(|at| {
            let product = traced.facts.products.get(*at)?;
            let sku = &traced.plan.skus().get(product.sku)?.sku;
            let begun =
                own.iter().find(|it| it.as_of == product.from && names_sku(it, catalogue, sku));
            // Of a day with several reports it takes all of them to see that none names it.
            let ended =
                own.iter().filter(|it| Some(it.as_of) == product.until && it.products.is_some());
            let cite = |it: &&ProductsRow| (it.as_of, sources.cite(it.file_no, Some(it.line)));
            let mut rows: Vec<_> = begun.into_iter().chain(ended).map(cite).collect();
            let is_ended = rows.iter().any(|(day, _)| Some(*day) == product.until);
            let until = product.until.filter(|_| !is_ended);
            let ended_by = until.and_then(|it| list_of(traced, sources, it));
            if let Some(until) = until.filter(|_| ended_by.is_none()) {
                let first = traced.assignments.iter().filter(|it| it.assigned_on == until);
                let first = first.min_by_key(|it| (it.file_no, it.line));
                rows.extend(first.map(|it| (until, sources.cite(it.file_no, Some(it.line)))));
            }
            let sku = SkuName::of(sku, catalogue);
            Some(NamedLine { sku, from: product.from, until: product.until, rows, ended_by })
        });
        let mut lines: Vec<NamedLine> = lines.collect();
        lines.sort_by(|a, b| {
            (&a.sku.id, &a.sku.part_number, a.from).cmp(&(&b.sku.id, &b.sku.part_number, b.from))
        });
        lines
    }
}

/// The rows that say that a SKU was held over [from, until), and the day of the list that
/// ended it. Of many lists the first, the one that says since when, and the last up to
/// `day` are enough.
fn rows_of<'a>(
    rows: impl Iterator<Item = &'a AssignmentRow>,
    from: Day,
    until: Option<Day>,
    day: Day,
) -> (Vec<&'a AssignmentRow>, Option<Day>) {
    let (mut listed, plain): (Vec<_>, Vec<_>) = rows.partition(|it| it.listed_on.is_some());
    let said = plain.into_iter().filter(|it| it.assigned_on == from && it.removed_on == until);
    let said: Vec<&AssignmentRow> = said.collect();
    if !said.is_empty() {
        return (said, None);
    }
    listed.retain(|it| {
        it.listed_on.is_some_and(|on| from <= on && until.is_none_or(|until| on < until))
    });
    listed.sort_by_key(|it| (it.listed_on, it.file_no, it.line));
    let earliest = listed.iter().min_by_key(|it| (it.assigned_on, it.listed_on));
    let last = listed.iter().rfind(|it| it.listed_on.is_some_and(|on| on <= day));
    let mut said: Vec<&AssignmentRow> =
        listed.first().into_iter().chain(earliest).chain(last).copied().collect();
    said.sort_by_key(|it| (it.listed_on, it.file_no, it.line));
    said.dedup();
    (said, until)
}

/// The flags that decide, each with the first report that has it and the one that ended it.
fn flags_of(traced: &Traced, person: &Person, sources: &Sources) -> Vec<FlagLine> {
    let mut lines: Vec<FlagLine> = Vec::new();
    for flag in person.flags.iter().filter_map(|at| traced.facts.flags.get(*at)) {
        let Some(workload) = traced.plan.workloads().get(flag.workload) else { continue };
        let mut own: Vec<_> = traced
            .flags
            .iter()
            .filter(|it| same(it.user_no, person.user) && *it.workload == *workload.code.as_str())
            .collect();
        own.sort_by_key(|it| (it.as_of, it.file_no, it.line));
        let begun = own.iter().find(|it| it.licensed && it.as_of >= flag.from);
        let ended = own.iter().find(|it| !it.licensed && Some(it.as_of) == flag.until);
        let listed = flag.until.filter(|_| ended.is_none());
        let rows = begun.into_iter().chain(ended);
        let rows = rows.map(|it| (it.as_of, sources.cite(it.file_no, Some(it.line))));
        lines.push(FlagLine {
            from: flag.from,
            until: flag.until,
            rows: rows.collect(),
            ended_by: listed.and_then(|it| list_of(traced, sources, it)),
        });
    }
    lines
}

/// The report that lists everybody who has a licence as of a day.
fn list_of(traced: &Traced, sources: &Sources, day: Day) -> Option<Cited> {
    let list = traced.coverage.iter().find(|it| lists_everybody(it) && it.last_day == day);
    list.map(|it| sources.cite(it.file_no, None))
}

/// Whether the number of a row is that of a user of the facts.
fn same(user_no: u32, user: usize) -> bool {
    usize::try_from(user_no).is_ok_and(|it| it == user)
}
