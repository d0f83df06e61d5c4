//! The API of Partner Center on the server's own data, for the server's own members.

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use axum::{Router, extract::FromRequestParts as _, http::request::Parts};
use uptake_calc::MetricDefinition;
use uptake_model::{CustomerId, Day, Permission};

use crate::{
    Services,
    api::view,
    asker,
    origin::Origin,
    partner_center::{
        Api, Asker, Authenticate, Identity, Insights, Options, OverData, PartnerProfile, Refusal,
        Source,
        seek::Page,
        source::{
            CustomerRow, CustomerWorkload, CustomersWanted, DeploymentRow, Processed, ServiceSeats,
            SourceError, SubscriptionRow, UnitsRow, UsageRow, UserRow, WorkloadUsage,
        },
    },
    problem::Failure,
    reports::ServerBook,
};

/// The number that clients log as the server's.
const SERVER_ID: u32 = 1;

/// Puts the API before a router. A member needs `read_insights`.
pub(crate) fn mount(outer: Router, services: &Services) -> Router {
    let api = Api {
        source: Arc::new(Now { services: services.clone() }),
        authenticate: Arc::new(Members { services: services.clone() }),
        options: Options {
            definition: MetricDefinition::Entitlements,
            byte_order_mark: false,
            identity: identity(services),
        },
        insights: Some(Insights {
            book: Arc::new(ServerBook { services: services.clone() }),
            partner: PartnerProfile::default(),
            clock: services.access.clock(),
            is_strict_about_pending: true,
        }),
    };
    crate::partner_center::mount(outer, api)
}

/// Who answers: the same as long as the server runs.
fn identity(services: &Services) -> Identity {
    let access = services.access.clone();
    Identity {
        server_id: SERVER_ID,
        application: services.access.new_id(),
        fresh: Arc::new(move || access.new_id().as_u128()),
    }
}

/// Lets members in as the own API does.
struct Members {
    services: Services,
}

#[async_trait]
impl Authenticate for Members {
    async fn authenticate(&self, request: &Parts) -> Result<Asker, Refusal> {
        let Some(secret) = asker::bearer(&request.headers) else {
            return Err(Refusal::TokenMissing);
        };
        let services = &self.services;
        let found = services.access.asker_of_token(secret).await.or(Err(Refusal::Denied))?;
        let found = found.ok_or(Refusal::Denied)?;
        if let Err(Failure::TooManyRequests { after_seconds }) =
            services.limits.request(found.member)
        {
            let retry_after_seconds = u32::try_from(after_seconds).unwrap_or(u32::MAX);
            return Err(Refusal::TooMany { retry_after_seconds });
        }
        let boundary = services.live.current().or(Err(Refusal::Denied))?;
        let scope = view::scope(services, &found, &boundary).await.or(Err(Refusal::Denied))?;
        let mut parts = request.clone();
        let Ok(origin) = Origin::from_request_parts(&mut parts, services).await;
        let address = origin.address.to_string();
        if found.may(Permission::ReadPersonalData) && names_users(request.uri.path()) {
            // Before the names are read: a view that was not logged does not happen.
            let (path, caller) = (request.uri.path(), origin.caller());
            let noted = services.access.note(&found, "personal_data.view", path, &caller).await;
            noted.or(Err(Refusal::Denied))?;
        }
        Ok(Asker {
            member: Some(found.member),
            scope: (*scope).clone(),
            permissions: found.permissions().clone(),
            address,
        })
    }
}

/// Whether an address asks for users by name: `/v1/customers/{id}/users` and below.
fn names_users(path: &str) -> bool {
    path.split('/').any(|it| it.eq_ignore_ascii_case("users"))
}

/// The data of the newest import that is shown.
pub(crate) struct Now {
    pub(crate) services: Services,
}

impl Now {
    fn data(&self) -> Result<OverData, SourceError> {
        let boundary = self.services.live.current();
        let boundary = boundary.map_err(|error| SourceError { source: Box::new(error) })?;
        Ok(OverData::new(boundary.shared_data()))
    }
}

#[async_trait]
impl Source for Now {
    async fn processed(
        &self,
        asker: &Asker,
        latest: Option<Day>,
    ) -> Result<Option<Processed>, SourceError> {
        self.data()?.processed(asker, latest).await
    }

    async fn customers(
        &self,
        asker: &Asker,
        wanted: &CustomersWanted,
    ) -> Result<Page<Arc<CustomerRow>>, SourceError> {
        self.data()?.customers(asker, wanted).await
    }

    async fn customer(
        &self,
        asker: &Asker,
        id: CustomerId,
    ) -> Result<Option<Arc<CustomerRow>>, SourceError> {
        self.data()?.customer(asker, id).await
    }

    async fn subscriptions(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<SubscriptionRow>, SourceError> {
        self.data()?.subscriptions(asker, only, day).await
    }

    async fn last_use(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<BTreeMap<(CustomerId, String), Day>, SourceError> {
        self.data()?.last_use(asker, day).await
    }

    async fn subscribed_skus(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UnitsRow>, SourceError> {
        self.data()?.subscribed_skus(asker, of, day).await
    }

    async fn users(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UserRow>, SourceError> {
        self.data()?.users(asker, of, day).await
    }

    async fn deployment(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<DeploymentRow>, SourceError> {
        self.data()?.deployment(asker, only, day).await
    }

    async fn usage(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<UsageRow>, SourceError> {
        self.data()?.usage(asker, only, day, definition).await
    }

    async fn deployment_by_service(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<Vec<ServiceSeats>, SourceError> {
        self.data()?.deployment_by_service(asker, day).await
    }

    async fn usage_by_customer(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<CustomerWorkload>, SourceError> {
        self.data()?.usage_by_customer(asker, day, definition).await
    }

    async fn usage_by_workload(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<WorkloadUsage>, SourceError> {
        self.data()?.usage_by_workload(asker, day, definition).await
    }
}
