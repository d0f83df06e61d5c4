//! What a customer bought: subscriptions with their state over time.

use uptake_model::{
    Day, DayRange, Guid,
    facts::{Seller, Status},
};

use super::{
    chance::{Chance, part, rounded},
    people::Person,
    product::Product,
    sketch::Sketch,
    story::Story,
};

/// A subscription.
pub(super) struct Line {
    pub(super) id: Guid,
    pub(super) product: Product,
    pub(super) is_trial: bool,
    pub(super) seller: Seller,
    /// Price of a seat and month in hundredths.
    pub(super) price_cents: Option<u32>,
    pub(super) term: Term,
    pub(super) auto_renew: bool,
    pub(super) created: Day,
    /// What changed when, in order.
    pub(super) records: Vec<Record>,
}

/// The state of a subscription from a day on.
#[derive(Clone, Copy)]
pub(super) struct Record {
    pub(super) as_of: Day,
    pub(super) quantity: u32,
    pub(super) status: Status,
}

/// For how long one is bound.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Term {
    Month,
    Year,
    ThreeYears,
}

impl Term {
    /// The duration as files spell it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Month => "P1M",
            Self::Year => "P1Y",
            Self::ThreeYears => "P3Y",
        }
    }

    fn days(self) -> i32 {
        match self {
            Self::Month => 30,
            Self::Year => 365,
            Self::ThreeYears => 1_096,
        }
    }
}

impl Line {
    /// The day on which the commitment ends that is in force on `day`.
    pub(super) fn commitment_end(&self, day: Day) -> Day {
        let terms = day.days_since(self.created).div_euclid(self.term.days()) + 1;
        self.created.plus(terms * self.term.days())
    }

    /// The state on `day`, if there is one.
    pub(super) fn on(&self, day: Day) -> Option<Record> {
        self.records.iter().rev().find(|it| it.as_of <= day).copied()
    }

    /// Puts a state from a day on in place of whatever came after.
    fn end(&mut self, as_of: Day, status: Status) {
        let before = self.on(as_of);
        self.records.retain(|it| it.as_of < as_of);
        self.records.extend(before.map(|it| Record { as_of, status, ..it }));
    }

    /// Keeps what happened in the period; what was before is the state on its first day.
    fn cut_to(&mut self, period: DayRange) {
        let state = self.on(period.first());
        let first = state.map(|it| Record { as_of: period.first(), ..it });
        let within = |it: &Record| period.first() < it.as_of && it.as_of <= period.last();
        let later: Vec<Record> = self.records.iter().copied().filter(within).collect();
        self.records = first.into_iter().chain(later).collect();
    }
}

/// All subscriptions of a customer with these people.
pub(super) fn buy(sketch: &Sketch, people: &[Person], chance: &mut Chance) -> Vec<Line> {
    let holdings = || people.iter().flat_map(|it| &it.holdings);
    let mut products: Vec<Product> = holdings().map(|it| it.product).collect();
    products.sort_unstable();
    products.dedup();
    let holders = |product| holdings().filter(|it| it.product == product).count();
    let main = products
        .iter()
        .copied()
        .filter(|it| sketch.main.iter().any(|(_, main)| main == it))
        .max_by_key(|it| holders(*it));
    let mut lines = Vec::new();
    for product in products {
        if sketch.has(Story::OpenTrial) && product == sketch.tried() {
            let mut trial = new_line(product, sketch.days_ago(18), chance);
            trial.is_trial = true;
            let needed = assigned(people, product, sketch.period.last());
            trial.records.push(active(trial.created, needed.max(25)));
            lines.push(trial);
            continue;
        }
        let line = line_for(product, sketch, people, chance);
        if main == Some(product) {
            lines.extend(main_story(line, sketch, people, chance));
        } else {
            lines.extend(shared_between_sellers(line, chance));
        }
    }
    if sketch.has(Story::ConvertedTrial) {
        lines.push(trial(Product::Copilot, sketch.days_ago(100), Status::Converted, chance));
    } else if chance.happens(0.08) {
        let from = chance.day(sketch.period);
        lines.push(trial(Product::PowerBi, from, Status::Expired, chance));
    }
    let ended =
        sketch.stopped.map(|it| (it, sketch.gone.map_or(Status::Suspended, |_| Status::Cancelled)));
    for line in &mut lines {
        if let Some((day, status)) = ended {
            line.end(day, status);
        }
        line.cut_to(sketch.period);
    }
    lines.retain(|it| !it.records.is_empty());
    lines
}

/// How many people hold a product on a day.
pub(super) fn assigned(people: &[Person], product: Product, day: Day) -> u32 {
    let holdings = people.iter().flat_map(|it| &it.holdings);
    let held = holdings.filter(|it| it.product == product && it.on(day)).count();
    u32::try_from(held).unwrap_or(u32::MAX)
}

