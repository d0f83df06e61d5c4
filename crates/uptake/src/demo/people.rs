//! The people of a customer: who comes and goes, what they hold, how they work.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Day, DayRange, facts::UserKind};

use super::{
    chance::{Chance, part},
    names,
    product::{HABITS, Product, Shelf},
    sketch::Sketch,
    story::Story,
};

/// An account of a customer.
pub(super) struct Person {
    pub(super) id: String,
    pub(super) kind: UserKind,
    pub(super) display_name: String,
    pub(super) principal_name: String,
    pub(super) department: Option<&'static str>,
    pub(super) from: Day,
    /// The first day without the person.
    pub(super) until: Option<Day>,
    pub(super) holdings: Vec<Holding>,
    pub(super) uses: Vec<Use>,
    /// How hard-working: around 1.
    pub(super) diligence: f32,
    pub(super) leave: Vec<DayRange>,
}

/// A licence that a person holds, or held.
pub(super) struct Holding {
    pub(super) product: Product,
    pub(super) from: Day,
    /// The first day without it.
    pub(super) until: Option<Day>,
}

/// A workload that a person can use.
pub(super) struct Use {
    /// Its place among the [`HABITS`].
    pub(super) habit: usize,
    /// From 0 to 1: people use what others of a smaller number use, too.
    pub(super) appetite: f32,
    pub(super) days: DayRange,
}

