//! Measures what an import asks of the identities and the vault:
//! `cargo run --release -p uptake-state --example identities`.
#![expect(clippy::print_stdout, reason = "prints what it measured, for a person to read")]

use std::{hint::black_box, path::Path, time::Instant};

use uptake_model::{CustomerId, Guid, UserId};
use uptake_state::{Keys, Location, State, StateError, UserNames, VaultChanges, VaultUser};

const CUSTOMERS: u32 = 1_000;
const USERS: u32 = 1_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Runtime::new()?;
    let folder = tempfile::tempdir()?;
    let ids: Vec<_> = (0..USERS)
        .map(|it| format!("employee.{it:07}@customer{:05}.onmicrosoft.com", it % CUSTOMERS))
        .collect();
    let mut keys = Keys::default();

    let start = Instant::now();
    for (id, number) in ids.iter().zip(0_u128..) {
        let customer = CustomerId(Guid::from_u128(number % u128::from(CUSTOMERS)));
        let key = keys.key(customer, &mut |buffer| buffer.fill(7));
        black_box(key.user_key(id));
    }
    let first = start.elapsed() / USERS;

    let key = keys.key(CustomerId(Guid::from_u128(0)), &mut |_| {});
    let start = Instant::now();
    black_box(key.user_keys(ids.iter().map(String::as_str)));
    println!(
        "user keys: {:?} each with the lookup of its customer, {:?} in a batch",
        first,
        start.elapsed() / USERS
    );

    runtime.block_on(vault(folder.path(), &keys, &ids))?;
    Ok(())
}

async fn vault(folder: &Path, keys: &Keys, ids: &[String]) -> Result<(), StateError> {
    let state = State::open(&Location::Folder(folder.to_owned())).await?;
    for (keys, what) in [(keys.pending(), "new"), (Vec::new(), "known")] {
        let users = users(ids);
        let start = Instant::now();
        let body = serde_json::json!({});
        state.append(0, "users", &body, VaultChanges { keys, users }).await?;
        println!("vault: {USERS} {what} users in {:?}", start.elapsed());
    }
    Ok(())
}

fn users(ids: &[String]) -> Vec<VaultUser> {
    let mut keys = Keys::default();
    ids.iter()
        .zip(0_u128..)
        .map(|(id, number)| {
            let customer = CustomerId(Guid::from_u128(number % u128::from(CUSTOMERS)));
            VaultUser {
                customer,
                key: keys.key(customer, &mut |buffer| buffer.fill(7)).user_key(id),
                user_id: UserId::new(id.clone()),
                names: Some(UserNames {
                    display_name: Some(format!("Employee Number {number}")),
                    principal_name: Some(id.clone()),
                }),
            }
        })
        .collect()
}
