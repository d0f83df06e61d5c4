//! Where a request came from: the address of whoever sent it, behind our own proxies.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use uptake_app::access::Caller;

use crate::Services;

#[cfg(test)]
mod tests;

/// The header in which proxies say who asked them, last proxy last.
const FORWARDED_FOR: &str = "x-forwarded-for";
/// So much of a program's name is kept.
const AGENT_CHARACTERS: usize = 120;

/// Where a request came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The address.
    pub(crate) address: IpAddr,
    /// What the program calls itself.
    pub(crate) agent: String,
}

impl Origin {
    /// The same for the audit log.
    pub(crate) fn caller(&self) -> Caller {
        Caller { address: self.address.to_string(), agent: self.agent.clone() }
    }
}

impl FromRequestParts<Services> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        services: &Services,
    ) -> Result<Self, Self::Rejection> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let peer = peer.unwrap_or(IpAddr::from([0, 0, 0, 0]));
        let address = address(peer, &parts.headers, &services.settings.trusted_proxies);
        let agent = parts.headers.get(header::USER_AGENT).and_then(|it| it.to_str().ok());
        let agent = agent.unwrap_or_default().chars().take(AGENT_CHARACTERS).collect();
        Ok(Self { address, agent })
    }
}

/// The address that asked: the last one in the header that is no proxy of ours. Who is no
/// proxy of ours cannot say it was someone else.
fn address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let mut address = peer.to_canonical();
    let told = headers.get_all(FORWARDED_FOR).iter().filter_map(|it| it.to_str().ok());
    let told: Vec<&str> = told.flat_map(|it| it.split(',')).map(str::trim).collect();
    for it in told.iter().rev() {
        if !proxies.contains(&address) {
            break;
        }
        match it.parse::<IpAddr>() {
            Ok(it) => address = it.to_canonical(),
            Err(_) => break,
        }
    }
    address
}
