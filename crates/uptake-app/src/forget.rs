//! Forgetting: a person's names, or a customer with everything that is known of it.
//!
//! A person is forgotten by deleting its names from the vault: what the tables hold is a key
//! that nobody can lead back. A customer is forgotten by destroying its key, and by leaving
//! its rows out of the raw archive and of every version of the tables. The ledger stays as it
//! is, chain and all; an entry of its own says which objects took the place of which.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{CustomerId, UserKey};
use uptake_state::{KnownUser, LedgerRow};
use uptake_store::{Left, RawObject};

use crate::{AppError, Entry, WritableData, entry::leave_out, rebuild::Replayed};

/// What was forgotten.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Names that the vault had.
    pub names: u64,
    /// Objects of the raw archive that others took the place of.
    pub objects: u64,
    /// Files of rows set aside that were removed, as they name the customer or the person.
    pub quarantine_files: u64,
}

impl WritableData {
    /// Destroys a customer's key and deletes its names, and its rows from the raw archive and
    /// from the tables, earlier versions included. Until it is done, readers see the old
    /// tables.
    ///
    /// What stays: the ledger's own words (the customer's id, names of imported files, counts
    /// of rows), and what lies outside of the data folder.
    pub async fn forget_customer(&mut self, customer: CustomerId) -> Result<Forgotten, AppError> {
        let mut entries = self.data.entries().await?;
        let named = objects(&entries);
        let replaced = self.replacements(&entries, customer)?;
        let has_key = self.keys.get(customer).is_some();
        if replaced.is_empty() && !has_key {
            return Err(AppError::UnknownCustomer { customer });
        }
        let users = self.data.state.all_users(customer).await?;
        leave_out(&mut entries, customer, &replaced);
        let objects_replaced = count(replaced.len());
        if let Err(error) = self.commit_forgetting(&entries, customer, replaced).await {
            // What was written for it is of no use to anyone.
            drop(self.data.store.keep_only(&named));
            return Err(error);
        }
        self.data.store.keep_only(&objects(&entries))?;
        let quarantine_files = self.forget_in_quarantine(&entries, customer, None)?;
        Ok(Forgotten { names: count(users.len()), objects: objects_replaced, quarantine_files })
    }

    /// Deletes what a person is called, under each of its names: the id that files use, or the
    /// sign-in name. The person comes back with the next file that names it.
    pub async fn forget_user(
        &mut self,
        customer: CustomerId,
        user: &str,
    ) -> Result<Forgotten, AppError> {
        let all = self.data.state.all_users(customer).await?;
        let known = same_person(&all, user);
        if known.is_empty() {
            return Err(AppError::UnknownUser { customer, user: user.to_owned() });
        }
        for (key, _) in &known {
            self.data.state.forget_user(customer, *key).await?;
        }
        let texts = known.iter().flat_map(|(_, it)| {
            let principal = it.names.principal_name.clone();
            [Some(it.user_id.as_str().to_owned()), principal].into_iter().flatten()
        });
        let texts: BTreeSet<String> = texts.map(|it| it.to_lowercase()).collect();
        let entries = self.data.entries().await?;
        let quarantine_files = self.forget_in_quarantine(&entries, customer, Some(&texts))?;
        Ok(Forgotten { names: count(known.len()), objects: 0, quarantine_files })
    }

    /// What takes the place of the objects that have rows of a customer.
    fn replacements(
        &self,
        entries: &[(LedgerRow, Entry)],
        customer: CustomerId,
    ) -> Result<BTreeMap<String, Option<RawObject>>, AppError> {
        let mut looked_at = BTreeSet::new();
        let mut replaced = BTreeMap::new();
        for object in entries.iter().flat_map(|(_, entry)| entry.objects()) {
            if !looked_at.insert(object.checksum.clone()) {
                continue;
            }
            match self.data.store.without(object, customer)? {
                Left::All => {}
                Left::Other(left) => {
                    replaced.insert(object.checksum.clone(), Some(left));
                }
                Left::Nothing => {
                    replaced.insert(object.checksum.clone(), None);
                }
            }
        }
        Ok(replaced)
    }

