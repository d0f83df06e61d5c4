//! Who the customers are, at one import boundary.

use std::{collections::BTreeMap, sync::OnceLock};

use uptake_calc::CustomerTotals;
use uptake_model::{CustomerId, Day, DayRange, Scope};
use uptake_store::CustomerRow;

use super::{
    filter::Attribute,
    labels::Labels,
    mask::Mask,
    order::{Ranks, TextKey},
    search::{SEPARATOR, Texts, folded},
};
use crate::{AppError, Data};

/// All customers that a file names, by id ascending; a customer's place is its number.
pub(super) struct Directory {
    ids: Vec<CustomerId>,
    known: Vec<Option<DayRange>>,
    /// The days of all customers together.
    extent: Option<DayRange>,
    names: Texts,
    domains: Texts,
    /// Name, domain and id, folded, each ended by a separator.
    searched: Texts,
    labels: [Labels; 4],
    ranks: [OnceLock<Ranks>; TextKey::ALL.len()],
}

/// A customer's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerProfile {
    /// The customer.
    pub customer: CustomerId,
    /// Its name; empty when no file gives it.
    pub name: String,
    /// The primary domain.
    pub domain: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The segment.
    pub segment: Option<String>,
    /// The indirect reseller.
    pub reseller: Option<String>,
    /// The tags, sorted.
    pub tags: Vec<String>,
    /// The days of which anything is known; `None` when no file says more than its name.
    pub known: Option<DayRange>,
}

/// A customer with its figures over the products that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerSummary {
    /// The customer.
    pub profile: CustomerProfile,
    /// Its figures.
    pub totals: CustomerTotals,
}

impl Directory {
    /// Reads who the customers are.
    pub(super) async fn read(data: &Data) -> Result<Self, AppError> {
        let view = &data.view;
        let rows = data.store.customers(&view.pins, view.rules(), &Scope::All).await?;
        let extents = data.store.extents(&view.pins, view.rules(), &Scope::All).await?;
        Ok(Self::of(&rows, &extents))
    }

