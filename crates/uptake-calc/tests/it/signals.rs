//! Unused seats, growth, tickets and satisfaction against their reference, over random
//! customers; and the laws that `docs/signals.md` states.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, option, prelude::*};
use uptake_calc::{
    Answer, CommercialDay, Cost, DayCounts, Flow, Growth, GrowthMonth, GrowthScope, ListPrice,
    OwnPrice, PricedSeats, Satisfaction, SignalFacts, SubscriptionTerms, Surveyed, TicketCategory,
    TicketCounts, TicketFact, growth, newest_ticket_load, per_hundred, renewals, rollup, signals,
    ticket_load, unused_seats,
};
use uptake_model::{
    Amount, Currency, Day, DayRange, SellerScope, counts::CoverageState, facts::Seller,
    percent::Percent,
};

use crate::{
    generator::{SKUS, World, worlds},
    signals_reference::{
        Five, Money, due, grown, is_reported, satisfaction, sold_on, tickets, trial_users, unused,
    },
};

/// What a record says beside its state.
#[derive(Debug, Clone, Copy)]
struct Extra {
    price: OwnPrice,
    currency: Option<&'static str>,
    commitment: Option<i32>,
    is_monthly: bool,
    auto_renew: Option<bool>,
    created: Option<i32>,
    is_aggregate: bool,
}

/// A customer with terms and a price list.
#[derive(Debug, Clone)]
struct Trade {
    world: World,
    terms: Vec<SubscriptionTerms>,
    prices: Vec<ListPrice>,
}

fn currencies() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just("EUR"), 1 => Just("USD")]
}

fn own_prices() -> impl Strategy<Value = OwnPrice> {
    prop_oneof![
        5 => Just(OwnPrice::Untold),
        1 => Just(OwnPrice::Inexact),
        5 => (1..30_u128).prop_map(|it| OwnPrice::Told(euros(it))),
    ]
}

fn extras() -> impl Strategy<Value = Extra> {
    (
        own_prices(),
        option::weighted(0.7, currencies()),
        option::weighted(0.7, -20..130),
        (any::<bool>(), any::<Option<bool>>()),
        option::weighted(0.5, -90..10),
        prop::bool::weighted(0.1),
    )
        .prop_map(
            |(price, currency, commitment, (is_monthly, auto_renew), created, is_aggregate)| {
                Extra { price, currency, commitment, is_monthly, auto_renew, created, is_aggregate }
            },
        )
}

fn trades() -> impl Strategy<Value = Trade> {
    let line = (0..SKUS, currencies(), option::weighted(0.9, 1..30_u128), option::of(-60..60));
    (worlds(), vec(extras(), 8), vec(line, 0..8)).prop_map(|(world, extras, lines)| {
        let first = world.days.first();
        let terms = world.facts.subscriptions.iter().enumerate().map(|(at, state)| {
            let it = extras[at % extras.len()];
            SubscriptionTerms {
                state: *state,
                own_price: it.price,
                currency: it.currency.and_then(Currency::parse),
                commitment_end: it.commitment.map(|days| first.plus(days)),
                is_monthly: it.is_monthly,
                auto_renew: it.auto_renew,
                created_on: it.created.map(|days| state.day.plus(days)),
                is_aggregate: extras[state.subscription % extras.len()].is_aggregate,
            }
        });
        let terms = terms.collect();
        // One line for each identity.
        let lines: BTreeMap<_, _> =
            lines.into_iter().map(|(sku, of, price, from)| ((sku, of, from), price)).collect();
        let prices = lines.into_iter().map(|((sku, of, from), price)| ListPrice {
            sku,
            currency: Currency::parse(of).unwrap(),
            amount: price.map(euros),
            valid_from: from.map(|days| first.plus(days)),
        });
        let prices = prices.collect();
        Trade { world, terms, prices }
    })
}

/// Prices with a fraction, so that nothing rounds unseen.
fn euros(price: u128) -> Amount {
    Amount::from_millionths(price * 1_000_000 + 333_333)
}

