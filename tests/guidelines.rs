//! Clauses and focus areas: fixed, public, complete.

use crate::support::App;
use serde_json::json;

fn clauses_are_public_and_cited_by_id(app: &App) {
    let all = app.public().get("/v1/guidelines").expect(200);
    assert_eq!(all.data().len(), 27);
    assert_eq!(all["next"], json!(null));
    let shared = app.public().get("/v1/guidelines/membership.shared").expect(200);
    assert_eq!(shared["rules"][0]["strength"], "hard");
    app.public()
        .get("/v1/guidelines/membership.secret")
        .refused(404, None);
}

fn there_are_eight_areas_and_one_that_cuts_across(app: &App) {
    let all = app.public().get("/v1/focus-areas").expect(200);
    assert_eq!(all.data().len(), 9);
    assert_eq!(
        all.data()
            .iter()
            .filter(|area| area["cross_cutting"] == true)
            .count(),
        1
    );
    assert_eq!(
        app.public().get("/v1/focus-areas/participation").expect(200)["position"],
        5
    );
    app.public().get("/v1/focus-areas/peace").refused(404, None);
}

cases! { clauses_are_public_and_cited_by_id, there_are_eight_areas_and_one_that_cuts_across }