    fn of(rows: &[CustomerRow], extents: &BTreeMap<CustomerId, DayRange>) -> Self {
        let mut records: BTreeMap<CustomerId, Option<&CustomerRow>> =
            extents.keys().map(|it| (*it, None)).collect();
        records.extend(rows.iter().map(|it| (it.customer_id, Some(it))));
        let (mut names, mut domains, mut searched) =
            (Texts::default(), Texts::default(), Texts::default());
        for (id, record) in &records {
            let name = record.map_or("", |it| &it.name);
            let domain = record.and_then(|it| it.domain.as_deref()).unwrap_or_default();
            names.push(name);
            domains.push(domain);
            let (name, domain) = (folded(name), folded(domain));
            searched.push(&format!("{name}{SEPARATOR}{domain}{SEPARATOR}{id}{SEPARATOR}"));
        }
        let labels = Attribute::ALL.map(|attribute| {
            let given =
                records.values().map(|it| it.map_or_else(Vec::new, |it| given(it, attribute)));
            Labels::of(&given.collect::<Vec<_>>())
        });
        Self {
            known: records.keys().map(|it| extents.get(it).copied()).collect(),
            extent: extents.values().copied().reduce(DayRange::hull),
            ids: records.into_keys().collect(),
            names,
            domains,
            searched,
            labels,
            ranks: TextKey::ALL.map(|_| OnceLock::new()),
        }
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The customer at a place.
    pub(super) fn id(&self, at: usize) -> Option<CustomerId> {
        self.ids.get(at).copied()
    }

    /// The place of a customer.
    pub(super) fn place(&self, customer: CustomerId) -> Option<usize> {
        self.ids.binary_search(&customer).ok()
    }

    /// The days of which anything is known of a customer.
    pub(super) fn known(&self, at: usize) -> Option<DayRange> {
        self.known.get(at).copied().flatten()
    }

    /// Whether a day is one of which anything is known of a customer.
    pub(super) fn is_known_on(&self, at: usize, day: Day) -> bool {
        self.known(at).is_some_and(|it| it.first() <= day)
    }

    /// All days of which anything is known of a customer in scope.
    pub(super) fn days(&self, scope: &Scope) -> Option<DayRange> {
        match scope {
            Scope::All => self.extent,
            Scope::Customers(customers) => {
                let places = customers.iter().filter_map(|it| self.place(*it));
                places.filter_map(|it| self.known(it)).reduce(DayRange::hull)
            }
        }
    }

    /// The labels of an attribute.
    pub(super) fn labels(&self, attribute: Attribute) -> &Labels {
        let [country, segment, reseller, tag] = &self.labels;
        match attribute {
            Attribute::Country => country,
            Attribute::Segment => segment,
            Attribute::Reseller => reseller,
            Attribute::Tag => tag,
        }
    }

    /// The customers of a scope.
    pub(super) fn mask(&self, scope: &Scope) -> Mask {
        match scope {
            Scope::All => Mask::all(self.len()),
            Scope::Customers(customers) => {
                let mut mask = Mask::none(self.len());
                for at in customers.iter().filter_map(|it| self.place(*it)) {
                    mask.put(at);
                }
                mask
            }
        }
    }

    /// The customers of a mask as a scope.
    pub(super) fn scope(&self, mask: &Mask) -> Scope {
        if mask.is_all() {
            return Scope::All;
        }
        Scope::Customers(mask.iter().filter_map(|it| self.id(it)).collect())
    }

    /// The customers whose name, domain or id has this text in it, whatever its case.
    pub(super) fn search(&self, text: &str) -> Mask {
        match folded(text.trim()) {
            text if text.is_empty() => Mask::all(self.len()),
            text => self.searched.containing(&text),
        }
    }

    /// The text by which a customer is sorted; `None` when it is not given.
    pub(super) fn text(&self, at: usize, key: TextKey) -> Option<&str> {
        let label = |attribute| {
            let labels = self.labels(attribute);
            labels.at(at).first().and_then(|it| labels.folded(*it))
        };
        let part = |part: usize| self.searched.get(at).split(SEPARATOR).nth(part);
        let text = match key {
            TextKey::Name => part(0),
            TextKey::Domain => part(1),
            TextKey::Country => label(Attribute::Country),
            TextKey::Segment => label(Attribute::Segment),
        };
        text.filter(|it| !it.is_empty())
    }

    /// The customers in order of a text.
    pub(super) fn ranks(&self, key: TextKey) -> Option<&Ranks> {
        let at = TextKey::ALL.iter().position(|it| *it == key)?;
        let ranks = self.ranks.get(at)?;
        Some(ranks.get_or_init(|| Ranks::of(self.len(), |it| self.text(it, key))))
    }

    /// A customer's own data.
    pub(super) fn profile(&self, at: usize) -> Option<CustomerProfile> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let labels_of = |attribute| {
            let labels = self.labels(attribute);
            labels.at(at).iter().filter_map(|it| labels.text(*it)).map(str::to_owned)
        };
        Some(CustomerProfile {
            customer: self.id(at)?,
            name: self.names.get(at).to_owned(),
            domain: given(self.domains.get(at)),
            country: labels_of(Attribute::Country).next(),
            segment: labels_of(Attribute::Segment).next(),
            reseller: labels_of(Attribute::Reseller).next(),
            tags: labels_of(Attribute::Tag).collect(),
            known: self.known(at),
        })
    }

    /// The memory that it takes.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.names.bytes() + self.domains.bytes() + self.searched.bytes();
        texts + self.labels.iter().map(Labels::bytes).sum::<usize>() + self.len() * 32
    }
}

/// What a record says of an attribute.
fn given(record: &CustomerRow, attribute: Attribute) -> Vec<&str> {
    match attribute {
        Attribute::Country => record.country.as_deref().into_iter().collect(),
        Attribute::Segment => record.segment.as_deref().into_iter().collect(),
        Attribute::Reseller => record.reseller_id.as_deref().into_iter().collect(),
        Attribute::Tag => record.tags.split(';').collect(),
    }
}