fn money(cost: &Cost) -> Money {
    let amounts = cost.by_currency.iter().map(|(of, it)| (*of, it.millionths()));
    (amounts.collect(), cost.unpriced_seats)
}

fn priced(seats: &PricedSeats) -> (u64, Money) {
    (seats.seats, money(&seats.cost))
}

fn five(flow: &Flow) -> Five {
    [flow.start, flow.gained, flow.first_seen, flow.lost, flow.end]
}

fn counts(trade: &Trade, day: Day) -> DayCounts {
    DayCounts::of(&rollup(&trade.world.plan(), &trade.world.facts, trade.world.days), day)
}

fn on(trade: &Trade, day: Day) -> CommercialDay<'_> {
    CommercialDay {
        terms: &trade.terms,
        prices: &trade.prices,
        day,
        sellers: SellerScope::All,
        is_concealed: false,
    }
}

proptest! {
    #[test]
    fn unused_seats_are_those_of_the_reference(trade in trades(), is_concealed: bool) {
        let (plan, facts) = (trade.world.plan(), &trade.world.facts);
        for day in trade.world.days.iter().step_by(9) {
            let of = (&counts(&trade, day), Some(facts));
            let got = unused_seats(&plan, of, CommercialDay { is_concealed, ..on(&trade, day) });
            let expected = unused(&plan, facts, &trade.terms, &trade.prices, day, is_concealed);
            prop_assert_eq!(got.len(), expected.len());
            for (sku, it) in got {
                let expected = &expected[&sku];
                prop_assert_eq!((it.sold, it.assigned, it.idle),
                    (expected.sold, expected.assigned, expected.idle), "{} on {}", sku, day);
                let workloads = plan.skus()[sku].workloads();
                let is_told = it.assigned != Some(0) && it.idle.is_some();
                let unreported = workloads.filter(|it| is_told && !is_reported(&plan, facts, *it, day));
                prop_assert_eq!(&it.unreported, &unreported.collect::<Vec<_>>());
                prop_assert_eq!(&it.exposure.as_ref().map(priced), &expected.exposure);
                prop_assert_eq!(&it.reassignable.as_ref().map(priced), &expected.reassignable);
                let reducible = it.reducible.map(|it| it.iter().map(priced).collect::<Vec<_>>());
                prop_assert_eq!(&reducible, &expected.reducible);
            }
        }
    }

    #[test]
    fn own_unused_seats_are_what_lies_on_own_subscriptions(trade in trades()) {
        let (plan, facts) = (trade.world.plan(), &trade.world.facts);
        let day = trade.world.days.last();
        let of = (&counts(&trade, day), Some(facts));
        let all = unused_seats(&plan, of, on(&trade, day));
        let own = CommercialDay { sellers: SellerScope::Own, ..on(&trade, day) };
        let own = unused_seats(&plan, of, own);
        let sold = |sku: usize, sellers| {
            let terms = sold_on(&plan, &trade.terms, sku, day);
            let theirs = terms.iter().filter(|it| sellers == SellerScope::All || it.1 == Seller::Own);
            theirs.map(|it| it.0).sum::<u64>()
        };
        for (sku, whole) in &all {
            let theirs = sold(*sku, SellerScope::Own);
            prop_assert_eq!(whole.sold, sold(*sku, SellerScope::All));
            prop_assert_eq!(own.contains_key(sku), theirs > 0);
            let Some(it) = own.get(sku) else { continue };
            prop_assert_eq!((it.sold, it.assigned, it.idle), (theirs, whole.assigned, whole.idle));
            let seats = |it: &Option<PricedSeats>| it.as_ref().map(|it| it.seats);
            let most = |it: &Option<PricedSeats>| seats(it).map(|it| it.min(theirs));
            prop_assert_eq!(seats(&it.exposure), most(&whole.exposure));
            prop_assert_eq!(seats(&it.reassignable), most(&whole.reassignable));
            prop_assert_eq!(&it.reducible, &whole.reducible);
        }
    }

    #[test]
    fn unused_seats_are_nested(trade in trades()) {
        let (plan, facts) = (trade.world.plan(), &trade.world.facts);
        let within = |inner: &PricedSeats, outer: &PricedSeats| {
            let (inner_money, outer_money) = (money(&inner.cost), money(&outer.cost));
            inner.seats <= outer.seats
                && inner_money.1 <= outer_money.1
                && inner_money.0.iter().all(|(of, it)| outer_money.0.get(of) >= Some(it))
        };
        let day = trade.world.days.last();
        let counts = counts(&trade, day);
        for it in unused_seats(&plan, (&counts, Some(facts)), on(&trade, day)).values() {
            let (Some(exposure), Some([soon, later])) = (&it.exposure, &it.reducible) else {
                prop_assert_eq!((&it.exposure, &it.reducible, &it.reassignable), (&None, &None, &None));
                continue;
            };
            prop_assert!(within(soon, later));
            prop_assert!(within(later, exposure));
            prop_assert!(it.reassignable.as_ref().is_none_or(|all| within(exposure, all)));
            prop_assert!(it.reassignable.as_ref().is_none_or(|all| all.seats <= it.sold));
        }
    }

    #[test]
    fn growth_is_that_of_the_reference(
        trade in trades(), own_only: bool, group in vec(any::<bool>(), SKUS)
    ) {
        let plan = trade.world.plan();
        let group: BTreeSet<usize> = (0..SKUS).filter(|it| group[*it]).collect();
        let sellers = if own_only { SellerScope::Own } else { SellerScope::All };
        let has_sku = |sku: usize| group.contains(&sku);
        for month in trade.world.days.months() {
            let month = GrowthMonth::new(month, trade.world.days.last()).unwrap();
            let got = growth(&plan, &trade.terms, month, GrowthScope { sellers, has_sku: &has_sku });
            let expected = grown(&plan, &trade.terms, month, own_only, &group);
            prop_assert_eq!(five(&got.customers), expected.customers);
            prop_assert_eq!(five(&got.seats), expected.seats);
            prop_assert_eq!(five(&got.subscriptions), expected.subscriptions);
            let trials = [got.trials.started, got.trials.converted, got.trials.ended];
            prop_assert_eq!(trials, expected.trials);
        }
    }

    #[test]
    fn flows_lead_from_start_to_end_and_months_meet(trade in trades()) {
        let plan = trade.world.plan();
        let all = |_: usize| true;
        let scope = GrowthScope { sellers: SellerScope::All, has_sku: &all };
        let mut before: Option<Growth> = None;
        for month in trade.world.days.months() {
            let month = GrowthMonth::new(month, trade.world.days.last()).unwrap();
            let it = growth(&plan, &trade.terms, month, scope);
            for flow in [it.customers, it.seats, it.subscriptions] {
                prop_assert_eq!(flow.start + flow.gained + flow.first_seen, flow.end + flow.lost);
            }
            if let Some(before) = before {
                prop_assert_eq!(before.customers.end, it.customers.start);
                prop_assert_eq!(before.seats.end, it.seats.start);
                prop_assert_eq!(before.subscriptions.end, it.subscriptions.start);
            }
            before = Some(it);
        }
    }

    #[test]
    fn renewals_are_those_of_the_reference(trade in trades(), within in 0..120) {
        let plan = trade.world.plan();
        let all = |_: usize| true;
        let scope = GrowthScope { sellers: SellerScope::All, has_sku: &all };
        let day = trade.world.days.last();
        let got = renewals(&plan, &trade.terms, &trade.prices, (day, within), scope);
        let expected = due(&plan, &trade.terms, &trade.prices, day, within);
        prop_assert_eq!((got.subscriptions, got.seats.seats, money(&got.seats.cost)), expected);
    }

    #[test]
    fn tickets_are_those_of_the_reference(
        opened in vec((0..60, option::of(0..5_usize), option::of(0..3_usize)), 0..40),
        covered in vec((0..60, 0..30), 0..3),
        asked in (0..60, 0..40),
    ) {
        let first: Day = "2026-01-15".parse().unwrap();
        let range = |(from, further): (i32, i32)| {
            DayRange::new(first.plus(from), first.plus(from + further)).unwrap()
        };
        let facts: Vec<TicketFact> = opened.iter().map(|(day, category, workload)| TicketFact {
            opened_on: first.plus(*day),
            category: category.map(|it| TicketCategory::ALL[it]),
            workload: *workload,
        }).collect();
        let covered: Vec<DayRange> = covered.into_iter().map(range).collect();
        let days = range(asked);
        let got = ticket_load(&facts, &covered, days);
        let (known, how_to, all) = tickets(&facts, &covered, days);
        prop_assert_eq!(got.days_covered, known);
        prop_assert_eq!(got.counts.map(|it| (it.how_to, it.total())),
            (known > 0).then_some((how_to, all)));
        let state = match known {
            0 => CoverageState::Missing,
            it if it == u64::try_from(days.days()).unwrap() => CoverageState::Complete,
            _ => CoverageState::LowerBound,
        };
        prop_assert_eq!(got.coverage, state);
        let named = facts.iter().filter(|it| it.workload.is_some()).count();
        let by_workload: u64 = got.by_workload.values().map(TicketCounts::total).sum();
        prop_assert!(by_workload <= u64::try_from(named).unwrap() && by_workload <= all);
    }

    #[test]
    fn satisfaction_is_that_of_the_reference(
        given in vec((0..40, any::<bool>(), 0..11_u64), 0..30), asked in (0..40, 0..40)
    ) {
        let first: Day = "2026-01-15".parse().unwrap();
        let answers: Vec<(Day, Answer)> = given.iter().map(|(day, is_nps, score)| {
            let answer = if *is_nps { Answer::Nps(*score) } else { Answer::Csat(1 + score % 5) };
            (first.plus(*day), answer)
        }).collect();
        let days = DayRange::new(first.plus(asked.0), first.plus(asked.0 + asked.1)).unwrap();
        let got = Satisfaction::of(&answers, days);
        let shown = |it: Option<u64>| it.map(|it| i64::try_from(it).unwrap());
        let satisfied = got.satisfied_percent().map(Percent::hundredths);
        prop_assert_eq!(
            (shown(got.csat_mean_hundredths()), shown(satisfied), got.nps()),
            satisfaction(&answers, days)
        );
    }

    #[test]
    fn signals_say_what_the_counts_say(trade in trades()) {
        let (plan, facts) = (trade.world.plan(), &trade.world.facts);
        let day = trade.world.days.last();
        let counts = DayCounts::of(&rollup(&plan, facts, trade.world.days), day);
        let load = ticket_load(&[], &[], DayRange::single(day));
        let answers = Satisfaction::default();
        let of = SignalFacts {
            counts: &counts, facts: Some(facts), on: on(&trade, day), tickets: &load,
            satisfaction: &answers, surveyed: Surveyed { csat: true, nps: false },
        };
        let got = signals(&plan, of);
        let mut without = signals(&plan, SignalFacts { facts: None, ..of });
        without.customer.reassignable_seats = got.customer.reassignable_seats;
        for (sku, it) in &mut without.skus {
            it.reassignable_seats = got.skus[sku].reassignable_seats;
        }
        prop_assert_eq!(&without, &got, "only idle people need the facts");
        prop_assert_eq!(got.workloads.len(), counts.usage.len());
        prop_assert_eq!(got.skus.len(), counts.deployment.len());
        prop_assert_eq!(got.customer.tickets, None);
        prop_assert_eq!(got.customer.csat_mean, None);
        let is_known = counts.people.is_some();
        prop_assert_eq!(got.customer.csat_answers, is_known.then_some(0));
        prop_assert_eq!(got.customer.nps_answers, None, "nobody was ever asked");
        let sold = unused(&plan, facts, &trade.terms, &trade.prices, day, false);
        let exposed: Vec<u64> = sold.values().filter_map(|it| it.exposure.as_ref()).map(|it| it.0).collect();
        let is_known = sold.is_empty() || !exposed.is_empty();
        let exposed = i64::try_from(exposed.iter().sum::<u64>()).unwrap();
        prop_assert_eq!(got.customer.unused_paid_seats, is_known.then_some(exposed));
        prop_assert_eq!(got.customer.reducible_seats_90.is_some(), is_known);
        let parts = [
            got.customer.overage_turnover, got.customer.overage_duplicate,
            got.customer.overage_trial, got.customer.overage_unlicensed,
            got.customer.overage_other,
        ];
        prop_assert_eq!(got.customer.overage, parts.into_iter().sum::<Option<i64>>());
        for (workload, it) in &got.workloads {
            let counts = &counts.usage[&plan.workload_number(workload).unwrap()];
            let is_whole = counts.coverage == CoverageState::Complete;
            prop_assert_eq!(it.active_users.is_some(), is_whole);
            prop_assert!(is_whole || it.covered_usage_percent.is_none());
        }
        for (sku, it) in &got.skus {
            let expected = trial_users(&plan, &counts, plan.sku_number(sku).unwrap());
            prop_assert_eq!(it.trial_active_users, expected, "{}", sku);
            prop_assert!(it.trial_active_users <= it.trial_seats);
            prop_assert!(it.reducible_seats_90 <= it.unused_paid_seats);
        }
    }
}

