//! A customer in a few numbers, before anybody works there.

use std::collections::BTreeSet;

use uptake_model::{Day, DayRange};

use super::{
    chance::{Chance, rounded},
    place::{COUNTRIES, Country},
    product::Product,
    story::{self, Story},
};

/// What a customer is like.
pub(super) struct Sketch {
    /// The days that the demo tells about.
    pub(super) period: DayRange,
    pub(super) country: Country,
    pub(super) stories: BTreeSet<Story>,
    /// How many people work there with a licence.
    pub(super) size: u32,
    /// The day on which it became a customer.
    pub(super) joined: Day,
    /// The first day on which it is a customer no more.
    pub(super) gone: Option<Day>,
    /// The first day on which nobody can work any more.
    pub(super) stopped: Option<Day>,
    /// What people get, with weights.
    pub(super) main: Vec<(u32, Product)>,
    /// What some people get beside it.
    pub(super) addons: Vec<Addon>,
    /// The share of people who leave in a year.
    pub(super) turnover: f64,
    /// The share of chairs that are new in the period.
    growth: f64,
    /// Seats bought per person.
    pub(super) margin: f64,
    /// Whether use is far above the ordinary: then overage shows.
    pub(super) is_keen: bool,
}

/// A product that some people get beside their main one.
pub(super) struct Addon {
    pub(super) product: Product,
    /// The share of people who get it.
    pub(super) share: f64,
    /// The first day of it.
    pub(super) bought: Day,
}

/// Stories that are about people above the line: seats are as many as people.
const TIGHT: [Story; 6] = [
    Story::OldDuplicate,
    Story::FreshDuplicate,
    Story::OpenTrial,
    Story::SeatsReduced,
    Story::Turnover,
    Story::HeavyYammer,
];

impl Sketch {
    /// Draws the customer of this number.
    pub(super) fn draw(number: usize, period: DayRange, chance: &mut Chance) -> Self {
        let stories = story::of(number, chance);
        let has = |story| stories.contains(&story);
        let ago = |days: i32| period.last().plus(1 - days).max(period.first());
        let size = size(&stories, chance);
        let joined = if has(Story::Onboarding) {
            ago(75)
        } else {
            period.first().plus(-chance.days(45, 1_400))
        };
        let suspended = has(Story::Suspended).then(|| ago(chance.days(30, 60)));
        let gone = has(Story::Cancelled).then(|| ago(chance.days(60, 110)));
        let is_keen = TIGHT.iter().any(|it| has(*it));
        let margin = if has(Story::Shelfware) {
            1.7
        } else if is_keen || has(Story::Falling) {
            1.0
        } else if chance.happens(0.12) {
            chance.level(1.25, 1.8)
        } else {
            1.0 + chance.deviation(0.08).abs()
        };
        let mut addons = addons(size, period, chance);
        if has(Story::FreeSeats) {
            addons.push(Addon { product: Product::FlowFree, share: 0.3, bought: joined });
        }
        if has(Story::Unmapped) {
            addons.push(Addon { product: Product::Unmapped, share: 0.4, bought: joined });
        }
        if has(Story::ConvertedTrial) {
            addons.retain(|it| it.product != Product::Copilot);
            addons.push(Addon { product: Product::Copilot, share: 0.3, bought: ago(100) });
        }
        Self {
            period,
            country: chance.weighted(&COUNTRIES),
            size,
            joined,
            gone,
            stopped: suspended.into_iter().chain(gone).min(),
            main: main_products(size, chance),
            addons,
            turnover: chance.level(0.04, 0.22),
            growth: chance.level(0.0, 0.25),
            margin,
            is_keen,
            stories,
        }
    }

    pub(super) fn has(&self, story: Story) -> bool {
        self.stories.contains(&story)
    }

    /// The product that an open trial is of: one that nobody has bought.
    pub(super) fn tried(&self) -> Product {
        let is_bought = self.main.iter().any(|it| it.1 == Product::E5);
        if is_bought { Product::BusinessPremium } else { Product::E5 }
    }

