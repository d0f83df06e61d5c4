//! Values that are kept while there is room, and made once however many ask at once.

use std::{future::Future, hash::Hash, sync::Arc};

use quick_cache::{Weighter, sync::Cache};

use crate::AppError;

#[cfg(test)]
mod tests;

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
pub(super) struct Once<K, V>(Arc<Cache<K, Held<V>, Bytes>>);

/// So few values are not divided among parts of the cache: one may take all of the room.
const VALUES: usize = 31;

impl<K: Hash + Eq + Clone, V: Weigh> Once<K, V> {
    /// Room for so many bytes.
    pub(super) fn of_bytes(limit: usize) -> Self {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        Self(Arc::new(Cache::with_weighter(VALUES, limit, Bytes)))
    }

    /// The value of a key; `make` makes it when it is not kept. Who asks for a value that is
    /// being made waits for it.
    pub(super) async fn get(
        &self,
        key: &K,
        make: impl Future<Output = Result<V, AppError>>,
    ) -> Result<Arc<V>, AppError> {
        if let Some(known) = self.known(key) {
            return Ok(known);
        }
        made(&self.0, key, make).await
    }

    /// From now on room for so many bytes.
    pub(super) fn set_bytes(&self, limit: usize) {
        self.0.set_capacity(u64::try_from(limit).unwrap_or(u64::MAX));
    }

    /// Lets go of the values of other keys.
    pub(super) fn retain(&self, stays: impl Fn(&K) -> bool) {
        self.0.retain(|key, _| stays(key));
    }

    /// The value of a key, if it is kept.
    pub(super) fn known(&self, key: &K) -> Option<Arc<V>> {
        self.0.get(key).map(|it| it.value)
    }
}

impl<K, V> Once<K, V>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    V: Weigh + Send + Sync + 'static,
{
    /// The same for a value that is made to its end, also when nobody waits for it any more:
    /// whoever asks again finds it.
    pub(super) async fn get_to_the_end(
        &self,
        key: K,
        make: impl Future<Output = Result<V, AppError>> + Send + 'static,
    ) -> Result<Arc<V>, AppError> {
        let cache = Arc::clone(&self.0);
        let making = tokio::spawn(async move { made(&cache, &key, make).await });
        match making.await {
            Ok(value) => value,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(AppError::Stopping),
            },
        }
    }
}

async fn made<K: Hash + Eq + Clone, V: Weigh>(
    cache: &Cache<K, Held<V>, Bytes>,
    key: &K,
    make: impl Future<Output = Result<V, AppError>>,
) -> Result<Arc<V>, AppError> {
    let weighed = Box::pin(async {
        let value = make.await?;
        let bytes = u64::try_from(value.bytes().saturating_add(ENTRY_BYTES));
        Ok::<_, AppError>(Held { value: Arc::new(value), bytes: bytes.unwrap_or(u64::MAX) })
    });
    cache.get_or_insert_async(key, weighed).await.map(|it| it.value)
}
