//! Telling another server that something is done, at an address that a member gave.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use openidconnect::reqwest;
use url::{Host, Url};

#[cfg(test)]
mod tests;

/// Nobody is waited for longer.
const MOST_SECONDS: Duration = Duration::from_secs(10);

/// How another server is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeMethod {
    /// `GET`.
    Get,
    /// `POST`, without a body.
    Post,
}

/// Why another server was not told. No text names the address: it may hold a secret.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// It is no address of the web.
    #[error("the address is none that begins with https:// or http://")]
    Address,
    /// It has no such name.
    #[error("the name of the server is not known")]
    Unresolved {
        /// Why.
        source: std::io::Error,
    },
    /// It lies in a network that is not public.
    #[error("the server lies in a private network, which the setting `private_callbacks` allows")]
    Private,
    /// The server answered that it is to be told elsewhere.
    #[error("the server answered {status}: the address leads elsewhere")]
    Elsewhere {
        /// The status of the answer.
        status: u16,
    },
    /// The call failed, or the server refused it.
    #[error("the call failed")]
    Http {
        /// Why, without the address.
        source: reqwest::Error,
    },
}

/// Tells other servers that something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notices {
    /// Whether servers in private networks may be called: whoever may name an address could
    /// otherwise reach what only this machine reaches.
    pub allows_private: bool,
}

impl Notices {
    /// Calls an address. It is resolved once, so that a name cannot mean another server when
    /// it is called than when it was checked; no redirect is followed.
    pub async fn send(self, method: NoticeMethod, address: &str) -> Result<(), NoticeError> {
        let (http, url) = self.client(address).await?;
        let request = match method {
            NoticeMethod::Get => http.get(url),
            NoticeMethod::Post => http.post(url),
        };
        sent(request).await
    }

    /// A client that can reach the server of an address and no other, and the address.
    pub(crate) async fn client(self, address: &str) -> Result<(reqwest::Client, Url), NoticeError> {
        let url: Url = address.parse().or(Err(NoticeError::Address))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NoticeError::Address);
        }
        let servers = servers(&url).await?;
        if !self.allows_private && !servers.iter().all(|it| is_public(it.ip())) {
            return Err(NoticeError::Private);
        }
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(MOST_SECONDS)
            .no_proxy()
            .resolve_to_addrs(url.host_str().unwrap_or_default(), &servers)
            .build()
            .map_err(failed)?;
        Ok((http, url))
    }
}

/// Sends a request; an answer that is no success is a failure, and so is one that leads
/// elsewhere: nobody has taken the body.
pub(crate) async fn sent(request: reqwest::RequestBuilder) -> Result<(), NoticeError> {
    let answer = request.send().await.and_then(reqwest::Response::error_for_status);
    let status = answer.map_err(failed)?.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(NoticeError::Elsewhere { status: status.as_u16() })
    }
}

fn failed(source: reqwest::Error) -> NoticeError {
    NoticeError::Http { source: source.without_url() }
}

/// Where an address leads.
async fn servers(url: &Url) -> Result<Vec<SocketAddr>, NoticeError> {
    let port = url.port_or_known_default().ok_or(NoticeError::Address)?;
    match url.host().ok_or(NoticeError::Address)? {
        Host::Ipv4(ip) => Ok(vec![SocketAddr::new(ip.into(), port)]),
        Host::Ipv6(ip) => Ok(vec![SocketAddr::new(ip.into(), port)]),
        Host::Domain(name) => {
            let found = tokio::net::lookup_host((name, port)).await;
            Ok(found.map_err(|source| NoticeError::Unresolved { source })?.collect())
        }
    }
}

/// Whether an address is one of the public internet (IANA's registries of special addresses).
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_of_protocols = a == 192 && b == 0 && c == 0;
    let is_of_benchmarks = a == 198 && (18..20).contains(&b);
    let is_reserved = a == 0 || a >= 240;
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || is_shared
        || is_of_protocols
        || is_of_benchmarks
        || is_reserved)
}

/// Only global unicast (`2000::/3`) is public, without the parts of it that carry addresses of
/// the fourth version (`2001::/32`, `2002::/16`) or are for documentation (`2001:db8::/32`).
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    let is_tunnel = first == 0x2002 || (first == 0x2001 && second == 0);
    let is_documentation = first == 0x2001 && second == 0xdb8;
    first & 0xe000 == 0x2000 && !is_tunnel && !is_documentation
}
