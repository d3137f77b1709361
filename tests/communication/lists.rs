//! The list of updates: order, pages, filters.

use super::{draft, draft_with, drafted, published};
use crate::support::{App, Client};
use serde_json::{Value, json};

/// One update a day from 1 June 2018, all drafted first and then published in the opposite order.
fn seven(app: &App) -> Vec<String> {
    let namibia = app.member("NAM");
    let ids: Vec<String> = (1..=7)
        .map(|day| {
            app.set_now(&format!("2018-06-0{day}T09:00:00Z"));
            drafted(&namibia, draft())
        })
        .collect();
    for (id, day) in ids.iter().rev().zip(11..) {
        app.set_now(&format!("2018-06-{day}T09:00:00Z"));
        namibia
            .post_empty(&format!("/v1/updates/{id}/publish"))
            .expect(200);
    }
    ids
}

fn ids(page: &crate::support::Answer) -> Vec<String> {
    let id = |update: &Value| update["id"].as_str().unwrap().to_owned();
    page.data().iter().map(id).collect()
}

/// Passes when these ids are listed, in this order.
#[track_caller]
fn are(listed: &[String], wanted: &[&String]) {
    assert!(
        listed.iter().eq(wanted.iter().copied()),
        "{listed:?} for {wanted:?}"
    );
}

/// All pages of a list, two updates a page.
fn walk(client: &Client, parameters: &str, mut between: impl FnMut()) -> Vec<String> {
    let mut all = Vec::new();
    let mut path = format!("/v1/updates?limit=2{parameters}");
    loop {
        let page = client.get(&path).expect(200);
        assert!(page.data().len() <= 2);
        all.extend(ids(&page));
        let Some(next) = page["next"].as_str() else {
            return all;
        };
        path = format!("/v1/updates?limit=2{parameters}&cursor={next}");
        between();
    }
}

fn each_order_is_whole_from_page_to_page(app: &App) {
    let oldest_first = seven(app);
    let newest_first: Vec<_> = oldest_first.iter().rev().cloned().collect();
    let by_member = format!("&member_id={}", app.member_id("NAM"));
    for client in [
        app.public(),
        app.member("CHL"),
        app.member("NAM"),
        app.secretariat(),
    ] {
        for filter in ["", &by_member] {
            let walked = |sort: &str| walk(&client, &format!("{filter}{sort}"), || ());
            assert_eq!(walked(""), newest_first);
            assert_eq!(walked("&sort=-created_at"), newest_first);
            assert_eq!(walked("&sort=created_at"), oldest_first);
            // Published in the opposite order.
            assert_eq!(walked("&sort=-published_at"), oldest_first);
            assert_eq!(walked("&sort=published_at"), newest_first);
        }
    }
}

fn a_page_skips_and_repeats_nothing_while_others_publish(app: &App) {
    let before = seven(app);
    let spain = app.member("ESP");
    for sort in ["-created_at", "created_at", "-published_at", "published_at"] {
        let walked = walk(&app.public(), &format!("&sort={sort}"), || {
            if app.row_count("updates") < 40 {
                published(&spain, draft());
            }
        });
        let mut once = walked.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), walked.len(), "repeated by {sort}");
        assert!(before.iter().all(|id| walked.contains(id)), "skipped by {sort}");
    }
}

fn many_at_one_moment_are_all_listed(app: &App) {
    let namibia = app.member("NAM");
    let mut all: Vec<_> = (0..5).map(|_| published(&namibia, draft())).collect();
    all.sort();
    for sort in ["created_at", "published_at"] {
        assert_eq!(walk(&app.public(), &format!("&sort={sort}"), || ()), all);
    }
}

fn by_publication_there_are_no_drafts(app: &App) {
    let namibia = app.member("NAM");
    let shared = published(&namibia, draft());
    let draft_id = drafted(&namibia, draft());
    let list = namibia
        .get("/v1/updates?sort=-published_at&count=true")
        .expect(200);
    are(&ids(&list), &[&shared]);
    assert_eq!(list["total"], 1);
    let list = namibia.get("/v1/updates?count=true").expect(200);
    are(&ids(&list), &[&draft_id, &shared]);
    assert_eq!(list["total"], 2);
}

