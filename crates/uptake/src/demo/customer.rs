//! A customer with everything that the files tell about it.

use uptake_model::{CustomerId, DayRange};

use super::{
    chance::Chance,
    licences::{self, Line},
    names::{self, Company},
    people::{self, Person},
    product::{HABITS, Shelf},
    sketch::Sketch,
    story::Story,
};

/// A customer.
pub(super) struct Customer {
    pub(super) id: CustomerId,
    pub(super) company: Company,
    pub(super) sketch: Sketch,
    pub(super) reseller: Option<&'static str>,
    pub(super) tags: String,
    /// Whether the files name its products by GUID.
    pub(super) names_ids: bool,
    pub(super) people: Vec<Person>,
    pub(super) lines: Vec<Line>,
    /// The share of people who use a workload: by habit, then by day of the period.
    pub(super) adoption: Vec<Vec<f32>>,
}

const RESELLERS: [&str; 5] = ["7104421", "7104422", "7104435", "7104450", "7104467"];
const TAGS: [&str; 6] = ["priority", "renewal-q1", "security-review", "copilot", "at-risk", "vip"];

impl Customer {
    /// Invents the customer of this number.
    pub(super) fn invent(
        number: usize,
        id: CustomerId,
        period: DayRange,
        shelf: &Shelf,
        chance: &mut Chance,
    ) -> Self {
        let sketch = Sketch::draw(number, period, chance);
        let company = names::company(number, sketch.country, chance);
        let mut people = people::hire(&sketch, &company.domain, shelf, chance);
        if number == 0 {
            people::spell_oddly(&mut people);
        }
        let lines = licences::buy(&sketch, &people, chance);
        let reseller = chance.happens(0.35).then(|| *chance.pick(&RESELLERS));
        let tags: Vec<_> = TAGS.into_iter().filter(|_| chance.happens(0.12)).collect();
        let adoption = adoption(&sketch, chance);
        Self {
            id,
            company,
            reseller,
            tags: tags.join(";"),
            names_ids: number == 5 || chance.happens(0.15),
            people,
            lines,
            adoption,
            sketch,
        }
    }

    pub(super) fn has(&self, story: Story) -> bool {
        self.sketch.has(story)
    }

    /// The segment, by size.
    pub(super) fn segment(&self) -> &'static str {
        match self.sketch.size {
            0..=50 => "smb",
            51..=300 => "mid_market",
            _ => "enterprise",
        }
    }
}

/// Adoption differs between customers, drifts from month to month, and is special where the
/// story says so.
fn adoption(sketch: &Sketch, chance: &mut Chance) -> Vec<Vec<f32>> {
    let general = if sketch.is_keen { 0.12 } else { chance.deviation(0.11) - 0.03 };
    let falls_for = chance.days(50, 130);
    let of_habit = |habit: &super::product::Habit| {
        let is_heavy = sketch.has(Story::HeavyYammer) && habit.workload == "yammer";
        let own = if is_heavy { 0.75 } else { chance.deviation(0.08) };
        let mut level = habit.adoption + general + own;
        let mut drift = chance.deviation(0.000_4);
        let each = sketch.period.iter().map(|day| {
            if day.parts().2 == 1 {
                drift = chance.deviation(0.000_4);
            }
            level = (level + drift).clamp(0.02, 1.0);
            level
                * course(
                    sketch,
                    day.days_since(sketch.period.last()),
                    falls_for,
                    day.days_since(sketch.joined),
                )
        });
        each.map(narrowed).collect()
    };
    HABITS.iter().map(of_habit).collect()
}

/// How much the story takes from adoption on the day `offset` (0 is the last).
fn course(sketch: &Sketch, offset: i32, falls_for: i32, since_joined: i32) -> f64 {
    if sketch.has(Story::Falling) {
        let fallen = f64::from((offset + falls_for).max(0)) / f64::from(falls_for);
        return 1.0 - 0.75 * fallen;
    }
    if sketch.has(Story::Onboarding) {
        return (0.25 + 0.75 * f64::from(since_joined) / 60.0).clamp(0.0, 1.0);
    }
    1.0
}

/// The number with fewer digits: millions of comparisons need no more.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "the standard library has no other way from `f64` to `f32`"
)]
fn narrowed(value: f64) -> f32 {
    value as f32
}
