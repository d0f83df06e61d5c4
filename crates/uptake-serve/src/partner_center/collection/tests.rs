use insta::assert_snapshot;

use super::*;

#[test]
fn a_page_links_to_itself_and_its_neighbours() {
    let page = Page { items: vec!["b", "c"], has_previous: false, has_next: true };
    let place = PagePlace { uri: "/customers?size=2", of: "customers", size: 2 };
    let collection = Collection::page(page, &place, |it| (*it).to_owned(), |it| it);
    assert_snapshot!(serde_json::to_string_pretty(&collection).unwrap(), @r#"
    {
      "totalCount": 2,
      "items": [
        "b",
        "c"
      ],
      "continuationToken": "eyJ2IjoxLCJvZiI6ImN1c3RvbWVycyIsIm4iOjIsImEiOiJiIiwieiI6ImMifQ",
      "links": {
        "self": {
          "uri": "/customers?size=2",
          "method": "GET",
          "headers": []
        },
        "next": {
          "uri": "/customers?size=2&seekOperation=Next",
          "method": "GET",
          "headers": [
            {
              "key": "MS-ContinuationToken",
              "value": "eyJ2IjoxLCJvZiI6ImN1c3RvbWVycyIsIm4iOjIsImEiOiJiIiwieiI6ImMifQ"
            }
          ]
        }
      },
      "attributes": {
        "objectType": "Collection"
      }
    }
    "#);
}

#[test]
fn an_empty_collection_has_no_links() {
    let empty = Collection::<()>::whole(Vec::new());
    assert_snapshot!(serde_json::to_string(&empty).unwrap(), @r#"{"totalCount":0,"items":[],"attributes":{"objectType":"Collection"}}"#);
}