    /// The day `days` before the end of the period, or its first.
    pub(super) fn days_ago(&self, days: i32) -> Day {
        self.period.last().plus(1 - days).max(self.period.first())
    }

    /// The days on which there is somebody on a chair.
    pub(super) fn chair_time(&self, chance: &mut Chance) -> (Day, Option<Day>) {
        let first = self.period.first();
        if self.has(Story::Onboarding) {
            return (self.joined.plus(chance.days(0, 45)), None);
        }
        let early = DayRange::new(self.joined, first.plus(-1));
        let from = match early.filter(|_| !chance.happens(self.growth)) {
            Some(early) => chance.day(early),
            None => chance.day(self.period),
        };
        let ends = chance.happens(0.03).then(|| from.max(first).plus(chance.days(60, 300)));
        let until = ends.filter(|it| *it <= self.period.last()).into_iter().chain(self.gone).min();
        (from, until)
    }
}

fn size(stories: &BTreeSet<Story>, chance: &mut Chance) -> u32 {
    // Half of the customers have fewer than 20 people, the mean is about 55.
    let size = chance.size(20.0, 1.42).clamp(3, 2_500);
    let is_shown = |story| stories.contains(&story);
    if is_shown(Story::ConcealedNames) || is_shown(Story::MissingDays) {
        return size.clamp(60, 160);
    }
    if [Story::ManyQuestions, Story::Shelfware, Story::Turnover].into_iter().any(is_shown) {
        return size.clamp(80, 200);
    }
    let is_quiet = stories.iter().all(|it| matches!(it, Story::FreeSeats | Story::Late));
    if is_quiet { size } else { size.clamp(18, 700) }
}

fn main_products(size: u32, chance: &mut Chance) -> Vec<(u32, Product)> {
    let mixes: &[&[(u32, Product)]] = match size {
        0..=300 => &[
            &[(70, Product::BusinessPremium), (30, Product::BusinessBasic)],
            &[(100, Product::BusinessStandard)],
            &[(60, Product::BusinessStandard), (40, Product::BusinessBasic)],
            &[
                (45, Product::BusinessBasic),
                (35, Product::BusinessStandard),
                (20, Product::ExchangePlan1),
            ],
            &[(100, Product::BusinessPremium)],
            &[(55, Product::ExchangePlan1), (45, Product::AppsForBusiness)],
        ],
        _ => &[
            &[(60, Product::E3), (40, Product::F3)],
            &[(70, Product::E3), (15, Product::E5), (15, Product::F3)],
            &[(55, Product::E5), (45, Product::F3)],
            &[(80, Product::E3), (20, Product::E1)],
        ],
    };
    chance.pick(mixes).to_vec()
}

fn addons(size: u32, period: DayRange, chance: &mut Chance) -> Vec<Addon> {
    const OFFERS: [(Product, f64, f64, f64); 7] = [
        (Product::Copilot, 0.22, 0.05, 0.3),
        (Product::PowerBi, 0.28, 0.05, 0.2),
        (Product::Project, 0.16, 0.03, 0.1),
        (Product::Visio, 0.14, 0.03, 0.08),
        (Product::Sales, 0.09, 0.1, 0.4),
        (Product::CustomerService, 0.05, 0.1, 0.3),
        (Product::BusinessCentral, 0.1, 0.15, 0.5),
    ];
    let mut addons = Vec::new();
    for (product, wanted, low, high) in OFFERS {
        let share = chance.level(low, high);
        let is_new = chance.happens(0.35);
        let bought = if is_new { chance.day(period) } else { period.first().plus(-400) };
        // A handful of people at least, or nobody would sell it to them.
        if chance.happens(wanted) && rounded(f64::from(size) * share) >= 2 {
            addons.push(Addon { product, share, bought });
        }
    }
    addons
}
