//! How often one may ask: per address, per account that someone tries to sign in to, and per
//! asker. The numbers are settings; what is refused says when to try again.

use std::{hash::Hash, net::IpAddr, num::NonZeroU32, sync::Arc};

use governor::{
    Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
    state::keyed::DefaultKeyedStateStore,
};
use uptake_model::MemberId;

use crate::problem::Failure;

/// How many requests are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Attempts to sign in to one account, in a minute.
    pub sign_ins_per_account: NonZeroU32,
    /// Attempts to sign in from one address, in a minute.
    pub sign_ins_per_address: NonZeroU32,
    /// Requests of one asker, in a minute.
    pub requests_per_asker: NonZeroU32,
}

impl Rates {
    /// What a server takes when nothing else is set.
    pub const USUAL: Self = Self {
        sign_ins_per_account: least_one(10),
        sign_ins_per_address: least_one(30),
        requests_per_asker: least_one(3000),
    };
}

const fn least_one(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock>;

/// The counters, shared by all requests.
#[derive(Clone)]
pub(crate) struct Limits {
    account: Arc<Limiter<String>>,
    address: Arc<Limiter<IpAddr>>,
    asker: Arc<Limiter<MemberId>>,
}

impl Limits {
    pub(crate) fn new(rates: Rates) -> Self {
        Self {
            account: Arc::new(RateLimiter::keyed(Quota::per_minute(rates.sign_ins_per_account))),
            address: Arc::new(RateLimiter::keyed(Quota::per_minute(rates.sign_ins_per_address))),
            asker: Arc::new(RateLimiter::keyed(Quota::per_minute(rates.requests_per_asker))),
        }
    }

    /// Counts an attempt to sign in.
    pub(crate) fn sign_in(&self, account: &str, address: IpAddr) -> Result<(), Failure> {
        take(&self.address, &address)?;
        take(&self.account, &account.trim().to_lowercase())
    }

    /// Counts an attempt to use a secret that may be guessed, from one address.
    pub(crate) fn guess(&self, address: IpAddr) -> Result<(), Failure> {
        take(&self.address, &address)
    }

    /// Counts a request.
    pub(crate) fn request(&self, asker: MemberId) -> Result<(), Failure> {
        take(&self.asker, &asker)
    }
}

fn take<K: Clone + Eq + Hash>(limiter: &Limiter<K>, key: &K) -> Result<(), Failure> {
    let refused = match limiter.check_key(key) {
        Ok(()) => return Ok(()),
        Err(refused) => refused,
    };
    // Keys that were not used for a while are forgotten, so that nobody fills the memory.
    if limiter.len() > 10_000 {
        limiter.retain_recent();
    }
    let wait = refused.wait_time_from(DefaultClock::default().now());
    Err(Failure::TooManyRequests { after_seconds: wait.as_secs() + 1 })
}