/// Newest first by the time that the filter speaks of.
fn a_range_of_publication_is_sorted_by_it(app: &App) {
    let oldest_first = seven(app);
    let newest_first: Vec<_> = oldest_first.iter().rev().cloned().collect();
    let range = "&published_from=2018-06-11&published_to=2018-06-17";
    // Published in the opposite order.
    let walked = |sort: &str| walk(&app.public(), &format!("{range}{sort}"), || ());
    assert_eq!(walked(""), oldest_first);
    assert_eq!(walked("&sort=published_at"), newest_first);
    assert_eq!(walked("&sort=-created_at"), newest_first);
    let middle = walk(
        &app.public(),
        "&published_from=2018-06-12&published_to=2018-06-13",
        || (),
    );
    assert_eq!(middle, oldest_first[4..6]);
}

fn filters_narrow(app: &App) {
    let (namibia, spain) = (app.member("NAM"), app.member("ESP"));
    let one = published(&namibia, draft());
    app.set_now("2018-07-01T00:00:00Z");
    let two = published(
        &spain,
        draft_with(json!({"section": "lessons_and_best_practices", "focus_areas": ["sustained_funding"]})),
    );
    app.set_now("2018-07-01T23:59:59.999999Z");
    let three = published(
        &spain,
        draft_with(json!({"section": "innovation", "focus_areas": ["participation"]})),
    );
    let listed = |parameters: &str| {
        let list = app
            .public()
            .get(&format!("/v1/updates?sort=created_at&count=true&{parameters}"))
            .expect(200);
        assert_eq!(list["total"], list.data().len());
        ids(&list)
    };
    are(
        &listed(&format!("member_id={}", app.member_id("ESP"))),
        &[&two, &three],
    );
    are(&listed("member_id=0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b"), &[]);
    are(&listed("section=member_action"), &[&one]);
    are(&listed("focus_area=participation"), &[&one, &three]);
    are(&listed("focus_area=sustained_funding"), &[&two]);
    are(&listed("focus_area=participation&section=innovation"), &[&three]);
    are(&listed("published_from=2018-07-01"), &[&two, &three]);
    are(&listed("published_to=2018-06-30"), &[&one]);
    are(
        &listed("published_from=2018-06-01&published_to=2018-07-01"),
        &[&one, &two, &three],
    );
    are(&listed("published_from=2018-07-02&published_to=9999-12-31"), &[]);
}

fn what_no_list_has_is_refused(app: &App) {
    seven(app);
    let public = app.public();
    let refuse = |query: &str, pointer: &str, code: &str| {
        public
            .get(&format!("/v1/updates?{query}"))
            .refused(400, None)
            .fault(pointer, code);
    };
    refuse("section=opinion", "?section", "not_one_of");
    refuse("focus_area=peace", "?focus_area", "not_one_of");
    refuse("status=lost", "?status", "not_one_of");
    refuse("visibility=secretariat", "?visibility", "not_one_of");
    refuse("member_id=NAM", "?member_id", "format");
    refuse("published_from=June", "?published_from", "format");
    refuse("sort=title", "?sort", "not_one_of");
    refuse("limit=101", "?limit", "too_large");
    refuse("q=plan", "?q", "unknown");
    // A cursor belongs to its filters and its sort.
    let next = public.get("/v1/updates?limit=2").expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    for other in ["sort=published_at", "section=member_action", "status=published"] {
        refuse(&format!("limit=2&{other}&cursor={next}"), "?cursor", "cursor");
    }
    // Everyone's pages are his own: the public's place in the list shows a member the same list, and nothing hidden.
    app.member("CHL")
        .get(&format!("/v1/updates?limit=2&cursor={next}"))
        .expect(200);
}

cases! {
    each_order_is_whole_from_page_to_page,
    a_page_skips_and_repeats_nothing_while_others_publish,
    many_at_one_moment_are_all_listed,
    by_publication_there_are_no_drafts,
    a_range_of_publication_is_sorted_by_it,
    filters_narrow,
    what_no_list_has_is_refused,
}
