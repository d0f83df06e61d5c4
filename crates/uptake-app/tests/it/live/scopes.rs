//! Which customers a member may see.

use std::collections::BTreeSet;

use uptake_app::live::{Boundary, Resellers};
use uptake_model::{CustomerId, CustomerScope, Scope};

use crate::folder::{Folder, How, customer};

async fn folder() -> Folder {
    let mut folder = Folder::new("2026-03-20");
    let text = format!(
        "customer_id,name,reseller_id,tags
        {},A,r1,gold;north
        {},B,R2,Gold
        {},C,r3,north
        {},D,,",
        customer(1),
        customer(2),
        customer(3),
        customer(4)
    );
    folder.import(&text, How::default()).await;
    folder
}

async fn numbers(now: &Boundary, customers: CustomerScope, resellers: &Resellers) -> Vec<u128> {
    let scope = now.scope(&customers, resellers).await.unwrap();
    let Scope::Customers(customers) = &*scope else { panic!("all customers") };
    customers.iter().map(|it| it.0.as_u128() & 0xff).collect()
}

fn tag(tag: &str) -> CustomerScope {
    CustomerScope::Tag { tag: tag.to_owned() }
}

fn reseller(id: &str) -> CustomerScope {
    CustomerScope::Reseller { reseller_id: id.to_owned() }
}

#[tokio::test]
async fn a_tag_means_those_that_carry_it_whatever_its_case() {
    let mut folder = folder().await;
    folder.close();
    let live = uptake_app::live::Live::open(folder.path(), folder.world()).await.unwrap();
    let now = live.current().unwrap();
    let none = Resellers::new();
    assert_eq!(numbers(&now, tag("GOLD"), &none).await, [1, 2]);
    assert_eq!(numbers(&now, tag(" north "), &none).await, [1, 3]);
    assert!(numbers(&now, tag("gol"), &none).await.is_empty());
    // No tag is no way to see those without one.
    assert!(numbers(&now, tag(""), &none).await.is_empty());
}

#[tokio::test]
async fn a_distributor_sees_the_customers_of_its_resellers_and_they_only_their_own() {
    let mut folder = folder().await;
    folder.close();
    let live = uptake_app::live::Live::open(folder.path(), folder.world()).await.unwrap();
    let now = live.current().unwrap();
    let below = |ids: &[&str]| ids.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>();
    let resellers = Resellers::from([
        ("distributor".to_owned(), below(&["r1", "middle"])),
        ("Middle".to_owned(), below(&["r2"])),
        // Nobody is kept from writing a circle.
        ("r2".to_owned(), below(&["distributor"])),
    ]);
    assert_eq!(numbers(&now, reseller("Distributor"), &resellers).await, [1, 2]);
    assert_eq!(numbers(&now, reseller("middle"), &resellers).await, [1, 2]);
    assert_eq!(numbers(&now, reseller("r1"), &resellers).await, [1]);
    assert_eq!(numbers(&now, reseller("r3"), &resellers).await, [3]);
    assert!(numbers(&now, reseller(""), &resellers).await.is_empty());
}

#[tokio::test]
async fn a_list_means_what_it_names_and_all_means_all() {
    let mut folder = folder().await;
    folder.close();
    let live = uptake_app::live::Live::open(folder.path(), folder.world()).await.unwrap();
    let now = live.current().unwrap();
    let named: BTreeSet<CustomerId> = [customer(2), customer(77)].into();
    let list = CustomerScope::List { customers: named.clone() };
    let scope = now.scope(&list, &Resellers::new()).await.unwrap();
    assert_eq!(*scope, Scope::Customers(named));
    assert_eq!(now.customers_in(&scope), 1);
    let all = now.scope(&CustomerScope::All, &Resellers::new()).await.unwrap();
    assert_eq!(*all, Scope::All);
    assert_eq!(now.customers_in(&all), 4);
}
