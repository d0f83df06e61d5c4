//! What no native file says: random answers of Graph and Partner Center about the customers
//! of a portfolio, and usage reports with plain and with concealed names.

use std::fmt::Write as _;

use uptake_model::{CustomerId, Day, Guid};

use crate::{
    folder::Dice,
    generator::MAPPED,
    portfolio::{Command, Portfolio, sku_id},
};

/// Every list names as many people, so that none of them is held.
const PEOPLE: usize = 6;

/// How many answers of each kind there are about a customer.
const EACH: usize = 3;

/// Lists of users with their licences, licence flags, counted seats with assigned units, and
/// own sales, each as of some days, about the first customer of the portfolio.
pub(crate) fn extras(portfolio: &Portfolio, dice: &mut Dice) -> Vec<Command> {
    let Some(customer) = portfolio.customers.keys().next().copied() else { return Vec::new() };
    let mut commands = Vec::new();
    for kind in [users, seats, own_sales, report, concealed_report] {
        let mut days: Vec<Day> = Vec::new();
        while days.len() < EACH {
            let day = portfolio.today.plus(-i32::try_from(dice.below(60)).unwrap());
            if !days.contains(&day) {
                days.push(day);
            }
        }
        for day in days {
            let text = kind(customer, day, dice);
            commands.push(Command {
                files: vec![text],
                covers: None,
                customer: Some(customer),
                as_of: Some(day),
            });
        }
    }
    commands
}

/// A day before `day`, not far from it.
fn before(day: Day, dice: &mut Dice) -> Day {
    day.plus(-i32::try_from(dice.below(40)).unwrap())
}

fn sku(dice: &mut Dice) -> usize {
    1 + dice.below(MAPPED - 1)
}

/// Graph's `users`: the same people always, with whatever licences they have that day.
fn users(_customer: CustomerId, day: Day, dice: &mut Dice) -> String {
    let people = (0..PEOPLE).map(|user| {
        let id = Guid::from_u128(u128::try_from(500 + user).unwrap());
        let mut licences = Vec::new();
        let mut states = Vec::new();
        for number in 1..MAPPED {
            if dice.below(3) == 0 {
                let sku = sku_id(number);
                licences.push(format!(r#"{{"skuId": "{sku}", "disabledPlans": []}}"#));
                let since = before(day, dice);
                states.push(format!(
                    r#"{{"skuId": "{sku}", "state": "Active",
                    "lastUpdatedDateTime": "{since}T08:00:00Z"}}"#
                ));
            }
        }
        format!(
            r#"{{"id": "{id}", "userPrincipalName": "p{user}@contoso.example",
            "displayName": "P {user}", "userType": "Member",
            "assignedLicenses": [{}], "licenseAssignmentStates": [{}]}}"#,
            licences.join(","),
            states.join(",")
        )
    });
    format!(r#"{{"value": [{}]}}"#, people.collect::<Vec<_>>().join(","))
}

/// Graph's `subscribedSkus`.
fn seats(_customer: CustomerId, _day: Day, dice: &mut Dice) -> String {
    let skus = (1..MAPPED).map(|number| {
        let (enabled, warning, consumed) = (dice.below(30), dice.below(4), dice.below(20));
        format!(
            r#"{{"skuId": "{}", "skuPartNumber": "SKU_{number}", "appliesTo": "User",
            "capabilityStatus": "Enabled", "consumedUnits": {consumed},
            "prepaidUnits": {{"enabled": {enabled}, "suspended": 0, "warning": {warning},
            "lockedOut": 0}}}}"#,
            sku_id(number)
        )
    });
    format!(r#"{{"value": [{}]}}"#, skus.collect::<Vec<_>>().join(","))
}

/// Partner Center's `subscriptions`: what the partner itself sold.
fn own_sales(_customer: CustomerId, _day: Day, dice: &mut Dice) -> String {
    let number = sku(dice);
    format!(
        r#"{{"items": [{{"id": "own-{number}", "offerId": "{}", "offerName": "SKU {number}",
        "unitType": "Licenses", "quantity": {}, "status": "active"}}]}}"#,
        sku_id(number),
        dice.below(15)
    )
}

/// The report on active users: flags, last days of activity and products.
fn report(_customer: CustomerId, day: Day, dice: &mut Dice) -> String {
    rows(day, dice, |user| format!("p{user}@contoso.example"))
}

/// The same with names that the service concealed.
fn concealed_report(_customer: CustomerId, day: Day, dice: &mut Dice) -> String {
    rows(day, dice, |user| format!("{:032X}", 0xABCD_0000_u64 + u64::try_from(user).unwrap()))
}

fn rows(day: Day, dice: &mut Dice, name: impl Fn(usize) -> String) -> String {
    let services = ["Exchange", "OneDrive", "SharePoint", "Skype For Business", "Yammer", "Teams"];
    let each = |what: &str| services.map(|it| what.replace('*', it)).join(",");
    let mut text = format!(
        "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,{},{},{},\
         Assigned Products\n",
        each("Has * License"),
        each("* Last Activity Date"),
        each("* License Assign Date")
    );
    for user in 0..PEOPLE {
        let licensed: Vec<bool> = services.iter().map(|_| dice.below(2) == 0).collect();
        let flags: Vec<&str> =
            licensed.iter().map(|it| if *it { "True" } else { "False" }).collect();
        let mut maybe = |wanted: bool| {
            if wanted { before(day, dice).to_string() } else { String::new() }
        };
        let active: Vec<String> = licensed.iter().map(|it| maybe(*it || user < 2)).collect();
        let since: Vec<String> = licensed.iter().map(|it| maybe(*it)).collect();
        let mut products: Vec<String> = (1..MAPPED).map(|it| format!("SKU {it}")).collect();
        products.push("LOST PRODUCT".to_owned());
        products.retain(|_| dice.below(3) == 0);
        let products = products.join("+");
        writeln!(
            text,
            "{day},{},,False,,{},{},{},{products}",
            name(user),
            flags.join(","),
            active.join(","),
            since.join(",")
        )
        .unwrap();
    }
    text
}
