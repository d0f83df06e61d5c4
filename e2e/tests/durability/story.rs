//! A seeded sequence of imports: customers grow, people come, work, and change licences.

use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};

/// A file to import.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

impl File {
    /// Whether it is a list of people that waits to be confirmed.
    pub(crate) fn is_held(&self) -> bool {
        self.name == "last_activity.csv" && self.text.lines().count() <= 1 + FEW
    }
}

/// How many people a list names that is taken at once, and how many the one after it.
const MANY: usize = 9;
const FEW: usize = 3;

/// The customers of the story.
const CUSTOMERS: usize = 6;

const WORKLOADS: [&str; 4] = ["exchange", "teams", "sharepoint", "onedrive"];
const SKUS: [&str; 3] = ["SPE_E3", "SPE_E5", "EXCHANGESTANDARD"];

pub(crate) struct Story {
    chance: StdRng,
    number: usize,
    /// How many people each customer has.
    people: [usize; CUSTOMERS],
}

impl Story {
    pub(crate) fn new(seed: u64) -> Self {
        Self { chance: StdRng::seed_from_u64(seed), number: 0, people: [0; CUSTOMERS] }
    }

    fn pick(&mut self, count: usize) -> usize {
        self.chance.random_range(0..count)
    }

    /// The files of the next import: one or several. Each import changes something.
    pub(crate) fn next(&mut self) -> Vec<File> {
        let number = self.number;
        self.number += 1;
        if number == 0 {
            return vec![Self::customers(), self.subscriptions(0)];
        }
        let day = day(number);
        // Now and then somebody lists all people, and the next time fewer than half of them.
        match number % 11 {
            5 => return vec![Self::snapshot(number, MANY, &day)],
            6 => return vec![Self::snapshot(number - 1, FEW, &day)],
            _ => {}
        }
        match self.pick(8) {
            0 => vec![self.subscriptions(number)],
            1 => self.newcomers(&day),
            2 => vec![self.tickets(number, &day)],
            3 => {
                let mut files = self.newcomers(&day);
                files.extend([self.subscriptions(number), self.activity(&day)]);
                files
            }
            _ => vec![self.activity(&day)],
        }
    }

    fn customers() -> File {
        let rows = (0..CUSTOMERS).map(|it| format!("{},Customer {it}", id(it)));
        table("customers.csv", "customer_id,name", rows)
    }

    fn subscriptions(&mut self, number: usize) -> File {
        let customers: Vec<usize> =
            if number == 0 { (0..CUSTOMERS).collect() } else { vec![self.pick(CUSTOMERS)] };
        let rows: Vec<String> = customers
            .into_iter()
            .flat_map(|customer| SKUS.map(|sku| (customer, sku)))
            .map(|(customer, sku)| {
                let seats = 1 + self.pick(40);
                format!("{},{sku}-1,{sku},{seats},active,{}", id(customer), day(number))
            })
            .collect();
        let header = "customer_id,subscription_id,sku,quantity,status,as_of";
        table("subscriptions.csv", header, rows)
    }

    fn newcomers(&mut self, day: &str) -> Vec<File> {
        let customer = self.pick(CUSTOMERS);
        let first = self.people[customer];
        self.people[customer] += 3 + self.pick(20);
        let new = first..self.people[customer];
        let customer = id(customer);
        let users = new.clone().map(|it| format!("{customer},user-{it},Person {it}"));
        let users = table("users.csv", "customer_id,user_id,display_name", users);
        let held: Vec<String> = new
            .map(|it| format!("{customer},user-{it},{},{day}", SKUS[self.pick(SKUS.len())]))
            .collect();
        vec![users, table("assignments.csv", "customer_id,user_id,sku,assigned_on", held)]
    }

    /// A day of one customer or of several; the file says that the day is complete for them.
    fn activity(&mut self, day: &str) -> File {
        let mut rows = Vec::new();
        let first = self.pick(CUSTOMERS);
        for step in 0..=self.pick(3) {
            let customer = (first + step) % CUSTOMERS;
            for person in 0..=self.people[customer] {
                let workload = WORKLOADS[self.pick(WORKLOADS.len())];
                rows.push(format!("{},user-{person},{workload},{day}", id(customer)));
            }
        }
        table("activity.csv", "customer_id,user_id,workload,day", rows)
    }

    fn snapshot(number: usize, people: usize, day: &str) -> File {
        let customer = id(number % CUSTOMERS);
        let rows = (0..people).map(|it| format!("{customer},user-{it},yammer,{day},{day}"));
        let header = "customer_id,user_id,workload,last_active_on,as_of";
        table("last_activity.csv", header, rows)
    }

    fn tickets(&mut self, number: usize, day: &str) -> File {
        let row = format!("{},ticket-{number},{day},fault", id(self.pick(CUSTOMERS)));
        table("tickets.csv", "customer_id,ticket_id,opened_on,category", [row])
    }
}

/// A catalogue file that makes a product another one each time.
pub(crate) fn catalogue(number: usize) -> File {
    let text = format!(
        "[[sku]]\nid = \"0ad1c5a5-27e4-4c0b-9d0c-4ae9e6b1f0aa\"\npart_number = \"OUR_OWN\"\n\
         name = \"Our own {number}\"\nservice = \"office365\"\nclass = \"paid\"\n\
         base = [\"exchange\"]\naddon = []\n"
    );
    File { name: "own.toml", text }
}

/// The day of an import, one after the other in the months of 2025, the 1st to the 28th.
fn day(number: usize) -> String {
    let (month, day) = (number.div_euclid(28) + 1, number % 28 + 1);
    assert!(month <= 12, "the story has no more than 336 imports");
    format!("2025-{month:02}-{day:02}")
}

fn id(customer: usize) -> String {
    format!("00000000-0000-4000-8000-{:012}", customer + 1)
}

fn table(name: &'static str, header: &str, rows: impl IntoIterator<Item = String>) -> File {
    let mut text = format!("{header}\n");
    for row in rows {
        text.push_str(&row);
        text.push('\n');
    }
    File { name, text }
}
