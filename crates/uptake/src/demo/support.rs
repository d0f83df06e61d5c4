//! What customers ask the partner's support, and how content they say they are.

use anyhow::Result;
use uptake_model::{Day, DayRange, facts::UserKind};

use super::{
    chance::{Chance, part, rounded},
    customer::Customer,
    people::Person,
    place::Country,
    product::HABITS,
    story::Story,
    table::Tables,
};

/// For how long the partner has kept its tickets.
const RECORDED_DAYS: i32 = 190;
/// Working days in a window of 28.
const WORKING_DAYS: f64 = 20.0;
/// How-to tickets per 100 people and month of those who ask little.
const LITTLE: (f64, f64) = (0.4, 3.5);
/// And of all: most customers ask little, some ask a lot.
const LOADS: [(u32, (f64, f64)); 3] = [(70, LITTLE), (18, (3.5, 6.5)), (12, (11.0, 18.0))];
/// Other tickets per 100 people and month.
const OTHER_LOAD: f64 = 3.0;
/// The share of customers that are asked how content they are.
const ASKED: f64 = 0.45;

/// What a ticket is about, with what its subject line says in English and in Spanish.
struct Topic {
    category: &'static str,
    subjects: [(&'static str, &'static str); 4],
}

const HOW_TO: Topic = Topic {
    category: "how_to",
    subjects: [
        ("How do I share a calendar with a colleague?", "¿Cómo comparto un calendario?"),
        ("Where can I find an older version of a file?", "¿Dónde veo una versión anterior?"),
        ("Is it possible to record a meeting?", "¿Es posible grabar una reunión?"),
        ("Question about rules for the inbox", "Duda sobre las reglas de la bandeja de entrada"),
    ],
};

const OTHERS: [(u32, Topic); 3] = [
    (
        45,
        Topic {
            category: "fault",
            subjects: [
                ("Error when opening a file", "Error al abrir un archivo"),
                ("The app stopped working after the update", "No funciona desde la actualización"),
                ("Files are not syncing", "No sincroniza los archivos"),
                ("Very slow since this morning", "Va muy lento desde esta mañana"),
            ],
        },
    ),
    (
        35,
        Topic {
            category: "access",
            subjects: [
                ("Password forgotten", "Contraseña olvidada"),
                ("Cannot sign in from home", "No puedo iniciar sesión desde casa"),
                ("New user starts on Monday", "Nuevo usuario a partir del lunes"),
                ("Locked out of the account", "La cuenta está bloqueada"),
            ],
        },
    ),
    (
        20,
        Topic {
            category: "billing",
            subjects: [
                ("Question on the last invoice", "Factura del último mes"),
                ("Purchase order for next year", "Pedido para el año que viene"),
                ("Credit note missing", "Falta el abono"),
                ("Quote for more seats", "Presupuesto para más puestos"),
            ],
        },
    ),
];

/// Writes the tickets and answers of a customer.
pub(super) fn write(
    tables: &mut Tables<'_>,
    customer: &Customer,
    chance: &mut Chance,
) -> Result<()> {
    let period = customer.sketch.period;
    let from = period.last().plus(1 - RECORDED_DAYS).max(period.first());
    let Some(recorded) = DayRange::new(from, period.last()) else { return Ok(()) };
    let (low, high) = match (customer.has(Story::ManyQuestions), customer.sketch.is_keen) {
        (true, _) => (20.0, 26.0),
        (false, true) => LITTLE,
        (false, false) => chance.weighted(&LOADS),
    };
    let how_to_load = chance.level(low, high);
    let mut desk = Desk { tables, customer, chance, number: 0 };
    let is_asked = desk.chance.happens(ASKED);
    for month in recorded.months() {
        let Some(days) = month.range().intersect(recorded) else { continue };
        let people = members(customer, days.last());
        for day in days.iter().filter(|it| it.weekday() < 5) {
            desk.take_tickets(&people, day, how_to_load)?;
        }
        if is_asked {
            desk.take_answers(&people, days, how_to_load)?;
        }
    }
    Ok(())
}

