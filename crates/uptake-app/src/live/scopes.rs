//! From the customers that an admin says a member may see to those that they are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_model::{CustomerScope, Scope};

use super::{
    boundary::Boundary, filter::Attribute, labels::Labels, mask::Mask, memory::ScopeKey,
    once::Weigh, search::folded,
};
use crate::AppError;

/// Resellers by the id of the one directly above them.
pub type Resellers = BTreeMap<String, BTreeSet<String>>;

/// What a scope is made of at a boundary.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum ScopeQuestion {
    Tag(String),
    Resellers(BTreeSet<String>),
    List(ScopeKey),
}

/// A scope that was resolved.
pub(super) struct ResolvedScope(Arc<Scope>);

impl Boundary {
    /// The customers that are meant, as their own data says at this boundary.
    ///
    /// A reseller means also those below it. Tags and ids of resellers are compared without
    /// regard to case. A list may name customers that are not known.
    pub async fn scope(
        &self,
        customers: &CustomerScope,
        resellers: &Resellers,
    ) -> Result<Arc<Scope>, AppError> {
        let question = match customers {
            CustomerScope::All => return Ok(Arc::new(Scope::All)),
            CustomerScope::Tag { tag } => ScopeQuestion::Tag(folded(tag.trim())),
            CustomerScope::Reseller { reseller_id } => {
                ScopeQuestion::Resellers(below(reseller_id, resellers))
            }
            CustomerScope::List { customers } => {
                ScopeQuestion::List(ScopeKey::of(&Scope::Customers(customers.clone())))
            }
        };
        let make = async { Ok(ResolvedScope(Arc::new(self.resolve(customers, &question)))) };
        let resolved = self.memory.scopes.get(&(self.seq(), question.clone()), make).await?;
        Ok(Arc::clone(&resolved.0))
    }

    fn resolve(&self, customers: &CustomerScope, question: &ScopeQuestion) -> Scope {
        let mask = match (question, customers) {
            (ScopeQuestion::Tag(tag), _) => self.marked(Attribute::Tag, [tag]),
            (ScopeQuestion::Resellers(ids), _) => self.marked(Attribute::Reseller, ids),
            (ScopeQuestion::List(_), CustomerScope::List { customers }) => {
                return Scope::Customers(customers.clone());
            }
            (ScopeQuestion::List(_), _) => Mask::none(self.directory.len()),
        };
        Scope::Customers(mask.iter().filter_map(|it| self.directory.id(it)).collect())
    }

    /// The customers that have one of some labels; an empty label marks nobody.
    fn marked<'a>(
        &self,
        attribute: Attribute,
        texts: impl IntoIterator<Item = &'a String>,
    ) -> Mask {
        let labels: &Labels = self.directory.labels(attribute);
        let given = texts.into_iter().filter(|it| !it.is_empty());
        let numbers: BTreeSet<u32> = given.filter_map(|it| labels.number(it)).collect();
        Mask::of(self.directory.len(), |at| labels.at(at).iter().any(|it| numbers.contains(it)))
    }
}

/// A reseller and all below it, folded. One that is below itself ends the search.
fn below(reseller: &str, resellers: &Resellers) -> BTreeSet<String> {
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (parent, below) in resellers {
        let below = below.iter().map(|it| folded(it.trim()));
        children.entry(folded(parent.trim())).or_default().extend(below);
    }
    let mut found = BTreeSet::new();
    let mut next = vec![folded(reseller.trim())];
    while let Some(id) = next.pop() {
        if !found.contains(&id) {
            next.extend(children.get(&id).into_iter().flatten().cloned());
            found.insert(id);
        }
    }
    found
}

impl Weigh for ResolvedScope {
    fn bytes(&self) -> usize {
        match &*self.0 {
            Scope::All => 0,
            Scope::Customers(customers) => customers.len() * 32,
        }
    }
}
