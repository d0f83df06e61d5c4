//! `forget`: a person, or a customer with everything that is known of it.

use anyhow::Result;

use crate::{
    cli::ForgetArgs,
    context::Context,
    failure::{CommandError, Outcome},
    view::DoneView,
};

/// Forgets for good, once the caller has said so.
pub(super) async fn run(arguments: &ForgetArgs, context: &Context) -> Result<Outcome> {
    let ForgetArgs { customer, user, yes } = arguments;
    if !yes {
        return Err(CommandError::NotConfirmed(customer.to_string()).into());
    }
    drop(context.open(None).await?);
    let mut folder = context.change().await?;
    let (forgotten, message) = match user {
        Some(user) => (folder.forget_user(*customer, user).await?, "forget-user-done"),
        None => (Box::pin(folder.forget_customer(*customer)).await?, "forget-customer-done"),
    };
    let counts = vec![
        ("names", forgotten.names),
        ("objects", forgotten.objects),
        ("quarantine_files", forgotten.quarantine_files),
    ];
    context.show(&DoneView { done: "forgotten", message, counts })?;
    Ok(Outcome::Done)
}
