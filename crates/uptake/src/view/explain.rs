//! A figure with its formula, its parts, and the lines of files that it was counted from.

use std::cmp::Ordering;

use serde_json::Value;
use uptake_app::{
    Cited, DeploymentFigure, Explanation, Figure, PersonLine, RecordLine, SeatLine, UsageFigure,
};
use uptake_calc::explain::SeatRole;
use uptake_l10n::{Arg, Words, status_text, user_kind_text, visible};
use uptake_model::{
    counts::{ActiveCounts, CoverageState},
    facts::CoverageKind,
    percent::Percent,
};

use super::{
    Flat, Page, View, figures,
    portfolio::product,
    sellers::sold_by_text,
    sheet::{Column, Sheet},
};

mod programs;
#[cfg(test)]
mod tests;

/// A figure and what it was counted from.
pub(crate) struct ExplainView {
    /// What it shows.
    pub(crate) explanation: Explanation,
}

impl View for ExplainView {
    fn table(&self, page: &Page<'_>) -> String {
        let (words, it) = (page.words, &self.explanation);
        let id = it.customer.to_string();
        let mut text = match &it.figure {
            Figure::Usage(figure) => usage_lines(words, it, figure),
            Figure::Deployment(figure) => deployment_lines(words, it, figure),
        };
        let name = if it.name.is_empty() { &id } else { &it.name };
        text.insert_str(0, &format!("{} · ", visible(name)));
        if !it.agrees() || !it.rows_agree {
            text.extend([format!("{}\n", words.say("explain-differs", &[]))]);
        }
        let mut section = |heading: &str, body: String| {
            if !body.is_empty() {
                text.extend([format!("\n{}\n{body}", words.say(heading, &[]))]);
            }
        };
        section("explain-seats-title", seats(page, &it.seats));
        section("explain-people-title", people(words, it));
        section("explain-coverage-title", coverage(words, it));
        text
    }

    fn json(&self) -> Value {
        programs::json(&self.explanation)
    }

    fn rows(&self) -> Flat {
        programs::rows(&self.explanation)
    }
}

fn usage_lines(words: &Words, it: &Explanation, figure: &UsageFigure) -> String {
    let UsageFigure { workload, recount, .. } = figure;
    let title = [("workload", Arg::Text(&workload.name)), ("day", Arg::Day(it.day))];
    let window = words.days(it.window);
    let mut text = format!(
        "{}\n{}\n",
        words.say("explain-usage", &title),
        words.say("explain-window", &[("days", Arg::Text(&window))])
    );
    let mut line = |said: String| text.extend([format!("{said}\n")]);
    let entitlements = format!(
        "  {} {}",
        words.count(recount.entitlements),
        words.say("explain-entitlements", &[])
    );
    let Some(users) = recount.users else {
        line(words.say("explain-missing", &[]));
        // What was sold is known all the same (`spec/metrics.md`, 10).
        line(entitlements);
        return text;
    };
    line(formula(words, users.active(), recount.entitlements));
    if recount.coverage == CoverageState::LowerBound {
        let covered = ("covered", Arg::Count(u64::from(recount.days_covered)));
        line(words.say("explain-lower-bound", &[covered]));
    }
    if recount.preliminary {
        line(words.say("explain-preliminary", &[]));
    }
    line(entitlements);
    let active = match users.classes() {
        Some(classes) => words.say("explain-active", &stack(classes)),
        None => words.say("explain-untold", &[]),
    };
    line(format!("  {} {active}", words.count(users.active())));
    if users.overage.total() > 0 {
        text.push_str(&overage_lines(words, figure, &users));
    }
    text
}

/// The parts of an overage, and the inputs that they were made of (`spec/metrics.md`, 6).
fn overage_lines(words: &Words, figure: &UsageFigure, users: &ActiveCounts) -> String {
    let overage = Arg::Count(users.overage.total());
    let mut text = format!("  {}\n", words.say("explain-overage", &[("count", overage)]));
    for cause in figures::causes(words, &users.overage, &figure.workload) {
        text.extend([format!("    {cause}\n")]);
    }
    if users.classes().is_none() {
        return text;
    }
    let spare = &figure.spare;
    let seats = |now, window| [("now", Arg::Count(now)), ("window", Arg::Count(window))];
    let inputs = [
        words.say("explain-above", &stack(figure.above)),
        words.say("explain-spare-grace", &seats(spare.grace_now, spare.grace_window)),
        words.say("explain-spare-trial", &seats(spare.trial_now, spare.trial_window)),
    ];
    text.extend([format!("  {}\n", words.say("explain-inputs", &[]))]);
    text.extend(inputs.map(|it| format!("    {it}\n")));
    text
}

