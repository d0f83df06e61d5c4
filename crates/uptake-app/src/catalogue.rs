//! The catalogue of a data folder: files that are added, and Microsoft's newest list.

use std::{collections::BTreeSet, sync::Arc};

pub use uptake_ingest::catalogue::{Brought, Merged};
use uptake_ingest::catalogue::{merge, parse};
use uptake_model::Guid;

use crate::{AppError, Data, Entry, WritableData};

impl Data {
    /// What a catalogue file would bring, or everything that is wrong with it; nothing is kept.
    pub fn check_catalogue(&self, name: &str, text: &str) -> Result<Merged, AppError> {
        let refused = |problems| AppError::Catalogue { problems };
        let mut merged = (*self.view.catalogue).clone();
        merge(&mut merged, parse(name, text).map_err(refused)?).map_err(refused)
    }

    /// The SKUs that added files define. A person has said what they are: no list of
    /// Microsoft's takes that back.
    pub async fn corrected_skus(&self) -> Result<BTreeSet<Guid>, AppError> {
        let mut corrected = BTreeSet::new();
        for (_, entry) in self.entries().await? {
            if let Entry::Catalogue { name, text, from_list: false } = entry {
                let file =
                    parse(&name, &text).map_err(|problems| AppError::Catalogue { problems })?;
                corrected.extend(file.skus.into_iter().map(|it| it.value.id));
            }
        }
        Ok(corrected)
    }
}

impl WritableData {
    /// Adds a catalogue file: its entries replace those of the same id or code, for every
    /// day. Returns how many were added and how many replaced.
    pub async fn add_catalogue(&mut self, name: &str, text: &str) -> Result<Merged, AppError> {
        self.take_catalogue(name, text, false).await
    }

    /// Takes in what Microsoft's list changes: a catalogue file that was made of it.
    pub async fn update_catalogue(&mut self, name: &str, text: &str) -> Result<Merged, AppError> {
        self.take_catalogue(name, text, true).await
    }

    async fn take_catalogue(
        &mut self,
        name: &str,
        text: &str,
        from_list: bool,
    ) -> Result<Merged, AppError> {
        let refused = |problems| AppError::Catalogue { problems };
        let mut merged = (*self.data.view.catalogue).clone();
        let file = parse(name, text).map_err(refused)?;
        let done = merge(&mut merged, file).map_err(refused)?;
        let entry = Entry::Catalogue { name: name.to_owned(), text: text.to_owned(), from_list };
        let grace = self.data.view.grace;
        self.recompute(entry, Arc::new(merged), grace).await?;
        Ok(done)
    }
}
