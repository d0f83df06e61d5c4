//! Portfolios with marked customers, and short ways to ask a server's read model.

use std::{collections::BTreeSet, fmt::Write as _, sync::Arc};

use uptake_app::live::{
    Boundary, CustomersPage, CustomersQuery, Direction, Filter, Live, PageStart, Sort, SortKey,
};
use uptake_calc::Measure;
use uptake_model::{CustomerId, Day, Scope, SellerScope};

use crate::{
    folder::{Dice, Folder, How, customer},
    portfolio::{Command, Known, Portfolio, run},
};

/// A portfolio that is imported, with what its customers are marked with.
pub(crate) struct Marked {
    folder: Folder,
    pub(crate) portfolio: Portfolio,
    pub(crate) live: Live,
}

const COUNTRIES: [&str; 4] = ["ES", "es", "DE", ""];
const SEGMENTS: [&str; 3] = ["smb", "enterprise", ""];
const RESELLERS: [&str; 4] = ["r1", "r2", "R1", ""];
const TAGS: [&str; 5] = ["gold", "Gold;north", "north;", "", "silver;gold;north"];

impl Marked {
    /// The one of this seed.
    pub(crate) async fn of_seed(seed: u64) -> Self {
        let portfolio = Portfolio::of_seed(seed, Known::Daily);
        let mut folder = portfolio.folder().await;
        let days: Vec<Vec<String>> = portfolio.by_day().into_values().collect();
        run(
            &mut folder,
            &[Command { files: days.concat(), covers: None, customer: None, as_of: None }],
        )
        .await;
        let mut dice = Dice(seed + 1_000);
        let mut text = "customer_id,name,domain,country,segment,reseller_id,tags\n".to_owned();
        for id in portfolio.customers.keys() {
            let mut one = |words: &[&'static str]| words[dice.below(words.len())];
            let number = id.0.as_u128() & 0xff;
            let names = ["Ñandú", "ñandú", "Straße", "Contoso", "contoso", "ΟΔΟΣ"];
            let domains = ["example.com", "Beispiel.DE", ""];
            writeln!(
                text,
                "{id},{} {number},{},{},{},{},{}",
                one(&names),
                one(&domains),
                one(&COUNTRIES),
                one(&SEGMENTS),
                one(&RESELLERS),
                one(&TAGS),
            )
            .unwrap();
        }
        // One that no other file knows.
        writeln!(text, "{},Unheard of,,ES,smb,r1,gold", customer(0xfff)).unwrap();
        let path = folder.write("customers.csv", &text);
        folder.import_files(vec![path], How::default()).await;
        let live = Live::open(folder.path(), folder.world()).await.unwrap();
        Self { folder, portfolio, live }
    }

    /// The folder that it was imported into.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(crate) fn now(&self) -> Arc<Boundary> {
        self.live.current().unwrap()
    }

    /// Days near the end of what is known, before it and after it.
    pub(crate) fn days(&self) -> Vec<Day> {
        let today = self.portfolio.today;
        [-80, -40, -28, -10, -3, -1, 0, 1, 2, 20, 31].map(|it| today.plus(it)).to_vec()
    }

    /// Some of the customers, at least one, and not all when there are several.
    pub(crate) fn some(&self, dice: &mut Dice) -> Scope {
        let all: Vec<CustomerId> = self.portfolio.customers.keys().copied().collect();
        let mut chosen: BTreeSet<CustomerId> =
            all.iter().filter(|_| dice.below(2) == 0).copied().collect();
        chosen.insert(all[dice.below(all.len())]);
        Scope::Customers(chosen)
    }

    /// A filter of one or two kinds.
    pub(crate) fn filter(dice: &mut Dice) -> Filter {
        let mut filter = Filter::default();
        for _ in 0..dice.below(3) {
            let one = |dice: &mut Dice, words: &[&str]| {
                BTreeSet::from([words[dice.below(words.len())].to_owned()])
            };
            match dice.below(7) {
                0 => filter.countries = one(dice, &COUNTRIES),
                1 => filter.segments = one(dice, &SEGMENTS),
                2 => filter.resellers = one(dice, &RESELLERS),
                3 => filter.tags = one(dice, &["GOLD", "north", "", "none"]),
                4 => filter.workloads.extend([["w0", "w1", "w3"][dice.below(3)].into()]),
                5 => filter.skus.extend([["SKU_0", "SKU_3", "UNMAPPED"][dice.below(3)].into()]),
                _ => filter.services.extend([["office365", "other"][dice.below(2)].into()]),
            }
        }
        filter
    }
}

/// A question for customers, with everything that a test does not vary.
pub(crate) fn list(day: Day, key: SortKey, direction: Direction) -> CustomersQuery {
    CustomersQuery {
        day,
        sellers: SellerScope::All,
        search: String::new(),
        filter: Filter::default(),
        bands: None,
        sort: Sort { key, direction },
        start: PageStart::At(0),
        limit: 1_000,
    }
}

pub(crate) fn by(measure: Measure) -> SortKey {
    SortKey::Measure(measure)
}

/// The ids of a page.
pub(crate) fn ids(page: &CustomersPage) -> Vec<CustomerId> {
    page.rows.iter().map(|it| it.profile.customer).collect()
}
