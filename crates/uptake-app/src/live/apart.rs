//! Work that reads files or counts for long, on a thread apart: those that answer requests
//! are never held up by it.

use std::future::Future;

use tokio::{runtime::Handle, task::spawn_blocking};

use crate::AppError;

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

/// The same for work that waits for something in between.
pub(super) async fn apart_async<T, F>(
    work: impl FnOnce() -> F + Send + 'static,
) -> Result<T, AppError>
where
    T: Send + 'static,
    F: Future<Output = Result<T, AppError>>,
{
    let runtime = Handle::current();
    apart(move || runtime.block_on(work())).await?
}
