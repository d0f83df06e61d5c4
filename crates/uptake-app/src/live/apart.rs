//! Work that reads files or counts for long, on a thread apart: those that answer requests
//! are never held up by it.
//!
//! Work that reads files takes turns. More threads than cores would each need the memory of
//! what they decode, and leave nothing to an import beside them.

use std::{future::Future, sync::LazyLock, thread};

use tokio::{runtime::Handle, sync::Semaphore, task::spawn_blocking};

use crate::AppError;

/// So many read files at once: one more than there are cores, so that a long one does not
/// hold up all short ones.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = thread::available_parallelism().map_or(2, |it| it.get().clamp(2, 16));
    Semaphore::new(cores + 1)
});

tokio::task_local! {
    static AT_ONCE: ();
}

/// Lets all work of a future begin at once: everybody waits for it, or there is one such
/// future at a time.
pub(super) async fn at_once<T>(work: impl Future<Output = T>) -> T {
    AT_ONCE.scope((), work).await
}

/// Runs work on a thread apart. A panic in it goes on here.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    match spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            Err(_) => Err(AppError::Stopping),
        },
    }
}

/// The same for work that reads files, when it is its turn. It never waits for other such
/// work: its turn would not end.
pub(super) async fn apart_async<T, F>(
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>>,
{
    let turn = match AT_ONCE.try_with(|()| ()) {
        Ok(()) => None,
        Err(_takes_turns) => Some(TURNS.acquire().await.map_err(|_closed| AppError::Stopping)?),
    };
    let runtime = Handle::current();
    apart(move || {
        let done = runtime.block_on(work());
        // Also when nobody waits for it any more, its turn lasts until it is over.
        drop(turn);
        done
    })
    .await?
}