/// Held, former and never as arguments.
fn stack([held, former, never]: [u64; 3]) -> [(&'static str, Arg<'static>); 3] {
    [("held", Arg::Count(held)), ("former", Arg::Count(former)), ("never", Arg::Count(never))]
}

fn deployment_lines(words: &Words, it: &Explanation, figure: &DeploymentFigure) -> String {
    let name = product(words, &figure.sku);
    let title = [("product", Arg::Text(&name)), ("day", Arg::Day(it.day))];
    let counts = &figure.recount;
    let title = words.say("explain-deployment", &title);
    let sold = words.say("explain-sold", &[("count", Arg::Count(counts.sold))]);
    let Some(assigned) = counts.assigned else {
        return format!("{title}\n{}\n  {sold}\n", words.say("explain-assigned-untold", &[]));
    };
    let formula = if figure.sku.is_paid() {
        formula(words, assigned, counts.sold)
    } else {
        let args = [("part", Arg::Count(assigned)), ("whole", Arg::Count(counts.sold))];
        words.say("formula-ratio-not-paid", &args)
    };
    let assigned = words.say("explain-assigned", &[("count", Arg::Count(assigned))]);
    let mut text = format!("{title}\n{formula}\n  {sold}\n  {assigned}\n");
    if let Some(units) = &it.units {
        let args = [("count", Arg::Count(units.units)), ("day", Arg::Day(units.as_of))];
        let source = source(words, &units.cited);
        text.extend([format!("  {} [{source}]\n", words.say("explain-units", &args))]);
    }
    if let Some(list) = &it.list {
        let said = words.say("explain-list", &[("day", Arg::Day(list.as_of))]);
        text.extend([format!("  {said} [{}]\n", source(words, &list.cited))]);
    }
    text
}

fn formula(words: &Words, part: u64, whole: u64) -> String {
    let (part_of, whole_of) = (("part", Arg::Count(part)), ("whole", Arg::Count(whole)));
    match Percent::of(part, whole) {
        Some(percent) => {
            words.say("formula-ratio", &[part_of, whole_of, ("percent", Arg::Percent(percent))])
        }
        None => words.say("formula-ratio-undefined", &[part_of, whole_of]),
    }
}

/// The file and the line, or the file alone.
fn source(words: &Words, cited: &Cited) -> String {
    match cited.line {
        Some(line) => {
            let line = line.to_string();
            let args = [("file", Arg::Text(&cited.file)), ("line", Arg::Text(&line))];
            words.say("explain-source", &args)
        }
        None => visible(&cited.file).into_owned(),
    }
}

fn seats(page: &Page<'_>, seats: &[SeatLine]) -> String {
    if seats.is_empty() {
        return String::new();
    }
    let words = page.words;
    let heading = |id: &str| words.say(id, &[]);
    let mut sheet = Sheet::new(vec![
        Column::text(heading("column-product_name")).may_go(1),
        Column::text(heading("head-subscription")),
        Column::number(heading("head-counted")),
        Column::text(heading("head-role")),
        Column::code(heading("head-status")).may_go(2),
        Column::number(heading("head-seats")).may_go(2),
        Column::code(heading("head-since")).may_go(3),
        Column::place(heading("explain-rows")),
    ]);
    for it in seats {
        let mut row = |counted: u64, role: &str, record: &RecordLine| {
            sheet.row(vec![
                product(words, &it.sku),
                it.subscription.clone().unwrap_or_else(|| sold_by_text(words, record.sold_by)),
                words.count(counted),
                words.say(&format!("role-{role}"), &[]),
                status_text(words, record.status),
                words.count(record.quantity),
                words.day(record.as_of),
                source(words, &record.cited),
            ]);
        };
        row(it.seats, role_code(it.role), &it.record);
        if let Some((seats, record)) = &it.window {
            row(*seats, "most", record);
        }
    }
    sheet.render(page.width)
}

