//! Laws of `spec/metrics.md`, 9, for what answers and reports say beside native files: whole
//! lists, licence flags, counted seats and units, own sales, concealed names.

use crate::{
    extras::extras,
    folder::{Dice, Folder, export_all, parse},
    portfolio::{Known, Portfolio, run},
};

/// Each takes some seconds.
const SEEDS: [u64; 4] = [101, 102, 103, 104];

/// A portfolio of one customer.
fn small(seed: u64) -> Portfolio {
    let mut portfolio = Portfolio::of_seed(seed, Known::Ranges);
    let first = portfolio.customers.keys().next().copied();
    portfolio.customers.retain(|it, _| Some(*it) == first);
    portfolio
}

async fn recomputed(folder: &mut Folder) -> String {
    folder.writable().await.roll_up().await.unwrap();
    folder.digest().await
}

#[tokio::test]
async fn answers_in_any_order_and_twice_give_the_same_state_as_recomputed() {
    for seed in SEEDS {
        let portfolio = small(seed);
        let answers = extras(&portfolio, &mut Dice(seed));
        let mut one_way = portfolio.imported().await;
        run(&mut one_way, &answers).await;

        let mut other_way = portfolio.folder().await;
        let mut commands = portfolio.commands(&mut Dice(seed), 1);
        commands.extend(answers.clone());
        commands.extend(answers.into_iter().step_by(4));
        let mut dice = Dice(seed + 1);
        dice.shuffle(&mut commands);
        run(&mut other_way, &commands).await;

        let digest = one_way.digest().await;
        assert_eq!(digest, recomputed(&mut one_way).await, "seed {seed}: in order, recomputed");
        let other = other_way.digest().await;
        assert_eq!(other, recomputed(&mut other_way).await, "seed {seed}: shuffled, recomputed");
        assert_eq!(digest, other, "seed {seed}: in another order");
        let (one_way, other_way) = (one_way.data().await, other_way.data().await);
        let all = export_all(one_way, portfolio.days).await;
        assert!(all == export_all(other_way, portfolio.days).await, "seed {seed}");
    }
}

#[tokio::test]
async fn answers_one_by_one_are_recomputed_as_they_are_rebuilt() {
    for seed in [111] {
        let portfolio = small(seed);
        let mut folder = portfolio.imported().await;
        let mut dice = Dice(seed);
        let mut answers = extras(&portfolio, &mut dice);
        dice.shuffle(&mut answers);
        for (at, answer) in answers.iter().enumerate() {
            run(&mut folder, std::slice::from_ref(answer)).await;
            if at % 5 == 4 {
                let digest = folder.digest().await;
                assert_eq!(digest, recomputed(&mut folder).await, "seed {seed}, answer {at}");
            }
        }
        let digest = folder.digest().await;
        folder.writable().await.rebuild().await.unwrap();
        assert_eq!(digest, folder.digest().await, "seed {seed}, rebuilt");
        assert_own_is_a_part(&export_all(folder.data().await, portfolio.days).await, seed);
    }
}

/// Own seats and entitlements are never more than those of all sellers.
fn assert_own_is_a_part(exports: &str, seed: u64) {
    let mut compared = 0;
    for (part, whole) in [("sold_own", "sold"), ("entitlements_own", "entitlements")] {
        let export = exports
            .split("day,")
            .find(|it| it.lines().next().is_some_and(|it| it.split(',').any(|it| it == part)));
        let (header, rows) = parse(&format!("day,{}", export.unwrap()));
        let at = |name: &str| header.iter().position(|it| it == name).unwrap();
        for row in &rows {
            let number = |it: usize| row[it].parse::<u64>().unwrap_or(0);
            assert!(number(at(part)) <= number(at(whole)), "seed {seed}: {row:?}");
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} rows");
}
