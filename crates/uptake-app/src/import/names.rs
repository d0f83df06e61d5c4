//! Users by key while an import is read, and what the vault is to know of them.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{CustomerId, UserId, UserKey, facts::User};
use uptake_state::{Keys, KnownUser, State, StateError, UserNames, VaultChanges, VaultUser};
use uptake_store::UserKeys;

/// Keys users and remembers what the vault is to know of them.
pub(super) struct Names {
    pub(super) keys: Keys,
    /// The file that is being read.
    pub(super) file_no: i64,
    random: fn(&mut [u8]),
    users: BTreeMap<(CustomerId, UserKey), Seen>,
}

struct Seen {
    user: VaultUser,
    /// The file that names the user last.
    file_no: i64,
}

/// What an import adds to the vault.
pub(super) struct Learnt {
    pub(super) vault: VaultChanges,
    /// Whether a name that the vault has becomes another.
    pub(super) renames: bool,
    /// Per file, the users of whom nothing but a name that no table holds is another.
    pub(super) renamed: BTreeMap<i64, u64>,
}

impl Names {
    pub(super) fn new(keys: Keys, random: fn(&mut [u8])) -> Self {
        Self { keys, file_no: 0, random, users: BTreeMap::new() }
    }

    /// What the import calls users so far.
    pub(super) fn called(&self) -> impl Iterator<Item = (CustomerId, &UserNames)> {
        let users = self.users.iter();
        users.filter_map(|((customer, _), it)| Some((*customer, it.user.names.as_ref()?)))
    }

    /// Compares with the vault: names that are new or others are learnt, and the ids of users
    /// never seen before. A snapshot that waits may name some: all ids of its customer are
    /// told.
    pub(super) async fn learn(
        self,
        state: &State,
        new_users: &BTreeSet<(CustomerId, UserKey)>,
        waiting: &BTreeSet<CustomerId>,
    ) -> Result<(Learnt, Keys), StateError> {
        let known = self.known(state, new_users).await?;
        let vault = VaultChanges { keys: self.keys.pending(), users: Vec::new() };
        let mut learnt = Learnt { vault, renames: false, renamed: BTreeMap::new() };
        for (key, Seen { user, file_no }) in self.users {
            let Some(names) = &user.names else {
                if new_users.contains(&key) || waiting.contains(&key.0) {
                    learnt.vault.users.push(user);
                }
                continue;
            };
            let before = known.get(&key).map(|it| &it.names);
            if before == Some(names) {
                continue;
            }
            learnt.renames |= before.is_some();
            // Another sign-in name changes the row in the table too, and is counted there.
            if before.is_some_and(|it| folded(it) == folded(names)) {
                *learnt.renamed.entry(file_no).or_insert(0) += 1;
            }
            learnt.vault.users.push(user);
        }
        Ok((learnt, self.keys))
    }

    /// What the vault has of the users that the import names.
    async fn known(
        &self,
        state: &State,
        new_users: &BTreeSet<(CustomerId, UserKey)>,
    ) -> Result<BTreeMap<(CustomerId, UserKey), KnownUser>, StateError> {
        let named = self
            .users
            .iter()
            .filter(|(key, it)| it.user.names.is_some() && !new_users.contains(key));
        let mut by_customer: BTreeMap<CustomerId, Vec<UserKey>> = BTreeMap::new();
        for ((customer, key), _) in named {
            by_customer.entry(*customer).or_default().push(*key);
        }
        let mut known = BTreeMap::new();
        for (customer, keys) in by_customer {
            let users = state.names(customer, &keys).await?;
            known.extend(users.into_iter().map(|(key, it)| ((customer, key), it)));
        }
        Ok(known)
    }
}

fn folded(names: &UserNames) -> Option<String> {
    names.principal_name.as_ref().map(|it| it.to_lowercase())
}

impl UserKeys for Names {
    fn user_key(&mut self, customer: CustomerId, id: &str) -> UserKey {
        let mut random = self.random;
        self.keys.key(customer, &mut random).user_key(id)
    }

    fn name(&mut self, key: UserKey, user: &User) {
        let names = UserNames {
            display_name: user.display_name.clone(),
            principal_name: user.principal_name.clone(),
        };
        let known = VaultUser {
            customer: user.customer_id,
            key,
            user_id: user.user_id.clone(),
            names: Some(names),
        };
        let seen = Seen { user: known, file_no: self.file_no };
        self.users.insert((user.customer_id, key), seen);
    }

    fn id(&mut self, customer: CustomerId, key: UserKey, id: &UserId) {
        let file_no = self.file_no;
        self.users.entry((customer, key)).or_insert_with(|| Seen {
            user: VaultUser { customer, key, user_id: id.clone(), names: None },
            file_no,
        });
    }
}