fn new_line(product: Product, created: Day, chance: &mut Chance) -> Line {
    let listed = product.price_cents();
    Line {
        id: chance.guid(),
        product,
        is_trial: false,
        seller: Seller::Own,
        price_cents: listed.map(|it| part(it, chance.level(0.97, 1.12))),
        term: chance.weighted(&[(25, Term::Month), (65, Term::Year), (10, Term::ThreeYears)]),
        auto_renew: chance.happens(0.85),
        created,
        records: Vec::new(),
    }
}

fn active(as_of: Day, quantity: u32) -> Record {
    Record { as_of, quantity, status: Status::Active }
}

/// A subscription with seats for everybody who holds the product: more are bought when they
/// are needed, fewer when it renews.
fn line_for(product: Product, sketch: &Sketch, people: &[Person], chance: &mut Chance) -> Line {
    let period = sketch.period;
    let holdings = people.iter().flat_map(|it| &it.holdings).filter(|it| it.product == product);
    let first_held = holdings.map(|it| it.from).min().unwrap_or(period.last());
    let bought = sketch.addons.iter().find(|it| it.product == product).map(|it| it.bought);
    let mut created = bought.unwrap_or(first_held).max(sketch.joined);
    if product == Product::Copilot && sketch.has(Story::ConvertedTrial) {
        created = created.plus(TRIAL_DAYS);
    }
    let mut line = new_line(product, created, chance);
    if product == Product::FlowFree {
        line.records.push(active(created, 10_000));
        return line;
    }
    // Shelfware: add-ons are bought with more hope than suites.
    let is_addon = bought.is_some();
    let margin = if is_addon { sketch.margin * chance.level(1.0, 1.6) } else { sketch.margin };
    let seats = |day| {
        let need = assigned(people, product, day);
        (need, rounded(f64::from(need) * margin).max(need))
    };
    let mut quantity = 0;
    for month in period.months() {
        let as_of = month.first_day().max(period.first()).max(created);
        let end = month.range().last().min(period.last());
        if as_of > end {
            continue;
        }
        let renews = line.commitment_end(as_of) != line.commitment_end(month.first_day().plus(-1));
        let (need, wanted) = seats(end);
        let wanted = if sketch.has(Story::Onboarding) { seats(period.last()).1 } else { wanted };
        if need > quantity || renews || quantity == 0 {
            quantity = wanted.max(1);
        }
        if renews || line.records.last().is_none_or(|it| it.quantity != quantity) {
            line.records.push(active(as_of, quantity));
        }
    }
    line
}

/// What became of the most important subscription.
fn main_story(
    mut line: Line,
    sketch: &Sketch,
    people: &[Person],
    chance: &mut Chance,
) -> Vec<Line> {
    let renewal = if sketch.has(Story::OldDuplicate) {
        Some(sketch.days_ago(135))
    } else if sketch.has(Story::FreshDuplicate) {
        Some(sketch.days_ago(12))
    } else {
        None
    };
    if let Some(day) = renewal {
        // The new one has fewer seats: some people still sit on the old one.
        let mut renewed = new_line(line.product, day, chance);
        let held = assigned(people, line.product, day);
        renewed.records.push(active(day, part(held, 0.85).max(1)));
        line.auto_renew = false;
        line.term = Term::Year;
        line.created = day.plus(-Term::Year.days()).max(line.created);
        line.end(day, Status::Grace);
        line.end(day.plus(30), Status::Disabled);
        line.end(day.plus(120), Status::Deprovisioned);
        return vec![line, renewed];
    }
    if sketch.has(Story::SeatsReduced) {
        let day = sketch.days_ago(40);
        let held = assigned(people, line.product, day);
        line.records.retain(|it| it.as_of < day);
        line.records.push(active(day, part(held, 0.8).max(1)));
        return vec![line];
    }
    shared_between_sellers(line, chance)
}

/// Of ten subscriptions one is another seller's, in whole or in part.
fn shared_between_sellers(mut line: Line, chance: &mut Chance) -> Vec<Line> {
    if line.product == Product::FlowFree || !chance.happens(0.13) {
        return vec![line];
    }
    let seller = chance.weighted(&[(60, Seller::Partner), (40, Seller::Microsoft)]);
    let least = line.records.iter().map(|it| it.quantity).min().unwrap_or(0);
    if least < 6 || chance.happens(0.3) {
        line.seller = seller;
        return vec![line];
    }
    let taken = part(least, chance.level(0.2, 0.6)).max(1);
    let since = line.records.first().map_or(line.created, |it| it.as_of);
    let records = vec![active(since, taken)];
    let other = Line { id: chance.guid(), seller, records, ..line };
    for record in &mut line.records {
        record.quantity -= taken;
    }
    vec![line, other]
}

/// How long a trial lasts.
const TRIAL_DAYS: i32 = 30;

fn trial(product: Product, from: Day, end: Status, chance: &mut Chance) -> Line {
    let mut line = new_line(product, from, chance);
    line.is_trial = true;
    line.term = Term::Month;
    line.auto_renew = false;
    line.price_cents = None;
    line.records.push(active(from, 10));
    line.end(from.plus(TRIAL_DAYS), end);
    line
}