/// Each person of the page: who, in which count, and the lines that say so.
fn people(words: &Words, it: &Explanation) -> String {
    let mut text = String::new();
    for person in &it.people {
        let kind = user_kind_text(words, person.kind);
        let class = match person.class {
            Some(class) => words.say(&format!("user-{}", class.as_str()), &[]),
            None => words.say("user-holder", &[]),
        };
        let name = person_name(person);
        text.extend([format!("{} · {kind} · {class}\n", visible(&name))]);
        for it in &person.activity {
            let args = [("day", Arg::Day(it.day)), ("source", Arg::Text(it.source.as_str()))];
            let said = words.say("explain-active-on", &args);
            text.extend([format!("  {said} [{}]\n", source(words, &it.cited))]);
        }
        for it in &person.holdings {
            let name = product(words, &it.sku);
            let from = ("from", Arg::Day(it.assigned_on));
            let said = match it.removed_on {
                Some(until) => {
                    let args = [("product", Arg::Text(&name)), from, ("until", Arg::Day(until))];
                    words.say("explain-held-until", &args)
                }
                None => words.say("explain-held-from", &[("product", Arg::Text(&name)), from]),
            };
            let mut rows: Vec<String> = it.rows.iter().map(|it| source(words, &it.cited)).collect();
            rows.extend(ended_by(words, it.ended_by.as_ref()));
            text.extend([format!("  {said} [{}]\n", rows.join("; "))]);
        }
        for it in &person.products {
            let (name, from) = (product(words, &it.sku), Arg::Day(it.from));
            let held = [("product", Arg::Text(&name)), ("from", from)];
            let said = match it.until {
                Some(until) => {
                    let [product, from] = held;
                    words.say("explain-named-until", &[product, from, ("until", Arg::Day(until))])
                }
                None => words.say("explain-named", &held),
            };
            let mut rows: Vec<String> = it.rows.iter().map(|(_, it)| source(words, it)).collect();
            rows.extend(ended_by(words, it.ended_by.as_ref()));
            text.extend([format!("  {said} [{}]\n", rows.join("; "))]);
        }
        for it in &person.flags {
            let mut rows: Vec<String> = it.rows.iter().map(|(_, it)| source(words, it)).collect();
            rows.extend(ended_by(words, it.ended_by.as_ref()));
            let from = ("from", Arg::Day(it.from));
            let said = match it.until {
                Some(until) => words.say("explain-flag-until", &[from, ("until", Arg::Day(until))]),
                None => words.say("explain-flag", &[from]),
            };
            text.extend([format!("  {said} [{}]\n", rows.join("; "))]);
        }
    }
    text.push_str(&page_line(words, it));
    text
}

/// What ended a holding without a row of its own.
fn ended_by(words: &Words, list: Option<&Cited>) -> Option<String> {
    let list = source(words, list?);
    Some(words.say("explain-ended-by", &[("list", Arg::Text(&list))]))
}

/// Which page it is, how many there are, and how to get the next; empty when there is one.
fn page_line(words: &Words, it: &Explanation) -> String {
    let number = |it: usize| Arg::Count(u64::try_from(it).unwrap_or(u64::MAX));
    let (page, pages) = (it.paging.page, it.people_total.div_ceil(it.paging.per_page.max(1)));
    if page <= pages && pages == 1 || it.people_total == 0 {
        return String::new();
    }
    let id = match page.cmp(&pages) {
        Ordering::Less => "explain-page-next",
        Ordering::Equal => "explain-page-last",
        Ordering::Greater => "explain-page-beyond",
    };
    let next = (page + 1).to_string();
    let args = [
        ("page", number(page)),
        ("pages", number(pages)),
        ("people", number(it.people_total)),
        ("next", Arg::Text(&next)),
    ];
    format!("{}\n", words.say(id, &args))
}

fn coverage(words: &Words, it: &Explanation) -> String {
    let mut text = String::new();
    for line in &it.coverage {
        let days = words.days(line.days);
        let code = match &line.source {
            Some(code) => code.to_string(),
            None => words.say("explain-all-sources", &[]),
        };
        let args = [("source", Arg::Text(&code)), ("days", Arg::Text(&days))];
        let said = match line.kind {
            CoverageKind::Daily => words.say("explain-daily", &args),
            CoverageKind::Snapshot => words.say("explain-snapshot", &args),
        };
        text.extend([format!("{said} [{}]\n", source(words, &line.cited))]);
    }
    text
}

/// The id that files use; once it is forgotten, the pseudonym.
fn person_name(person: &PersonLine) -> String {
    match &person.user_id {
        Some(id) => id.to_string(),
        None => person.short(),
    }
}

fn role_code(role: SeatRole) -> &'static str {
    match role {
        SeatRole::Counted => "counted",
        SeatRole::GraceSpare => "grace",
        SeatRole::Trial => "trial",
        SeatRole::Window => "window",
        SeatRole::NotCounted => "not_counted",
    }
}
