//! The configuration file of a data folder: `uptake.toml`.

use std::{collections::BTreeMap, net::IpAddr, num::NonZeroU32, path::Path};

use serde::Deserialize;
use uptake_calc::GraceRule;
use uptake_model::{CustomerId, Role};

use crate::AppError;

/// What the partner decides about a data folder. Unknown keys are refused by name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How figures are computed.
    #[serde(default)]
    pub metrics: Metrics,
    /// Who the partner is.
    #[serde(default)]
    pub partner: Partner,
    /// How the server is reached.
    #[serde(default)]
    pub server: Server,
}

/// How figures are computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// When a subscription in grace counts as sold: `lone` (default), `never`, `always`.
    #[serde(default)]
    pub grace: Grace,
}

/// The setting `grace` (`spec/metrics.md`, 4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grace {
    /// Only without an active seat of the SKU.
    #[default]
    Lone,
    /// Never.
    Never,
    /// Always.
    Always,
}

/// Who the partner is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The partner's own tenant: Graph's subscriptions of this owner are its own sales.
    pub tenant_id: Option<CustomerId>,
}

/// How the server is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address that members type: `https://uptake.example`. Links are made of it.
    pub public_origin: Option<String>,
    /// Proxies in front of the server: what they say of who asked them is believed.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether servers in private networks may be told that a report is done. Whoever makes a
    /// report could otherwise reach what only this machine reaches.
    #[serde(default)]
    pub private_callbacks: bool,
    /// How many requests one member or program may send in a minute; without it, 3000.
    pub requests_per_minute: Option<NonZeroU32>,
    /// Signing in through the organisation.
    pub organisation: Option<Organisation>,
}

/// The identity provider of the partner's organisation. The secret of the application comes
/// from the variable `UPTAKE_OIDC_SECRET`: it is not written into a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The issuer of this organisation alone: for Entra ID
    /// `https://login.microsoftonline.com/TENANT/v2.0`.
    pub issuer: String,
    /// The id of this application there.
    pub client_id: String,
    /// What values of the claims `roles` and `groups` mean: `"Uptake.Sales" = "sales_agent"`.
    pub roles: BTreeMap<String, Role>,
}

impl Config {
    /// Reads the file; without one everything has its default.
    pub fn read(folder: &Path) -> Result<Self, AppError> {
        let path = folder.join("uptake.toml");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(source) => return Err(AppError::Io { doing: "read", path, source }),
        };
        toml::from_str(&text).map_err(|error| AppError::Config { path, what: error.to_string() })
    }

    /// The rule for subscriptions in grace.
    pub fn grace(&self) -> GraceRule {
        match self.metrics.grace {
            Grace::Lone => GraceRule::Lone,
            Grace::Never => GraceRule::Never,
            Grace::Always => GraceRule::Always,
        }
    }
}
