use insta::assert_snapshot;
use uptake_model::Guid;

use super::*;
use crate::partner_center::{
    insights::{
        book::{Callback, Done, ExecutionStatus, Format, Plan, ReportStatus},
        datasets::find,
        statement::parse,
        value::Value,
    },
    moment::Moment,
    samples::pretty,
};

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn report() -> Report {
    Report {
        id: Guid::from_u128(2),
        query_id: Guid::from_u128(1).to_string(),
        query_text: "SELECT CustomerName FROM OfficeUsage".to_owned(),
        plan: Plan {
            name: "Usage".to_owned(),
            description: None,
            execute_now: false,
            start: Some(moment("2026-04-01T00:00:00Z")),
            query_start: None,
            query_end: None,
            interval_hours: Some(24),
            count: Some(5),
            format: Format::Csv,
            callback_url: Some("https://partner.example/done".to_owned()),
            callback: Callback::Post,
        },
        user: Some("ana".to_owned()),
        created: moment("2026-03-10T12:00:00Z"),
        modified: None,
        status: ReportStatus::Active,
    }
}

#[test]
fn a_query_has_the_documented_shape() {
    let query = Query {
        id: Guid::from_u128(1),
        name: "Names".to_owned(),
        description: None,
        text: "SELECT CustomerName FROM OfficeUsage".to_owned(),
        user: Some("ana".to_owned()),
        created: moment("2026-03-10T12:00:00Z"),
    };
    assert_snapshot!(pretty(&Envelope::of(vec![QueryRow::of(&query)], Some("Query created successfully"))), @r#"
    {
      "value": [
        {
          "queryId": "00000000-0000-0000-0000-000000000001",
          "name": "Names",
          "description": null,
          "query": "SELECT CustomerName FROM OfficeUsage",
          "type": "userDefined",
          "user": "ana",
          "createdTime": "2026-03-10T12:00:00Z"
        }
      ],
      "nextLink": null,
      "totalCount": 1,
      "message": "Query created successfully",
      "statusCode": 200,
      "dataRedacted": false
    }
    "#);
    let system = QueryRow::of_system(find("Profile").unwrap());
    assert_snapshot!(serde_json::to_string(&system).unwrap(), @r#"{"queryId":"e65f3a4f-fb99-4319-97ff-59e57566a871","name":"Profile","description":null,"query":"SELECT MPNId, PartnerName, PGA_MPNId, PGA_PartnerName, City, Country, HierarchyLevel FROM Profile","type":"system","user":null,"createdTime":"2021-01-01T00:00:00Z"}"#);
}

#[test]
fn a_report_has_the_documented_shape() {
    assert_snapshot!(pretty(&ReportRow::of(&report())), @r#"
    {
      "reportId": "00000000-0000-0000-0000-000000000002",
      "reportName": "Usage",
      "description": null,
      "queryId": "00000000-0000-0000-0000-000000000001",
      "query": "SELECT CustomerName FROM OfficeUsage",
      "user": "ana",
      "createdTime": "2026-03-10T12:00:00Z",
      "modifiedTime": null,
      "executeNow": false,
      "startTime": "2026-04-01T00:00:00Z",
      "reportStatus": "Active",
      "recurrenceInterval": 24,
      "recurrenceCount": 5,
      "callbackUrl": "https://partner.example/done",
      "callbackMethod": "POST",
      "format": "csv"
    }
    "#);
}

#[test]
fn a_run_that_is_done_has_its_link_twice() {
    let done = Done {
        link: "https://uptake.example/files/x".to_owned(),
        expires: moment("2026-03-17T12:00:00Z"),
        generated: moment("2026-03-10T12:00:05Z"),
    };
    let status = ExecutionStatus::Completed;
    let run =
        Execution { id: Guid::from_u128(3), report: Guid::from_u128(2), status, done: Some(done) };
    assert_snapshot!(pretty(&ExecutionRow::of(&run, &report())), @r#"
    {
      "executionId": "00000000-0000-0000-0000-000000000003",
      "reportId": "00000000-0000-0000-0000-000000000002",
      "recurrenceInterval": 24,
      "recurrenceCount": 5,
      "callbackUrl": "https://partner.example/done",
      "callbackMethod": "POST",
      "format": "csv",
      "executionStatus": "Completed",
      "reportLocation": "https://uptake.example/files/x",
      "reportAccessSecureLink": "https://uptake.example/files/x",
      "reportExpiryTime": "2026-03-17T12:00:00Z",
      "reportGeneratedTime": "2026-03-10T12:00:05Z"
    }
    "#);
}

#[test]
fn a_dataset_has_the_documented_shape() {
    assert_snapshot!(serde_json::to_string(&DatasetRow::of(find("Profile").unwrap())).unwrap(), @r#"{"datasetName":"Profile","selectableColumns":["MPNId","PartnerName","PGA_MPNId","PGA_PartnerName","City","Country","HierarchyLevel"],"availableMetrics":[],"availableDateRanges":[],"minimumRecurrenceInterval":24}"#);
}

#[test]
fn an_answer_has_the_selected_names_in_their_order() {
    let statement =
        parse("SELECT WorkloadName, CustomerName, MonthlyActiveUsers FROM OfficeUsage").unwrap();
    let row = vec![Value::text("Teams"), Value::text("Contoso"), Value::Missing];
    assert_snapshot!(serde_json::to_string(&ResultRow::of(&statement, row)).unwrap(), @r#"{"WorkloadName":"Teams","CustomerName":"Contoso","MonthlyActiveUsers":null}"#);
}

#[test]
fn a_refusal_says_its_status() {
    let refusal: Envelope<()> = Envelope::refusal(404, "no query matches".to_owned());
    assert_snapshot!(serde_json::to_string(&refusal).unwrap(), @r#"{"value":[],"nextLink":null,"totalCount":0,"message":"no query matches","statusCode":404,"dataRedacted":false}"#);
}

#[test]
fn bodies_are_read_in_both_spellings() {
    let pascal: CreateQuery =
        serde_json::from_str(r#"{"Name":"a","Query":"b","Other":1}"#).unwrap();
    let camel: CreateQuery = serde_json::from_str(r#"{"name":"a","query":"b"}"#).unwrap();
    assert_eq!(pascal, camel);
    let pascal: WriteReport =
        serde_json::from_str(r#"{"ReportName":"a","ExecuteNow":true}"#).unwrap();
    let camel: WriteReport =
        serde_json::from_str(r#"{"reportName":"a","executeNow":true}"#).unwrap();
    assert_eq!(pascal, camel);
}
