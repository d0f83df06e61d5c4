//! What is worth doing: recommendations of a data folder, what is decided about them, and the
//! actions that come of it.

mod actions;
mod decisions;
mod recommended;

use std::{fmt::Write as _, sync::Arc};

use uptake_app::{
    Rulebook,
    access::{Access, Decided, Doer, passwords::PasswordCost},
    live::{Boundary, Live, Recommended},
};
use uptake_model::{CustomerId, Day, Scope};
use uptake_play::PlayCode;

use crate::folder::{Folder, How, customer};

/// Who does everything in these tests.
const DOER: Doer<'_> = Doer::Console;

/// What `SPE_E3` gives.
const WORKLOADS: [&str; 6] =
    ["exchange", "teams", "sharepoint", "onedrive", "office_apps", "yammer"];

/// A served data folder.
struct Desk {
    folder: Folder,
    live: Live,
    access: Access,
}

/// A customer of a desk: so many seats of `SPE_E3`, of which the first few people hold one and
/// are active on every day.
struct Bought {
    customer: u128,
    seats: u64,
    held: u64,
}

impl Desk {
    /// A folder with some customers, known from 2026-02-01 to 2026-03-20.
    async fn with(bought: &[Bought]) -> Self {
        let mut folder = Folder::new("2026-03-20");
        for file in files(bought) {
            folder.import(&file, How::default()).await;
        }
        let live = Live::open(folder.path(), folder.world()).await.unwrap();
        let access = Access::open(folder.path(), folder.world(), PasswordCost::RECOMMENDED);
        let access = access.await.unwrap();
        Self { folder, live, access }
    }

    /// Imports a file and shows it.
    async fn take(&mut self, text: &str) {
        self.folder.take(text).await;
        self.live.refresh().await.unwrap();
    }

    fn now(&self) -> Arc<Boundary> {
        self.live.current().unwrap()
    }

    async fn rules(&self) -> Arc<Rulebook> {
        self.access.rulebook().await.unwrap()
    }

    /// What is recommended on the newest day.
    async fn recommended(&self) -> Arc<Recommended> {
        let now = self.now();
        let day = now.acting_day().await.unwrap().unwrap();
        now.recommended(day, &self.rules().await).await.unwrap()
    }

    /// The plays that are recommended to a customer and open, with what is at stake.
    async fn open(&self, of: u128) -> String {
        let decisions = self.access.decisions().await.unwrap();
        let recommended = self.recommended().await;
        let today = self.access.today();
        let open = recommended.of_customer(customer(of));
        let open = open.filter(|it| decisions.about(it, today).is_none());
        let words = open.map(|it| format!("{} {}", it.play, it.stake.count.unwrap()));
        let words: Vec<String> = words.collect();
        words.join(", ")
    }
}

/// The files of some customers.
fn files(bought: &[Bought]) -> [String; 3] {
    let mut seats = "customer_id,subscription_id,sku,quantity,status,as_of\n".to_owned();
    let mut held = "customer_id,user_id,sku,assigned_on\n".to_owned();
    let mut active = "customer_id,user_id,workload,day\n".to_owned();
    let first: Day = "2026-02-01".parse().unwrap();
    for it in bought {
        let id = customer(it.customer);
        writeln!(seats, "{id},s1,SPE_E3,{},active,2026-02-01", it.seats).unwrap();
        for user in 0..it.held {
            writeln!(held, "{id},u{user},SPE_E3,2026-02-01").unwrap();
            for day in 0..=47 {
                for workload in WORKLOADS {
                    writeln!(active, "{id},u{user},{workload},{}", first.plus(day)).unwrap();
                }
            }
        }
    }
    [seats, held, active]
}

fn code(text: &str) -> PlayCode {
    text.parse().unwrap()
}

/// What is decided about, over all customers.
fn about<'a>(
    boundary: &'a Boundary,
    rules: &'a Arc<Rulebook>,
    customer: CustomerId,
    play: &'a PlayCode,
) -> Decided<'a> {
    Decided { boundary, rules, scope: &Scope::All, customer, play }
}
