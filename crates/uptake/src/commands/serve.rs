//! `serve`: the server, until it is told to stop.

use std::{num::NonZeroU32, time::Duration};

use anyhow::{Context as _, Result};
use tokio::net::TcpListener;
use uptake_app::{
    Config, Organisation,
    access::{Access, passwords::PasswordCost},
    live::Live,
};
use uptake_connect::oidc::{Oidc, OidcSettings};
use uptake_l10n::Arg;
use uptake_serve::{Rates, Services, Settings};

use crate::{
    cli::ServeArgs,
    context::{Context, note},
    failure::{CommandError, Outcome},
};

/// How often the server looks for new imports.
const LOOKED: Duration = Duration::from_secs(1);
/// How often it forgets what has expired.
const SWEPT: Duration = Duration::from_mins(10);

/// Serves the data folder.
pub(super) async fn run(arguments: &ServeArgs, context: &Context) -> Result<Outcome> {
    let words = &context.words;
    let listener = TcpListener::bind(arguments.listen)
        .await
        .map_err(|source| CommandError::Listen { address: arguments.listen, source })?;
    let address = listener.local_addr()?;
    std::fs::create_dir_all(&context.folder)
        .with_context(|| format!("failed to make `{}`", context.folder.display()))?;
    let config = Config::read(&context.folder)?;
    let live = Live::open(&context.folder, context.world.clone()).await?;
    let cost = PasswordCost::RECOMMENDED;
    let access = Access::open(&context.folder, context.world.clone(), cost).await?;
    let settings = Settings {
        public_origin: config.server.public_origin.unwrap_or_else(|| format!("http://{address}")),
        trusted_proxies: config.server.trusted_proxies,
        rates: rates(config.server.requests_per_minute),
        export_folder: context.folder.join("exports"),
        private_callbacks: config.server.private_callbacks,
    };
    let origin = settings.public_origin.clone();
    let mut services = Services::new(
        (&context.folder, context.world.clone()),
        live.clone(),
        access.clone(),
        settings,
    )?;
    if let Some(organisation) = config.server.organisation {
        services = services.with_organisation(provider(organisation, &origin)?);
    }
    access.take_up_exports().await?;
    note(&words.say("serve-listening", &[("address", Arg::Text(&format!("http://{address}")))]))?;
    if let Some(link) = access.first_link().await? {
        let url = format!("{origin}/set-up#{}", link.secret.reveal());
        note(&words.say("serve-set-up", &[("url", Arg::Text(&url))]))?;
    }
    let keeping = tokio::spawn(keep(live, services.clone()));
    let served = uptake_serve::serve(listener, &services, stopped()).await;
    keeping.abort();
    served?;
    Ok(Outcome::Done)
}

fn rates(requests_per_minute: Option<NonZeroU32>) -> Rates {
    let usual = Rates::USUAL;
    let requests_per_asker = requests_per_minute.unwrap_or(usual.requests_per_asker);
    Rates { requests_per_asker, ..usual }
}

/// The identity provider of the organisation. The secret of the application comes from the
/// environment: it is not written into a file.
fn provider(organisation: Organisation, origin: &str) -> Result<Oidc> {
    let Organisation { issuer, client_id, roles } = organisation;
    let client_secret = std::env::var("UPTAKE_OIDC_SECRET").ok();
    let redirect = format!("{origin}{}", uptake_serve::ORGANISATION_BACK);
    Ok(Oidc::new(OidcSettings { issuer, client_id, client_secret, redirect, roles })?)
}

/// Looks for new imports and follows them, makes exports, runs reports, tells of changes, and
/// forgets what has expired, as long as the server runs. What fails is logged and tried again.
async fn keep(live: Live, services: Services) {
    let sweeping = async {
        loop {
            services.sweep().await;
            tokio::time::sleep(SWEPT).await;
        }
    };
    let looking = async {
        loop {
            if let Err(error) = live.refresh().await {
                tracing::error!(error = %anyhow::Error::from(error), "new imports cannot be shown");
            }
            tokio::time::sleep(LOOKED).await;
        }
    };
    tokio::join!(
        sweeping,
        looking,
        services.make_exports(),
        services.run_reports(),
        services.follow_imports(),
        services.send_notices(),
    );
}

/// Ends when the operating system asks the program to stop.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! {
                    _ = interrupted => {}
                    _ = terminated.recv() => {}
                }
            }
            Err(_) => {
                let _ended = interrupted.await;
            }
        }
    }
    #[cfg(not(unix))]
    {
        let _ended = interrupted.await;
    }
}
