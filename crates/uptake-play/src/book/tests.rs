use super::*;
use crate::{read_play, shipped};

fn idle_seats() -> PlayCode {
    "idle_seats".parse().unwrap()
}

fn shipped_text() -> &'static str {
    shipped().into_iter().find(|(it, _)| it.code == idle_seats()).unwrap().1
}

#[test]
fn a_later_play_replaces_an_earlier_one_of_its_code() {
    let own = shipped_text().replace("default = 5", "default = 50");
    let own = read_play("own.toml", &own).unwrap();
    let book = Playbook::of(shipped().into_iter().map(|(it, _)| it).chain([own]));
    assert_eq!(book.plays().count(), shipped().len());
    let bound = book.bound(&idle_seats(), &Thresholds::default()).unwrap();
    assert_eq!(bound.thresholds, [50, 9_000]);
}

#[test]
fn thresholds_hold_for_their_play_only() {
    let book = Playbook::of(shipped().into_iter().map(|(it, _)| it));
    let mut thresholds = Thresholds::default();
    thresholds.put(idle_seats(), "least_seats".parse().unwrap(), (7, SignalUnit::Seats));
    thresholds.put("gone".parse().unwrap(), "least_seats".parse().unwrap(), (8, SignalUnit::Seats));
    let bound = |code: &str| book.bound(&code.parse().unwrap(), &thresholds).unwrap().thresholds;
    assert_eq!(bound("idle_seats"), [7, 9_000]);
    assert_eq!(bound("duplicate_subscription"), [1]);
}

#[test]
fn a_play_that_is_switched_off_recommends_nothing() {
    let off = read_play("own.toml", &format!("enabled = false\n{}", shipped_text())).unwrap();
    let book = Playbook::of([off]);
    assert!(book.all_bound(&Thresholds::default()).is_empty());
    assert!(book.bound(&idle_seats(), &Thresholds::default()).is_some());
}

#[test]
fn a_threshold_that_was_changed_in_another_unit_is_not_applied() {
    let low: PlayCode = "low".parse().unwrap();
    let text = shipped_text().replace("least_seats", "low");
    let seats = read_play("own.toml", &text).unwrap();
    let mut thresholds = Thresholds::default();
    thresholds.put(idle_seats(), low.clone(), (4_000, SignalUnit::PercentHundredths));
    let of = |play: &Play, thresholds: &Thresholds| {
        let book = Playbook::of([play.clone()]);
        book.bound(&idle_seats(), thresholds).unwrap().thresholds
    };
    assert_eq!(of(&seats, &thresholds)[0], 5, "4,000 seats were never meant");
    thresholds.put(idle_seats(), low, (40, SignalUnit::Seats));
    assert_eq!(of(&seats, &thresholds)[0], 40);
}
