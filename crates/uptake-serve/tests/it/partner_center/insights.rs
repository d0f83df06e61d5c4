//! The Insights API over a real data folder, with a book in memory.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use uptake_model::{Guid, clock::FixedClock};
use uptake_serve::partner_center::{
    Api, Asker, Insights, PartnerProfile,
    insights::book::{Book, Done, Execution, ExecutionStatus, Query, Report},
    moment::Moment,
    source::SourceError,
};

use super::*;

/// Keeps everything for one asker.
#[derive(Default)]
struct MemoryBook {
    queries: Mutex<Vec<Query>>,
    reports: Mutex<Vec<Report>>,
    executions: Mutex<Vec<Execution>>,
}

#[async_trait]
impl Book for MemoryBook {
    async fn queries(&self, _: &Asker) -> Result<Vec<Query>, SourceError> {
        Ok(self.queries.lock().unwrap().clone())
    }

    async fn put_query(&self, _: &Asker, query: Query) -> Result<(), SourceError> {
        self.queries.lock().unwrap().push(query);
        Ok(())
    }

    async fn drop_query(&self, _: &Asker, id: Guid) -> Result<(), SourceError> {
        self.queries.lock().unwrap().retain(|it| it.id != id);
        Ok(())
    }

    async fn reports(&self, _: &Asker) -> Result<Vec<Report>, SourceError> {
        Ok(self.reports.lock().unwrap().clone())
    }

    async fn put_report(&self, _: &Asker, report: Report) -> Result<(), SourceError> {
        let mut reports = self.reports.lock().unwrap();
        reports.retain(|it| it.id != report.id);
        reports.push(report);
        Ok(())
    }

    async fn drop_report(&self, _: &Asker, id: Guid) -> Result<(), SourceError> {
        self.reports.lock().unwrap().retain(|it| it.id != id);
        Ok(())
    }

    async fn executions(&self, _: &Asker, report: Guid) -> Result<Vec<Execution>, SourceError> {
        let executions = self.executions.lock().unwrap();
        Ok(executions.iter().filter(|it| it.report == report).cloned().collect())
    }
}

/// 2026-03-10 at noon.
const NOW_MILLIS: i64 = 1_773_144_000_000;

fn insights(portfolio: &Portfolio, book: Arc<MemoryBook>) -> Api {
    let partner = PartnerProfile {
        mpn_id: "4242".to_owned(),
        name: "Us".to_owned(),
        city: "Cádiz".to_owned(),
        country: "ES".to_owned(),
    };
    let clock = Arc::new(FixedClock { millis: NOW_MILLIS });
    let api = portfolio.api(MetricDefinition::Entitlements, false);
    Api { insights: Some(Insights { book, partner, clock, is_strict_about_pending: true }), ..api }
}

/// Calls as an admin, with a body.
async fn call(api: &Api, method: &str, path: &str, body: &str) -> (u16, Value) {
    let request = Request::builder()
        .method(method)
        .uri(format!("/insights/v1/mpn/{path}"))
        .header("X-AadUserTicket", "admin");
    let told = ask(api, request.body(Body::from(body.to_owned())).unwrap()).await;
    (told.status.as_u16(), told.json())
}

