//! A small portfolio in a data folder, and clients that ask about it.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use async_trait::async_trait;
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, request::Parts},
};
use serde_json::Value;
use tempfile::TempDir;
use uptake_app::{Data, ImportRequest, Wording, World, WritableData};
use uptake_calc::MetricDefinition;
use uptake_ingest::Mode;
use uptake_model::{DayRange, Permission, Role, Scope, clock::FixedClock};
use uptake_serve::partner_center::{
    Api, Asker, Authenticate, Identity, Options, OverData, Refusal,
};

pub(crate) const CONTOSO: &str = "11111111-0000-4000-8000-000000000001";
pub(crate) const FABRIKAM: &str = "22222222-0000-4000-8000-000000000002";
pub(crate) const NOBODY: &str = "33333333-0000-4000-8000-000000000003";

const FILES: [(&str, &str); 5] = [
    ("customers.csv", "
        customer_id,name,domain,country,reseller_id
        11111111-0000-4000-8000-000000000001,Contoso,contoso.example,ES,4711
        22222222-0000-4000-8000-000000000002,Fabrikam,fabrikam.example,DE,
    "),
    ("subscriptions.csv", "
        customer_id,subscription_id,sku,quantity,status,as_of,is_trial,seller,commitment_end,auto_renew,billing_cycle,term,created_on
        11111111-0000-4000-8000-000000000001,e3,ENTERPRISEPACK,6,active,2026-01-01,false,own,2026-06-30,true,monthly,P1Y,2025-07-01
        11111111-0000-4000-8000-000000000001,e3-other,ENTERPRISEPACK,4,active,2026-01-01,false,partner,,,,,
        11111111-0000-4000-8000-000000000001,e3-trial,ENTERPRISEPACK,25,active,2026-02-20,true,own,2026-03-20,false,,,
        11111111-0000-4000-8000-000000000001,sales,DYN365_ENTERPRISE_SALES,2,active,2026-01-01,false,microsoft,,,,,
        11111111-0000-4000-8000-000000000001,flow,FLOW_FREE,1000,active,2026-01-01,false,own,,,,,
        22222222-0000-4000-8000-000000000002,mail,EXCHANGESTANDARD,5,active,2026-01-01,false,own,,,,,
        22222222-0000-4000-8000-000000000002,old,ENTERPRISEPACK,5,active,2026-01-01,false,own,2026-02-01,,,,
        22222222-0000-4000-8000-000000000002,old,ENTERPRISEPACK,5,deprovisioned,2026-02-02,false,own,2026-02-01,,,,
    "),
    ("users.csv", "
        customer_id,user_id,display_name,principal_name,deleted_on
        11111111-0000-4000-8000-000000000001,u1,Ana,ana@contoso.example,
        11111111-0000-4000-8000-000000000001,u2,Bea,bea@contoso.example,
        11111111-0000-4000-8000-000000000001,u3,Cem,cem@contoso.example,2026-02-01
        22222222-0000-4000-8000-000000000002,u4,Dag,dag@fabrikam.example,
    "),
    ("assignments.csv", "
        customer_id,user_id,sku,assigned_on,removed_on
        11111111-0000-4000-8000-000000000001,u1,ENTERPRISEPACK,2026-01-01,
        11111111-0000-4000-8000-000000000001,u1,DYN365_ENTERPRISE_SALES,2026-01-01,
        11111111-0000-4000-8000-000000000001,u2,ENTERPRISEPACK,2026-01-01,
        11111111-0000-4000-8000-000000000001,u3,ENTERPRISEPACK,2026-01-01,2026-02-01
        22222222-0000-4000-8000-000000000002,u4,EXCHANGESTANDARD,2026-01-01,
    "),
    ("activity.csv", "
        customer_id,user_id,workload,day
        11111111-0000-4000-8000-000000000001,u1,exchange,2026-02-27
        11111111-0000-4000-8000-000000000001,u2,exchange,2026-02-10
        11111111-0000-4000-8000-000000000001,u1,teams,2026-02-25
        11111111-0000-4000-8000-000000000001,u1,d365_sales,2026-02-03
        22222222-0000-4000-8000-000000000002,u4,exchange,2026-02-28
    "),
];

/// 2026-03-10 at noon.
const NOW_MILLIS: i64 = 1_773_144_000_000;

/// The portfolio, and the answers about it.
pub(crate) struct Portfolio {
    _folder: TempDir,
    pub(crate) data: Arc<Data>,
}

/// Whom a token lets in.
struct Tokens;

#[async_trait]
impl Authenticate for Tokens {
    async fn authenticate(&self, request: &Parts) -> Result<Asker, Refusal> {
        let header = request.headers.get("authorization").ok_or(Refusal::TokenMissing)?;
        let (role, scope) = match header.to_str().unwrap() {
            "Bearer admin" => (Role::GlobalAdmin, Scope::All),
            "Bearer program" => (Role::ApiOnly, Scope::All),
            "Bearer helpdesk" => (Role::HelpdeskAgent, Scope::All),
            "Bearer fabrikam" => (Role::GlobalAdmin, Scope::one(FABRIKAM.parse().unwrap())),
            "Bearer busy" => return Err(Refusal::TooMany { retry_after_seconds: 57 }),
            _ => return Err(Refusal::Denied),
        };
        let permissions: BTreeSet<Permission> = role.permissions();
        Ok(Asker { member: None, scope, permissions, address: String::new() })
    }
}

/// What a client was told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Told {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Portfolio {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (files, data) = (folder.path().join("files"), folder.path().join("data"));
        std::fs::create_dir_all(&files).unwrap();
        let world =
            World { clock: Arc::new(FixedClock { millis: NOW_MILLIS }), random, database: None };
        let mut writable = WritableData::open(&data, world.clone()).await.unwrap();
        let mut paths = Vec::new();
        for (name, text) in FILES {
            let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
            let text: String = lines.map(|it| format!("{it}\n")).collect();
            std::fs::write(files.join(name), text).unwrap();
            paths.push(files.join(name));
        }
        let activity = paths.split_off(4);
        import(&mut writable, paths, None).await;
        import(&mut writable, activity, Some("2026-01-01..2026-02-28")).await;
        drop(writable);
        let data = Arc::new(Data::open(&data, world).await.unwrap());
        Self { _folder: folder, data }
    }

    pub(crate) fn api(&self, definition: MetricDefinition, byte_order_mark: bool) -> Api {
        let identity = Identity {
            server_id: 102_030_524,
            application: "3e4f3c8a-0c5a-4a5e-8f5e-3c1f6a4c7f10".parse().unwrap(),
            fresh: Arc::new(|| 7),
        };
        Api {
            source: Arc::new(OverData::new(Arc::clone(&self.data))),
            authenticate: Arc::new(Tokens),
            options: Options { definition, byte_order_mark, identity },
            insights: None,
        }
    }

    /// Asks as somebody.
    pub(crate) async fn ask_as(&self, token: &str, uri: &str) -> Told {
        let api = self.api(MetricDefinition::Entitlements, false);
        ask(&api, get(token, uri)).await
    }

    /// Asks as an admin; the answer must be one.
    pub(crate) async fn ask(&self, uri: &str) -> Value {
        let told = self.ask_as("admin", uri).await;
        assert_eq!(told.status, StatusCode::OK, "{uri}: {}", String::from_utf8_lossy(&told.body));
        told.json()
    }
}

async fn import(data: &mut WritableData, paths: Vec<PathBuf>, covers: Option<&str>) {
    let covers: Option<DayRange> = covers.map(|it| it.parse().unwrap());
    let request = ImportRequest {
        paths,
        table: None,
        customer: None,
        covers,
        as_of: None,
        dates: None,
        mode: Mode::Strict,
        wording: Wording::codes(),
    };
    let outcome = data.import(&request, &mut |_, _| ()).await.unwrap();
    let problems: Vec<_> = outcome.files.iter().flat_map(|it| &it.report.problems).collect();
    assert!(!outcome.refused, "{problems:?}");
}

pub(crate) fn get(token: &str, uri: &str) -> Request<Body> {
    let request = Request::get(uri).header("authorization", format!("Bearer {token}"));
    request.body(Body::empty()).unwrap()
}

pub(crate) async fn ask(api: &Api, request: Request<Body>) -> Told {
    let response = api.answer(request).await;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 24).await.unwrap().to_vec();
    Told { status: parts.status, headers: parts.headers, body }
}

fn random(bytes: &mut [u8]) {
    static CALLS: AtomicU64 = AtomicU64::new(1);
    for byte in bytes {
        *byte = u8::try_from(CALLS.fetch_add(1, Ordering::SeqCst) % 251).unwrap();
    }
}