    /// Makes tables without the customer, and commits them with the end of its key.
    async fn commit_forgetting(
        &mut self,
        entries: &[(LedgerRow, Entry)],
        customer: CustomerId,
        replaced: BTreeMap<String, Option<RawObject>>,
    ) -> Result<(), AppError> {
        let now = self.data.world.clock.now_millis();
        let entry = Entry::Forget { customer, replaced };
        let before = self.new_generation()?;
        let done = async {
            let Replayed { mut pinned, mut view } = Box::pin(self.replay(entries)).await?;
            view.seq += 1;
            pinned.push((view.seq, self.pinned(&view)?));
            let body = serde_json::to_value(&entry)
                .map_err(|source| AppError::LaterVersion { seq: view.seq, source })?;
            let state = &self.data.state;
            state.append_forgetting(now, entry.kind(), &body, customer, &pinned).await?;
            Ok((pinned, view))
        };
        match done.await {
            Ok((pinned, view)) => {
                self.data.view = view;
                self.keys = self.data.state.keys().await?;
                self.data.state.drop_log().await?;
                self.remove_replaced(&pinned)
            }
            Err(error) => {
                self.old_generation(before);
                Err(error)
            }
        }
    }

    /// Removes files of rows set aside: those of files that were imported for the customer, and
    /// those that name it, or one of these `texts` (in lower case) when only a person is meant.
    pub(crate) fn forget_in_quarantine(
        &self,
        entries: &[(LedgerRow, Entry)],
        customer: CustomerId,
        texts: Option<&BTreeSet<String>>,
    ) -> Result<u64, AppError> {
        let own_id = BTreeSet::from([customer.to_string()]);
        let mut removed = 0;
        for (_, entry) in entries {
            let Entry::Import { files } = entry else { continue };
            for file in files.iter().filter(|it| it.quarantined > 0) {
                let Some(name) = &file.quarantine else { continue };
                let path = self.data.folder.join("quarantine").join(name);
                let Ok(content) = std::fs::read(&path) else { continue };
                let content = String::from_utf8_lossy(&content).to_lowercase();
                let mut words =
                    content.split(|it: char| it.is_whitespace() || "\"'`,;".contains(it));
                let names = words.any(|it| texts.unwrap_or(&own_id).contains(it));
                let is_own = texts.is_none() && file.customer == Some(customer);
                if names || is_own {
                    let failed =
                        |source| AppError::Io { doing: "remove", path: path.clone(), source };
                    std::fs::remove_file(&path).map_err(failed)?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

/// The checksums of all objects that entries name.
pub(crate) fn objects(entries: &[(LedgerRow, Entry)]) -> BTreeSet<String> {
    let objects = entries.iter().flat_map(|(_, entry)| entry.objects());
    objects.map(|it| it.checksum.clone()).collect()
}

/// All users that are one person: by id or sign-in name, and those under the sign-in name of
/// one of these.
fn same_person<'a>(all: &'a [(UserKey, KnownUser)], user: &str) -> Vec<&'a (UserKey, KnownUser)> {
    let mut texts = BTreeSet::from([user.to_lowercase()]);
    loop {
        let is_meant = |it: &&(UserKey, KnownUser)| {
            let id = it.1.user_id.as_str().to_lowercase();
            let principal = it.1.names.principal_name.as_ref().map(|it| it.to_lowercase());
            texts.contains(&id) || principal.is_some_and(|it| texts.contains(&it))
        };
        let found: Vec<_> = all.iter().filter(is_meant).collect();
        let mut more = texts.clone();
        more.extend(
            found.iter().filter_map(|it| Some(it.1.names.principal_name.as_ref()?.to_lowercase())),
        );
        if more == texts {
            return found;
        }
        texts = more;
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
