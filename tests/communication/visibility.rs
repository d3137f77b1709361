//! Who sees which update in which state, and that nothing else shows through.

use super::{agenda_item, draft, draft_with, drafted, in_each_state, published};
use crate::support::{Answer, App, Client};
use serde_json::{Value, json};

/// Namibia is in the troika of 2018, Spain too; Chile is in no seat.
fn callers(app: &App) -> [(&'static str, Client); 5] {
    [
        ("public", app.public()),
        ("member", app.member("CHL")),
        ("troika", app.member("ESP")),
        ("own", app.member("NAM")),
        ("secretariat", app.secretariat()),
    ]
}

fn may_see(caller: &str, visibility: &str, state: &str) -> bool {
    match caller {
        "own" | "secretariat" => true,
        "public" => state == "published" && visibility == "public",
        _ => state == "published",
    }
}

fn each_caller_sees_just_what_is_his(app: &App) {
    let namibia = app.member("NAM");
    let all: Vec<_> = ["public", "network"]
        .into_iter()
        .flat_map(|visibility| in_each_state(&namibia, visibility).map(|(state, id)| (visibility, state, id)))
        .collect();
    for (name, caller) in callers(app) {
        let mut seen = Vec::new();
        for (visibility, state, id) in &all {
            let answer = caller.get(&format!("/v1/updates/{id}"));
            if may_see(name, visibility, state) {
                answer.expect(200);
                seen.push((*visibility, *state, id.clone()));
            } else {
                answer.refused(404, None);
            }
        }
        is_listed(&caller, "", &seen);
        for state in ["draft", "published", "withdrawn"] {
            let some: Vec<_> = seen.iter().filter(|u| u.1 == state).cloned().collect();
            is_listed(&caller, &format!("&status={state}"), &some);
        }
        for visibility in ["public", "network"] {
            let some: Vec<_> = seen.iter().filter(|u| u.0 == visibility).cloned().collect();
            is_listed(&caller, &format!("&visibility={visibility}"), &some);
        }
        let by_member = format!("&member_id={}", app.member_id("NAM"));
        is_listed(&caller, &by_member, &seen);
        is_listed(&caller, "&section=member_action&focus_area=participation", &seen);
        is_listed(&caller, "&section=innovation", &[]);
        let dated: Vec<_> = seen.iter().filter(|u| u.1 != "draft").cloned().collect();
        is_listed(&caller, "&sort=-published_at", &dated);
        is_listed(&caller, "&published_from=2018-06-01", &dated);
    }
}

/// A list with these parameters holds just these, and counts no more.
#[track_caller]
fn is_listed(caller: &Client, parameters: &str, wanted: &[(&str, &str, String)]) {
    let list = caller
        .get(&format!("/v1/updates?count=true{parameters}"))
        .expect(200);
    let mut ids: Vec<_> = list.data().iter().map(|u| u["id"].clone()).collect();
    let mut wanted: Vec<_> = wanted.iter().map(|(.., id)| json!(id)).collect();
    ids.sort_by_key(Value::to_string);
    wanted.sort_by_key(Value::to_string);
    assert_eq!(ids, wanted, "{list}");
    assert_eq!(list["total"], wanted.len(), "{list}");
    assert_eq!(list["next"], json!(null), "{list}");
}

fn the_hidden_answers_as_the_missing(app: &App) {
    let missing = "0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b";
    let namibia = app.member("NAM");
    let [(_, draft), _, (_, withdrawn)] = in_each_state(&namibia, "public");
    let for_the_network = published(&namibia, draft_with(json!({"visibility": "network"})));
    let (public, chile) = (app.public(), app.member("CHL"));
    for (caller, hidden) in [
        (&public, &draft),
        (&public, &withdrawn),
        (&public, &for_the_network),
        (&chile, &draft),
        (&chile, &withdrawn),
    ] {
        let get = |id: &str| caller.get(&format!("/v1/updates/{id}"));
        alike(&get(hidden), &get(missing));
    }
    for hidden in [&draft, &withdrawn] {
        let patch = |id: &str| {
            chile.patch(
                &format!("/v1/updates/{id}"),
                "*",
                json!({"section": "innovation"}),
            )
        };
        alike(&patch(hidden), &patch(missing));
        for step in ["publish", "withdraw"] {
            let post = |id: &str| chile.post_empty(&format!("/v1/updates/{id}/{step}"));
            alike(&post(hidden), &post(missing));
        }
    }
}

/// Byte for byte the same 404, apart from the request's id, the date, and what is left of the quota.
#[track_caller]
fn alike(one: &Answer, other: &Answer) {
    let told = |answer: &Answer| {
        let answer = answer.clone().refused(404, None);
        let id = answer.header("x-request-id").to_owned();
        let mut headers: Vec<_> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
            .filter(|line| !line.starts_with("date:") && !line.starts_with("ratelimit:"))
            .map(|line| line.replace(&id, ""))
            .collect();
        headers.sort();
        (headers, answer.text.replace(&id, ""))
    };
    assert_eq!(told(one), told(other));
}

fn a_member_touches_no_other_members_update(app: &App) {
    let namibia = app.member("NAM");
    let shared = format!("/v1/updates/{}", published(&namibia, draft()));
    let hidden = format!("/v1/updates/{}", drafted(&namibia, draft()));
    for other in [app.member("CHL"), app.member("ESP")] {
        let etag = other.get(&shared).expect(200).etag().to_owned();
        other
            .patch(&shared, &etag, json!({"section": "innovation"}))
            .refused(403, None);
        for step in ["publish", "withdraw"] {
            other.post_empty(&format!("{shared}/{step}")).refused(403, None);
            other.post_empty(&format!("{hidden}/{step}")).refused(404, None);
        }
        other
            .patch(&hidden, "*", json!({"section": "innovation"}))
            .refused(404, None);
    }
    assert_eq!(namibia.get(&shared).expect(200)["status"], "published");
    assert_eq!(namibia.get(&hidden).expect(200)["status"], "draft");
}

/// A meeting for the Network only does not show through an update that anyone may read.
fn the_public_learns_of_no_closed_meeting(app: &App) {
    let namibia = app.member("NAM");
    let (open, closed) = (agenda_item(app, "public"), agenda_item(app, "network"));
    let shared_at = |item: &str| published(&namibia, draft_with(json!({"agenda_item_id": item})));
    let (at_open, at_closed) = (shared_at(&open), shared_at(&closed));
    let item_of = |caller: &Client, id: &str| {
        let alone = caller.get(&format!("/v1/updates/{id}")).expect(200)["agenda_item_id"].clone();
        let list = caller.get("/v1/updates").expect(200);
        let listed = list.data().iter().find(|update| update["id"] == id).unwrap();
        assert_eq!(listed["agenda_item_id"], alone);
        alone
    };
    for caller in [namibia.clone(), app.member("CHL"), app.secretariat()] {
        assert_eq!(item_of(&caller, &at_open), open);
        assert_eq!(item_of(&caller, &at_closed), closed);
    }
    assert_eq!(item_of(&app.public(), &at_open), open);
    assert_eq!(item_of(&app.public(), &at_closed), json!(null));
}

/// Of a draft only its member and the secretariat are told; of what came out of it, its audience.
fn events_go_to_those_who_see_the_update(app: &App) {
    for visibility in ["public", "network"] {
        in_each_state(&app.member("NAM"), visibility);
        let count = |action: &str, level: &str| {
            app.row_count(&format!(
                "events WHERE action = 'update.{action}' AND visibility = '{level}' AND member_id IS NOT NULL"
            ))
        };
        assert_eq!(count("published", visibility), 2);
        assert_eq!(count("withdrawn", visibility), 1);
        assert_eq!(count("drafted", visibility), 0);
    }
    assert_eq!(
        app.row_count("events WHERE action = 'update.drafted' AND visibility = 'secretariat'"),
        6
    );
}

cases! {
    each_caller_sees_just_what_is_his,
    the_hidden_answers_as_the_missing,
    a_member_touches_no_other_members_update,
    the_public_learns_of_no_closed_meeting,
    events_go_to_those_who_see_the_update,
}
