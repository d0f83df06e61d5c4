//! What is special about a customer: the things that figures must survive.

use std::collections::BTreeSet;

use super::chance::Chance;

/// Something special about a customer. Days count back from the last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Story {
    /// Everybody uses Yammer, most of them without a licence.
    HeavyYammer,
    /// Ten thousand free seats.
    FreeSeats,
    /// A subscription was bought anew instead of renewed, 135 days ago: the old one has
    /// been through grace and disabled, and is deprovisioned.
    OldDuplicate,
    /// The same 12 days ago: the old one is in grace.
    FreshDuplicate,
    /// A trial that runs, for people who have nothing else.
    OpenTrial,
    /// A trial that became a subscription.
    ConvertedTrial,
    /// Usage reports of Graph with concealed names are all there is.
    ConcealedNames,
    /// Days of activity were lost.
    MissingDays,
    /// Seats were taken away, the people were not.
    SeatsReduced,
    /// The newest two days have not come yet.
    Late,
    /// A product that the catalogue does not know.
    Unmapped,
    /// Suspended for non-payment.
    Suspended,
    /// Gone.
    Cancelled,
    /// Many people left last month and others got their licences.
    Turnover,
    /// Use falls sharply.
    Falling,
    /// Came lately: seats are bought, people follow.
    Onboarding,
    /// Bought far more seats than there are people.
    Shelfware,
    /// Calls all the time to ask how things are done.
    ManyQuestions,
}

/// The first customers that are drawn get these, so that a small demo has them all.
pub(super) const PROMISED: [&[Story]; 13] = [
    &[Story::HeavyYammer, Story::FreeSeats],
    &[Story::OldDuplicate, Story::OpenTrial],
    &[Story::ConcealedNames],
    &[Story::MissingDays, Story::SeatsReduced],
    &[Story::Late, Story::Unmapped],
    &[Story::Suspended],
    &[Story::Cancelled],
    &[Story::Turnover, Story::ConvertedTrial],
    &[Story::Falling],
    &[Story::Onboarding],
    &[Story::FreshDuplicate],
    &[Story::Shelfware],
    &[Story::ManyQuestions],
];

/// Of a thousand other customers, so many have a story that excludes the others.
const COURSES: [(u32, Option<Story>); 10] = [
    (640, None),
    (45, Some(Story::HeavyYammer)),
    (35, Some(Story::OldDuplicate)),
    (25, Some(Story::FreshDuplicate)),
    (40, Some(Story::SeatsReduced)),
    (12, Some(Story::Suspended)),
    (23, Some(Story::Cancelled)),
    (45, Some(Story::Turnover)),
    (75, Some(Story::Falling)),
    (60, Some(Story::Onboarding)),
];

/// And so many of a thousand one or more of these beside it.
const EXTRAS: [(f64, Story); 4] = [
    (0.15, Story::FreeSeats),
    (0.06, Story::OpenTrial),
    (0.05, Story::ConvertedTrial),
    (0.02, Story::Late),
];

/// Draws the story of the customer of this number.
pub(super) fn of(number: usize, chance: &mut Chance) -> BTreeSet<Story> {
    if let Some(promised) = PROMISED.get(number) {
        return promised.iter().copied().collect();
    }
    let course = chance.weighted(&COURSES);
    let extras = EXTRAS.iter().filter(|(share, _)| chance.happens(*share)).map(|it| it.1);
    let mut stories: BTreeSet<Story> = extras.collect();
    stories.extend(course);
    stories
}
