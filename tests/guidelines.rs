//! Clauses and focus areas: fixed, public, complete.

use crate::support::App;
use serde_json::json;
use std::collections::BTreeSet;
use std::process::Command;

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

/// The names of all tests, as this program lists them.
fn names() -> BTreeSet<String> {
    let program = std::env::current_exe().unwrap();
    let list = Command::new(program).arg("--list").output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    let name = |line: &str| Some(line.strip_suffix(": test")?.split(' ').next()?.to_owned());
    list.lines().filter_map(name).collect()
}

fn every_clause_has_tests_that_exist() {
    let names = names();
    let documentation = include_str!("../docs/guidelines.md");
    let rows: Vec<&str> = documentation
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert_eq!(rows.len(), 27);
    for row in rows {
        let cells: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [clause, _, _, operations, tests] = cells[..] else {
            panic!("{row}");
        };
        assert!(operations.starts_with('`'), "{clause} has no operation");
        for test in tests.split(", ") {
            let test = test.trim_matches('`');
            assert!(names.contains(test), "{clause} names {test}, which is no test");
        }
    }
}

cases! {
    clauses_are_public_and_cited_by_id,
    there_are_eight_areas_and_one_that_cuts_across;
    without app: every_clause_has_tests_that_exist
}