impl Holding {
    pub(super) fn on(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// A chair that one person after another sits on, with what they hold.
struct Chair {
    kind: UserKind,
    products: Vec<Product>,
    from: Day,
    until: Option<Day>,
    /// What people here use without holding anything.
    unlicensed: &'static [&'static str],
}

/// Everybody who was there at some time, by id.
pub(super) fn hire(
    sketch: &Sketch,
    domain: &str,
    shelf: &Shelf,
    chance: &mut Chance,
) -> Vec<Person> {
    let mut people = Vec::new();
    for chair in chairs(sketch, chance) {
        for stay in stays(&chair, sketch, chance) {
            people.push(person(&chair, stay, sketch, shelf, chance));
        }
    }
    introduce(&mut people, sketch, domain, chance);
    people
}

/// Gives two people names that trip careless readers of CSV.
pub(super) fn spell_oddly(people: &mut [Person]) {
    let names = ["Serrano Gil, María", "José \"Pepe\" Ruiz Cano"];
    let members = people.iter_mut().filter(|it| it.kind == UserKind::Member);
    for (person, name) in members.zip(names) {
        name.clone_into(&mut person.display_name);
    }
}

fn chairs(sketch: &Sketch, chance: &mut Chance) -> Vec<Chair> {
    let mut chairs = Vec::new();
    for _ in 0..sketch.size {
        let product = chance.weighted(&sketch.main);
        let addons = sketch.addons.iter().filter(|it| chance.happens(it.share));
        let mut products = vec![product];
        products.extend(addons.map(|it| it.product));
        let (from, until) = sketch.chair_time(chance);
        let unlicensed: &[&str] = if sketch.has(Story::HeavyYammer) { &["yammer"] } else { &[] };
        chairs.push(Chair { kind: UserKind::Member, products, from, until, unlicensed });
    }
    let other = |kind, products, unlicensed| {
        let (from, until) = (sketch.joined, sketch.gone);
        Chair { kind, products, from, until, unlicensed }
    };
    if sketch.has(Story::HeavyYammer) {
        // The workshop: people without any licence.
        let workshop = 0..sketch.size.saturating_mul(2);
        chairs.extend(workshop.map(|_| other(UserKind::Member, Vec::new(), &["yammer"])));
    }
    if sketch.has(Story::OpenTrial) {
        let tried_from = sketch.days_ago(18);
        chairs.extend((0..part(sketch.size, 0.12).max(3)).map(|_| Chair {
            from: tried_from.plus(chance.days(0, 6)),
            ..other(UserKind::Member, vec![sketch.tried()], &[])
        }));
    }
    let rooms = if sketch.size > 40 { part(sketch.size, 0.04) } else { 0 };
    let shared = part(sketch.size, 0.1).max(1);
    let guests = part(sketch.size, chance.level(0.03, 0.12)).max(1);
    chairs.extend((0..shared).map(|_| other(UserKind::Shared, Vec::new(), &["exchange"])));
    chairs
        .extend((0..guests).map(|_| other(UserKind::Guest, Vec::new(), &["sharepoint", "teams"])));
    chairs.extend((0..rooms).map(|_| other(UserKind::Room, vec![Product::TeamsRooms], &[])));
    if sketch.size > 15 {
        chairs.push(other(UserKind::Service, Vec::new(), &["exchange"]));
    }
    chairs
}

/// The times that people after another spend on a chair.
fn stays(chair: &Chair, sketch: &Sketch, chance: &mut Chance) -> Vec<(Day, Option<Day>)> {
    let end = chair.until.unwrap_or(sketch.period.last().plus(1));
    let mut stays = Vec::new();
    let mut from = chair.from;
    while from < end {
        let left = leaving(chair, from, sketch, chance).filter(|it| *it < end);
        let Some(left) = left else {
            stays.push((from, chair.until));
            break;
        };
        stays.push((from, Some(left)));
        let gap = if chance.happens(0.6) { chance.days(0, 3) } else { chance.days(4, 45) };
        from = left.plus(gap);
    }
    stays
}

/// The day on which who came on `from` leaves, if so.
fn leaving(chair: &Chair, from: Day, sketch: &Sketch, chance: &mut Chance) -> Option<Day> {
    if chair.kind != UserKind::Member {
        return None;
    }
    let seen_from = from.max(sketch.period.first());
    let left = if sketch.has(Story::Turnover) && chance.happens(0.2) {
        sketch.days_ago(chance.days(3, 22))
    } else if chance.happens(sketch.turnover) {
        seen_from.plus(chance.days(14, 364))
    } else {
        return None;
    };
    (left >= seen_from.plus(14)).then_some(left)
}

fn person(
    chair: &Chair,
    (from, until): (Day, Option<Day>),
    sketch: &Sketch,
    shelf: &Shelf,
    chance: &mut Chance,
) -> Person {
    let held = chair.products.iter().filter_map(|product| {
        let bought = sketch.addons.iter().find(|it| it.product == *product).map(|it| it.bought);
        let from = bought.map_or(from, |it| it.max(from));
        let is_held = until.is_none_or(|until| from < until) && from <= sketch.period.last();
        is_held.then_some(Holding { product: *product, from, until })
    });
    let holdings: Vec<Holding> = held.collect();
    let stopped = until.into_iter().chain(sketch.stopped).min();
    let last = stopped.map_or(sketch.period.last(), |it| it.plus(-1));
    let uses = HABITS.iter().enumerate().filter_map(|(habit, it)| {
        let appetite = chance.share();
        let holdings = holdings.iter().filter(|held| shelf.gives(held.product, it.workload));
        let unlicensed = chair.unlicensed.contains(&it.workload).then_some(from);
        let since = holdings.map(|it| it.from).chain(unlicensed).min()?;
        let days = DayRange::new(since, last)?;
        Some(Use { habit, appetite, days })
    });
    Person {
        uses: uses.collect(),
        id: String::new(),
        kind: chair.kind,
        display_name: String::new(),
        principal_name: String::new(),
        department: None,
        from,
        until,
        holdings,
        diligence: 0.65 + 0.6 * chance.share(),
        leave: leave(sketch, chance),
    }
}

/// The weeks away in the summers of the period.
fn leave(sketch: &Sketch, chance: &mut Chance) -> Vec<DayRange> {
    let (share, longest) = sketch.country.summer_leave();
    let (first_year, ..) = sketch.period.first().parts();
    let (last_year, ..) = sketch.period.last().parts();
    let mut leave = Vec::new();
    for year in first_year..=last_year {
        let Some(earliest) = Day::from_parts(year, 7, 20).filter(|_| chance.happens(share)) else {
            continue;
        };
        let from = earliest.plus(chance.days(0, 18));
        leave.extend(DayRange::new(from, from.plus(chance.days(9, longest))));
    }
    leave
}

/// Gives everybody an id, a name, and an address that nobody else has.
fn introduce(people: &mut [Person], sketch: &Sketch, domain: &str, chance: &mut Chance) {
    let mut ids = BTreeSet::new();
    while ids.len() < people.len() {
        ids.insert(chance.count(0, 0x0fff_ffff));
    }
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    let departments = names::departments(sketch.country);
    for (person, id) in people.iter_mut().zip(ids) {
        person.id = format!("u{id:07x}");
        let named = match person.kind {
            UserKind::Member | UserKind::Guest => names::person(sketch.country, chance),
            UserKind::Shared => names::account("Info", "info"),
            UserKind::Room => names::account("Sala 1", "sala1"),
            UserKind::Service => names::account("Scanner", "scanner"),
        };
        person.department = (person.kind == UserKind::Member).then(|| *chance.pick(departments));
        let again = taken.entry(named.sign_in.clone()).or_default();
        let number = if *again == 0 { String::new() } else { format!("{}", *again + 1) };
        *again += 1;
        person.display_name = named.display_name;
        person.principal_name = match person.kind {
            UserKind::Guest => {
                format!("{}{number}_partner.example#EXT#@{domain}", named.sign_in)
            }
            UserKind::Member | UserKind::Shared | UserKind::Room | UserKind::Service => {
                format!("{}{number}@{domain}", named.sign_in)
            }
        };
    }
}