#[test]
fn surveys_are_known_from_their_first_answer_on() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let answers = [(day("2026-03-04"), Answer::Csat(4)), (day("2026-03-06"), Answer::Nps(9))];
    let by = |text| {
        let known = Surveyed::by(&answers, day(text));
        (known.csat, known.nps)
    };
    assert_eq!(by("2026-03-03"), (false, false));
    assert_eq!(by("2026-03-04"), (true, false));
    assert_eq!(by("2027-03-04"), (true, true));
}

#[test]
fn a_ratio_without_people_is_unknown() {
    assert_eq!(per_hundred(Some(3), Some(0)), None);
    assert_eq!(per_hundred(Some(3), None), None);
    assert_eq!(per_hundred(None, Some(3)), None);
    assert_eq!(per_hundred(Some(5), Some(206)), Some(243));
}

#[test]
fn every_signal_is_found_by_its_name() {
    let all = uptake_calc::CustomerSignals { nps: Some(-5), ..Default::default() };
    assert_eq!(all.value("nps"), Some(-5));
    assert_eq!(all.value("nothing"), None);
    let names: Vec<_> = uptake_calc::signal_names().map(|it| (it.level, it.name)).collect();
    let once: BTreeSet<_> = names.iter().copied().collect();
    assert_eq!(once.len(), names.len());
}

#[test]
fn a_load_is_of_the_newest_28_days_of_which_all_tickets_are_known() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let covered = [DayRange::new(day("2026-09-01"), day("2026-10-31")).unwrap()];
    let ticket = |on: &str| TicketFact {
        opened_on: day(on),
        category: Some(TicketCategory::HowTo),
        workload: None,
    };
    let tickets = [ticket("2026-10-04"), ticket("2026-10-05"), ticket("2026-10-31")];
    let how_to = |on: &str| {
        let load = newest_ticket_load(&tickets, &covered, (day(on), 14));
        load.whole().map(|it| it.how_to)
    };
    assert_eq!(how_to("2026-10-31"), Some(3), "from the 4th to the 31st");
    assert_eq!(how_to("2026-11-14"), Some(3), "still those");
    assert_eq!(how_to("2026-11-15"), None, "nothing has come in for too long");
    assert_eq!(how_to("2026-10-30"), Some(2), "no day after the asked one counts");
}