async fn rows(api: &Api, query: &str) -> String {
    let encoded = query.replace('%', "%25").replace(' ', "%20");
    let path = format!("ScheduledQueries/testQueryResult?exportQuery={encoded}");
    let (status, answer) = call(api, "GET", &path, "").await;
    assert_eq!(status, 200, "{answer}");
    let row = |it: &Value| it.to_string();
    answer["value"].as_array().unwrap().iter().map(row).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn queries_are_answered_from_the_data() {
    let portfolio = Portfolio::new().await;
    let api = insights(&portfolio, Arc::default());
    assert_snapshot!(rows(&api, "SELECT CustomerName,WorkloadName,Month,PaidAvailableUnits,MonthlyActiveUsers FROM OfficeUsage WHERE WorkloadName='Exchange' TIMESPAN LAST_3_MONTHS").await, @r#"
    {"CustomerName":"Contoso","Month":"2026-01-01","MonthlyActiveUsers":0,"PaidAvailableUnits":10,"WorkloadName":"Exchange"}
    {"CustomerName":"Fabrikam","Month":"2026-01-01","MonthlyActiveUsers":0,"PaidAvailableUnits":10,"WorkloadName":"Exchange"}
    {"CustomerName":"Contoso","Month":"2026-02-01","MonthlyActiveUsers":2,"PaidAvailableUnits":10,"WorkloadName":"Exchange"}
    {"CustomerName":"Fabrikam","Month":"2026-02-01","MonthlyActiveUsers":1,"PaidAvailableUnits":5,"WorkloadName":"Exchange"}
    "#);
    assert_snapshot!(rows(&api, "SELECT WorkloadName,CustomerCount,TotalMonthlyActiveUsers,TotalPaidAvailableUnits FROM OfficeUsage WHERE WorkloadName LIKE '%o%' ORDER BY TotalMonthlyActiveUsers LIMIT 2 TIMESPAN LAST_MONTH").await, @r#"
    {"CustomerCount":1,"TotalMonthlyActiveUsers":1,"TotalPaidAvailableUnits":10,"WorkloadName":"Skype For Business"}
    {"CustomerCount":1,"TotalMonthlyActiveUsers":0,"TotalPaidAvailableUnits":10,"WorkloadName":"Microsoft 365 Apps"}
    "#);
    assert_snapshot!(rows(&api, "SELECT CustomerName,SKU,SubscriptionId,AvailableSeats,AssignedSeats,ActiveSeats,DeploymentOpportunity,ActiveUsagePercent FROM DynamicsUsage TIMESPAN LAST_MONTH").await, @r#"{"ActiveSeats":1,"ActiveUsagePercent":50.0,"AssignedSeats":1,"AvailableSeats":2,"CustomerName":"Contoso","DeploymentOpportunity":1,"SKU":"Dynamics 365 for Sales Enterprise Edition","SubscriptionId":null}"#);
    assert_snapshot!(rows(&api, "SELECT SubscriptionId,SubscriptionState,IsAutoRenew,TotalSoldSeats,SubscriptionEndDate FROM SeatsSubscriptionsAndRevenue TIMESPAN LAST_MONTH").await, @r#"
    {"IsAutoRenew":"Y","SubscriptionEndDate":"2026-06-30","SubscriptionId":"e3","SubscriptionState":"Active","TotalSoldSeats":6}
    {"IsAutoRenew":"N","SubscriptionEndDate":"2026-03-20","SubscriptionId":"e3-trial","SubscriptionState":"Active","TotalSoldSeats":25}
    {"IsAutoRenew":null,"SubscriptionEndDate":null,"SubscriptionId":"flow","SubscriptionState":"Active","TotalSoldSeats":1000}
    {"IsAutoRenew":null,"SubscriptionEndDate":null,"SubscriptionId":"mail","SubscriptionState":"Active","TotalSoldSeats":5}
    {"IsAutoRenew":null,"SubscriptionEndDate":"2026-02-01","SubscriptionId":"old","SubscriptionState":"Deprovisioned","TotalSoldSeats":5}
    "#);
    assert_snapshot!(rows(&api, "SELECT CustomerName,ProductPartNumber,CustomerStatus,AvailableSeats FROM CustomersAndTenants TIMESPAN LAST_MONTH").await, @r#"
    {"AvailableSeats":2,"CustomerName":"Contoso","CustomerStatus":"Active","ProductPartNumber":"DYN365_ENTERPRISE_SALES"}
    {"AvailableSeats":10,"CustomerName":"Contoso","CustomerStatus":"Active","ProductPartNumber":"ENTERPRISEPACK"}
    {"AvailableSeats":5,"CustomerName":"Fabrikam","CustomerStatus":"Active","ProductPartNumber":"EXCHANGESTANDARD"}
    "#);
    assert_snapshot!(rows(&api, "SELECT ResellerMpnid,SubscriptionID,IndirectProviderName FROM ResellerPerformance TIMESPAN LAST_MONTH").await, @r#"
    {"IndirectProviderName":"Us","ResellerMpnid":"4711","SubscriptionID":"e3"}
    {"IndirectProviderName":"Us","ResellerMpnid":"4711","SubscriptionID":"e3-trial"}
    {"IndirectProviderName":"Us","ResellerMpnid":"4711","SubscriptionID":"flow"}
    "#);
    assert_snapshot!(rows(&api, "SELECT MPNId,PartnerName,City FROM Profile").await, @r#"{"City":"Cádiz","MPNId":"4242","PartnerName":"Us"}"#);
    for dataset in ["PowerBIUsage", "EMSUsage", "TeamsUsageWorkload", "MSLearn"] {
        let column = if dataset == "MSLearn" { "UserId" } else { "CustomerTenantId" };
        assert_eq!(rows(&api, &format!("SELECT {column} FROM {dataset}")).await, "", "{dataset}");
    }
}

#[tokio::test]
async fn the_units_and_users_are_those_of_the_customers_report() {
    let portfolio = Portfolio::new().await;
    let api = insights(&portfolio, Arc::default());
    let day = "2026-02-28".parse().unwrap();
    for (id, name) in [(CONTOSO, "Contoso"), (FABRIKAM, "Fabrikam")] {
        let report = portfolio.data.customer(&Scope::All, id.parse().unwrap(), day).await.unwrap();
        let office = report.usage.iter().filter(|(it, _)| it.service == "office365");
        let expected = office.fold((0, 0), |sum, (_, it)| {
            (sum.0 + it.entitlements, sum.1 + it.users.unwrap().active())
        });
        let query = format!(
            "SELECT TotalPaidAvailableUnits,TotalMonthlyActiveUsers FROM OfficeUsage WHERE CustomerName='{name}' TIMESPAN LAST_MONTH"
        );
        let row = rows(&api, &query).await;
        assert_eq!(
            row,
            format!(
                r#"{{"TotalMonthlyActiveUsers":{},"TotalPaidAvailableUnits":{}}}"#,
                expected.1, expected.0
            )
        );
    }
}

#[tokio::test]
async fn queries_are_made_listed_and_dropped() {
    let portfolio = Portfolio::new().await;
    let api = insights(&portfolio, Arc::default());
    let (_, system) = call(&api, "GET", "ScheduledQueries", "").await;
    assert_eq!(system["totalCount"], 13);
    let none = call(&api, "GET", "ScheduledQueries?includeSystemQueries=false", "").await;
    assert_eq!(none.0, 404);
    let body = r#"{"Name":"Names","Query":"SELECT CustomerName FROM OfficeUsage"}"#;
    let (status, made) = call(&api, "POST", "ScheduledQueries", body).await;
    assert_eq!((status, made["message"].as_str()), (200, Some("Query created successfully")));
    let id = made["value"][0]["queryId"].as_str().unwrap();
    let (_, listed) = call(&api, "GET", "scheduledqueries?INCLUDESYSTEMQUERIES=False", "").await;
    assert_eq!(listed["value"], made["value"]);
    let path = format!("ScheduledQueries/testQueryResult?queryId={id}");
    assert_eq!(call(&api, "GET", &path, "").await.0, 200);
    let (_, dropped) = call(&api, "DELETE", &format!("ScheduledQueries/{id}"), "").await;
    assert_eq!(dropped["value"], made["value"]);
    assert_eq!(call(&api, "GET", &path, "").await.0, 404);
    for body in ["", "{}", r#"{"Name":"x"}"#, r#"{"Name":"x","Query":"SELECT x FROM y"}"#] {
        assert_eq!(call(&api, "POST", "ScheduledQueries", body).await.0, 400, "{body}");
    }
    assert_eq!(call(&api, "GET", "ScheduledQueries/testQueryResult", "").await.0, 400);
}

#[tokio::test]
async fn reports_are_made_changed_and_followed() {
    let portfolio = Portfolio::new().await;
    let book: Arc<MemoryBook> = Arc::default();
    let api = insights(&portfolio, Arc::clone(&book));
    let system = "d8349f7b-a7d1-467e-b26d-434d4a50f26a";
    let body = format!(
        r#"{{"ReportName":"Now","QueryId":"{system}","ExecuteNow":true,"QueryStartTime":"2026-01-01","QueryEndTime":"2026-01-31"}}"#
    );
    let (status, made) = call(&api, "POST", "ScheduledReport", &body).await;
    assert_eq!((status, made["message"].as_str()), (200, Some("Report created successfully")));
    let id = made["value"][0]["reportId"].as_str().unwrap().to_owned();
    let runs = format!("ScheduledReport/execution/{id}");
    assert_eq!(call(&api, "GET", &runs, "").await.0, 404, "nothing has run yet");
    let report: Guid = id.parse().unwrap();
    let at = Moment::from_epoch_seconds(NOW_MILLIS.div_euclid(1000));
    let done = Done { link: "https://x.example/f".to_owned(), expires: at, generated: at };
    let run = |id: u128, status, done| Execution { id: Guid::from_u128(id), report, status, done };
    book.executions.lock().unwrap().extend([
        run(1, ExecutionStatus::Completed, Some(done.clone())),
        run(2, ExecutionStatus::Completed, Some(done)),
        run(3, ExecutionStatus::Pending, None),
    ]);
    let (_, latest) = call(&api, "GET", &runs, "").await;
    assert_eq!(
        (&latest["totalCount"], &latest["value"][0]["executionId"]),
        (&1.into(), &"00000000-0000-0000-0000-000000000002".into())
    );
    assert_eq!(latest["value"][0]["reportLocation"], "https://x.example/f");
    let (_, all) = call(
        &api,
        "GET",
        &format!("{runs}?executionStatus=Pending;Completed&getLatestExecution=false"),
        "",
    )
    .await;
    assert_eq!(all["totalCount"], 3);
    assert_eq!(call(&api, "GET", &format!("{runs}?executionStatus=Broken"), "").await.0, 400);
    let paused = call(&api, "PUT", &format!("ScheduledReport/pause/{id}"), "").await.1;
    assert_eq!(paused["value"][0]["reportStatus"], "Paused");
    let resumed = call(&api, "PUT", &format!("ScheduledReport/resume/{id}"), "").await.1;
    assert_eq!(resumed["value"][0]["reportStatus"], "Active");
    let change = r#"{"ReportName":"Later","StartTime":"2026-04-01T00:00:00Z","RecurrenceInterval":24,"Format":"TSV"}"#;
    let (status, changed) = call(&api, "PUT", &format!("ScheduledReport/{id}"), change).await;
    assert_eq!((status, &changed["value"][0]["format"]), (200, &"tsv".into()));
    let (_, listed) = call(&api, "GET", "ScheduledReport?reportName=later", "").await;
    assert_eq!(listed["value"], changed["value"]);
    assert_eq!(call(&api, "DELETE", &format!("ScheduledReport/{id}"), "").await.0, 200);
    assert_eq!(call(&api, "GET", "ScheduledReport", "").await.0, 404);
    let unknown = r#"{"ReportName":"x","QueryId":"none","ExecuteNow":true}"#;
    assert_eq!(call(&api, "POST", "ScheduledReport", unknown).await.0, 400);
}

#[tokio::test]
async fn the_insights_api_asks_for_a_token_and_the_right_to_export() {
    let portfolio = Portfolio::new().await;
    let api = insights(&portfolio, Arc::default());
    let path = "/insights/v1/mpn/ScheduledDataset";
    let bare = ask(&api, Request::get(path).body(Body::empty()).unwrap()).await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ask(&api, get("helpdesk", path)).await.status, StatusCode::FORBIDDEN);
    assert_eq!(ask(&api, get("admin", path)).await.json()["totalCount"], 13);
    let one = ask(&api, get("admin", &format!("{path}?datasetName=officeusage"))).await.json();
    assert_eq!(one["value"][0]["minimumRecurrenceInterval"], 24);
    let long = Request::post("/insights/v1/mpn/ScheduledQueries")
        .header("authorization", "Bearer admin")
        .body(Body::from("x".repeat(100_000)));
    assert_eq!(ask(&api, long.unwrap()).await.status, StatusCode::BAD_REQUEST);
    let off = portfolio.api(MetricDefinition::Entitlements, false);
    assert_eq!(ask(&off, get("admin", path)).await.status, StatusCode::NOT_FOUND);
}