/// The people who are there on a day.
fn members(customer: &Customer, day: Day) -> Vec<&Person> {
    let is_there = |it: &&Person| {
        it.kind == UserKind::Member
            && !it.uses.is_empty()
            && it.from <= day
            && it.until.is_none_or(|until| day < until)
    };
    let is_open = customer.sketch.stopped.is_none_or(|stopped| day < stopped);
    customer.people.iter().filter(is_there).filter(|_| is_open).collect()
}

struct Desk<'a, 'b> {
    tables: &'a mut Tables<'b>,
    customer: &'a Customer,
    chance: &'a mut Chance,
    number: u32,
}

impl Desk<'_, '_> {
    /// How many come on one of so many occasions, when so many are expected.
    fn drawn(&mut self, people: &[&Person], load: f64) -> u32 {
        let people = u32::try_from(people.len()).unwrap_or(u32::MAX);
        let expected = load * f64::from(people) / 100.0 / WORKING_DAYS;
        let whole = expected.floor();
        rounded(whole) + u32::from(self.chance.happens(expected - whole))
    }

    fn take_tickets(&mut self, people: &[&Person], day: Day, how_to_load: f64) -> Result<()> {
        for _ in 0..self.drawn(people, how_to_load) {
            self.ticket(people, day, &HOW_TO)?;
        }
        for _ in 0..self.drawn(people, OTHER_LOAD) {
            let places: Vec<(u32, usize)> =
                OTHERS.iter().enumerate().map(|(at, it)| (it.0, at)).collect();
            let at = self.chance.weighted(&places);
            if let Some((_, topic)) = OTHERS.get(at) {
                self.ticket(people, day, topic)?;
            }
        }
        Ok(())
    }

    fn ticket(&mut self, people: &[&Person], day: Day, topic: &Topic) -> Result<()> {
        let last = self.customer.sketch.period.last();
        let person = *self.chance.pick(people);
        let habit = self.chance.pick(&person.uses).habit;
        let is_about = self.chance.happens(0.85);
        let product = HABITS.get(habit).filter(|_| is_about).map_or("", |it| it.workload);
        let closed = Some(day.plus(self.chance.days(0, 6))).filter(|it| *it <= last);
        // Whoever takes a call does not always say what it is about.
        let category = if self.chance.happens(0.6) { topic.category } else { "" };
        let (english, spanish) = *self.chance.pick(&topic.subjects);
        let is_spanish = self.customer.sketch.country == Country::Spain;
        let mut subject = if is_spanish { spanish } else { english }.to_owned();
        if self.chance.happens(0.12) {
            subject = format!("{subject} ({})", person.display_name);
        } else if self.chance.happens(0.05) {
            subject = format!("{subject} +34 600 {:03} {:03}", day.parts().1, self.number % 1_000);
        }
        self.number += 1;
        let row: [&str; 7] = [
            &self.customer.id.to_string(),
            &format!("T{:05}", self.number),
            &day.to_string(),
            &closed.map(|it| it.to_string()).unwrap_or_default(),
            category,
            product,
            &subject,
        ];
        self.tables.ticket(&row)
    }

    /// The answers of a month: who asks a lot is less content.
    fn take_answers(&mut self, people: &[&Person], days: DayRange, load: f64) -> Result<()> {
        let asked = part(u32::try_from(people.len()).unwrap_or(0), 0.08).min(12);
        for _ in 0..asked {
            let is_content = self.chance.happens(0.86 - load / 40.0);
            let day = self.chance.day(days);
            let (kind, score) = match (self.chance.happens(0.6), is_content) {
                (true, true) => ("csat", self.chance.count(4, 5)),
                (true, false) => ("csat", self.chance.count(1, 3)),
                (false, true) => ("nps", self.chance.count(8, 10)),
                (false, false) => ("nps", self.chance.count(0, 7)),
            };
            self.number += 1;
            let row: [&str; 6] = [
                &self.customer.id.to_string(),
                &format!("S{:05}", self.number),
                &day.to_string(),
                kind,
                &score.to_string(),
                "",
            ];
            self.tables.survey(&row)?;
        }
        Ok(())
    }
}
