//! Which table a header is taken for.

use insta::assert_snapshot;

use super::{Recognised, recognise};

fn check(headers: &[&str]) -> String {
    let shown = headers.iter().map(|header| {
        let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
        match recognise(&columns) {
            Recognised::Table(schema) => format!("{header} = {}", schema.table.name()),
            Recognised::Nearly(schema) => {
                let missing = schema.missing(&columns).join(",");
                format!("{header} = {} without {missing}", schema.table.name())
            }
            Recognised::Unknown => format!("{header} = unknown"),
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_table_is_told_by_its_required_columns() {
    let headers = [
        "customer_id,name",
        "as_of,status,quantity,sku,subscription_id,customer_id",
        "CUSTOMER_ID,User_Id",
        "customer_id,user_id,sku,assigned_on",
        "customer_id,user_id,workload,day",
        "customer_id,user_id,workload,last_active_on,as_of",
        "customer_id,ticket_id,opened_on",
        "customer_id,response_id,day,kind,score",
        "customer_id,action_id,playbook,started_on",
    ];
    assert_snapshot!(check(&headers), @r"
    customer_id,name = customers
    as_of,status,quantity,sku,subscription_id,customer_id = subscriptions
    CUSTOMER_ID,User_Id = users
    customer_id,user_id,sku,assigned_on = assignments
    customer_id,user_id,workload,day = activity
    customer_id,user_id,workload,last_active_on,as_of = last_activity
    customer_id,ticket_id,opened_on = tickets
    customer_id,response_id,day,kind,score = surveys
    customer_id,action_id,playbook,started_on = actions
    ");
}

#[test]
fn the_table_that_explains_the_most_columns_wins() {
    let headers = [
        "customer_id,user_id,workload,day,kind",
        "customer_id,user_id,name,display_name",
        "customer_id,name,domain,user_id",
        "customer_id,name,owner,status,note",
        "customer_id,user_id,kind,sku",
    ];
    assert_snapshot!(check(&headers), @"
    customer_id,user_id,workload,day,kind = activity
    customer_id,user_id,name,display_name = users
    customer_id,name,domain,user_id = customers
    customer_id,name,owner,status,note = customers
    customer_id,user_id,kind,sku = assignments without assigned_on
    ");
}

#[test]
fn a_table_without_one_of_its_columns_is_not_taken_for_a_smaller_one() {
    let headers = [
        "customer_id,user_id,sku,assigned",
        "customer_id,user_id,day,source",
        "user_id,workload,day",
        "customer_id,subscription_id,sku,quantity",
        "customer_id,amount",
        "Report Refresh Date,User Principal Name",
    ];
    assert_snapshot!(check(&headers), @r"
    customer_id,user_id,sku,assigned = assignments without assigned_on
    customer_id,user_id,day,source = activity without workload
    user_id,workload,day = activity without customer_id
    customer_id,subscription_id,sku,quantity = subscriptions without status,as_of
    customer_id,amount = unknown
    Report Refresh Date,User Principal Name = unknown
    ");
}

#[test]
fn a_table_with_a_misspelt_column_is_not_taken_for_another() {
    let headers = [
        "customer_id,user_id,workload",
        "customer_id,user_id,workload,date",
        "customer_id,user_id,display_name,workload,date",
        "customer_id,user_id,sku_id,start_date,removed_on",
        "customer_id,name,subscription_id,sku,quantity,state,as_of",
        "customer_id,name,ticket_id,subject",
        "customer_id,user_id,workload,last_active,as_of",
        "customer_id,name,currency,status",
    ];
    assert_snapshot!(check(&headers), @"
    customer_id,user_id,workload = activity without day
    customer_id,user_id,workload,date = activity without day
    customer_id,user_id,display_name,workload,date = activity without day
    customer_id,user_id,sku_id,start_date,removed_on = assignments without sku,assigned_on
    customer_id,name,subscription_id,sku,quantity,state,as_of = subscriptions without status
    customer_id,name,ticket_id,subject = tickets without opened_on
    customer_id,user_id,workload,last_active,as_of = last_activity without last_active_on
    customer_id,name,currency,status = customers
    ");
}
