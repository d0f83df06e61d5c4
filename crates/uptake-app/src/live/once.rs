//! Values that are kept while there is room, and made once however many ask at once.

use std::{future::Future, hash::Hash, sync::Arc};

use quick_cache::{Weighter, sync::Cache};

use crate::AppError;

/// A value that tells how much memory it takes, roughly.
pub(super) trait Weigh {
    /// Bytes.
    fn bytes(&self) -> usize;
}

/// What an entry takes besides its value.
const ENTRY_BYTES: usize = 256;

/// A value, and what it took when it was made.
struct Held<V> {
    value: Arc<V>,
    bytes: u64,
}

impl<V> Clone for Held<V> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), bytes: self.bytes }
    }
}

#[derive(Clone)]
struct Bytes;

impl<K, V> Weighter<K, Held<V>> for Bytes {
    fn weight(&self, _: &K, held: &Held<V>) -> u64 {
        held.bytes
    }
}

/// Values by key, of up to a number of bytes altogether; what was not asked for goes first.
pub(super) struct Once<K, V>(Cache<K, Held<V>, Bytes>);

/// So few values are not divided among parts of the cache: one may take all of the room.
const VALUES: usize = 31;

impl<K: Hash + Eq + Clone, V: Weigh> Once<K, V> {
    /// Room for so many bytes.
    pub(super) fn of_bytes(limit: usize) -> Self {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        Self(Cache::with_weighter(VALUES, limit, Bytes))
    }

    /// The value of a key; `make` makes it when it is not kept. Who asks for a value that is
    /// being made waits for it.
    pub(super) async fn get(
        &self,
        key: &K,
        make: impl Future<Output = Result<V, AppError>>,
    ) -> Result<Arc<V>, AppError> {
        if let Some(held) = self.0.get(key) {
            return Ok(held.value);
        }
        let weighed = Box::pin(async {
            let value = make.await?;
            let bytes = u64::try_from(value.bytes().saturating_add(ENTRY_BYTES));
            Ok::<_, AppError>(Held { value: Arc::new(value), bytes: bytes.unwrap_or(u64::MAX) })
        });
        self.0.get_or_insert_async(key, weighed).await.map(|it| it.value)
    }
}
