//! Who sees which meetings, alone and in lists; and how lists are narrowed, sorted and paged.

use super::{NOBODY, annual, cancel, follow_up, ids, path, planned, step, troika_meeting, warned, with};
use crate::support::{Answer, App};
use serde_json::json;

fn who_is_to_see_what_by_itself(app: &App) {
    let germany = app.member("DEU");
    let visibility = |body| planned(&germany, body)["visibility"].clone();
    let kind = |kind: &str| with(annual(app), json!({"kind": kind}));
    assert_eq!(visibility(annual(app)), "public");
    for closed in ["thematic", "side_event", "troika"] {
        assert_eq!(visibility(kind(closed)), "network", "{closed}");
    }
    let hidden = planned(&germany, troika_meeting());
    assert_eq!(visibility(follow_up(&hidden.id())), "network");
    assert_eq!(
        visibility(with(troika_meeting(), json!({"visibility": "public"}))),
        "public"
    );
}

fn what_is_for_the_network_is_not_there_for_the_public(app: &App) {
    let germany = app.member("DEU");
    let hidden = planned(&germany, with(annual(app), json!({"visibility": "network"})));
    let one = path(&hidden);
    let public = app.public();
    for path in [
        one.clone(),
        format!("{one}/agenda-items"),
        format!("{one}/agenda-items/{NOBODY}"),
    ] {
        let missing = public.get(&path.replace(&hidden.id(), NOBODY)).refused(404, None);
        let refused = public.get(&path).refused(404, None);
        assert_eq!(refused.without_instance(), missing.without_instance(), "{path}");
    }
    for filter in [
        String::new(),
        "&kind=annual".to_owned(),
        "&year=2018".to_owned(),
        format!("&host_id={}", app.member_id("DEU")),
        "&from=2018-09-24&to=2018-09-25".to_owned(),
    ] {
        let seen = |answer: Answer| (answer.data().len(), answer["total"].clone());
        let list = format!("/v1/meetings?count=true{filter}");
        let founding = usize::from(filter.is_empty());
        assert_eq!(
            seen(public.get(&list).expect(200)),
            (founding, json!(founding)),
            "{filter}"
        );
        for client in [app.member("CAN"), app.secretariat()] {
            assert_eq!(
                seen(client.get(&list).expect(200)),
                (founding + 1, json!(founding + 1))
            );
        }
    }
    app.member("CAN").get(&one).expect(200);
    // Published, it is there for everyone.
    let now = germany.get(&one).expect(200);
    germany
        .patch(&one, now.etag(), json!({"visibility": "public"}))
        .expect(200);
    public.get(&one).expect(200);
}

fn warnings_tell_nothing_of_what_is_hidden(app: &App) {
    let germany = app.member("DEU");
    let meeting = planned(&germany, annual(app));
    let before = app.public().get(&path(&meeting)).expect(200);
    let second = planned(&germany, with(annual(app), json!({"visibility": "network"})));
    planned(
        &germany,
        with(follow_up(&second.id()), json!({"visibility": "network"})),
    );
    assert_eq!(
        warned(&germany.get(&path(&meeting)).expect(200)),
        ["meeting.annual"]
    );
    let after = app.public().get(&path(&meeting)).expect(200);
    assert_eq!(
        (after.text.as_str(), after.etag()),
        (before.text.as_str(), before.etag())
    );
    assert_eq!(warned(&after), ["meeting.follow-up"]);
}

fn a_public_meeting_follows_up_a_public_one(app: &App) {
    let germany = app.member("DEU");
    let hidden = planned(&germany, troika_meeting());
    let open = json!({"visibility": "public"});
    germany
        .post("/v1/meetings", with(follow_up(&hidden.id()), open.clone()))
        .refused(422, None)
        .fault("/visibility", "not_allowed");
    let later = planned(&germany, follow_up(&hidden.id()));
    germany
        .patch(&path(&later), later.etag(), open.clone())
        .refused(422, None)
        .fault("/visibility", "not_allowed");
    let shown = germany
        .patch(&path(&hidden), hidden.etag(), open.clone())
        .expect(200);
    germany.patch(&path(&later), later.etag(), open).expect(200);
    germany
        .patch(&path(&shown), shown.etag(), json!({"visibility": "network"}))
        .refused(409, None);
}

fn lists_are_narrowed(app: &App) {
    let secretariat = app.secretariat();
    let first = planned(&secretariat, annual(app));
    let later = planned(&secretariat, follow_up(&first.id()));
    let troika = planned(&secretariat, troika_meeting());
    let next = json!({"starts_at": "2019-09-24T07:00:00Z", "ends_at": "2019-09-25T07:00:00Z", "host_id": app.member_id("NAM")});
    let next = planned(&secretariat, with(annual(app), next));
    step(&secretariat, &first, "confirm").expect(200);
    cancel(&secretariat, &next).expect(200);
    let list = |query: &str| ids(&secretariat.get(&format!("/v1/meetings?{query}")).expect(200));
    let founding = list("kind=founding").remove(0);
    let all = [founding.clone(), troika.id(), first.id(), later.id(), next.id()];
    assert_eq!(list(""), all);
    assert_eq!(list("sort=starts_at"), all);
    let mut reversed = all.clone();
    reversed.reverse();
    assert_eq!(list("sort=-starts_at"), reversed);
    assert_eq!(list("year=2018"), all[1..4]);
    assert_eq!(list("year=2016"), all[..1]);
    assert_eq!(list("kind=annual"), [first.id(), next.id()]);
    assert_eq!(list("kind=annual&year=2019"), [next.id()]);
    assert_eq!(list("status=confirmed"), [first.id()]);
    assert_eq!(list("status=cancelled"), [next.id()]);
    assert_eq!(list("status=held"), [founding]);
    assert_eq!(list(&format!("host_id={}", app.member_id("NAM"))), [next.id()]);
    assert_eq!(list(&format!("follow_up_of={}", first.id())), [later.id()]);
    assert_eq!(list("from=2018-07-02&to=2018-09-24"), [troika.id(), first.id()]);
    assert_eq!(list("from=2018-07-03&to=2018-09-23"), [""; 0]);
    assert_eq!(list("from=2018-10-25"), [later.id(), next.id()]);
    for wrong in [
        "year=18",
        "kind=meeting",
        "status=open",
        "from=2018-02-30",
        "sort=title",
        "host_id=x",
        "q=berlin",
    ] {
        secretariat
            .get(&format!("/v1/meetings?{wrong}"))
            .refused(400, None);
    }
}

fn pages_neither_skip_nor_repeat(app: &App) {
    let secretariat = app.secretariat();
    // Some at the very same moment: the id decides.
    for day in [10, 11, 11, 11, 12] {
        let times = json!({"starts_at": format!("2018-07-{day}T13:00:00Z"), "ends_at": format!("2018-07-{day}T14:00:00Z")});
        planned(&secretariat, with(troika_meeting(), times));
    }
    for sort in ["starts_at", "-starts_at"] {
        let whole = secretariat
            .get(&format!("/v1/meetings?sort={sort}&year=2018&count=true"))
            .expect(200);
        assert_eq!(whole["total"], 5);
        let mut collected = Vec::new();
        let mut query = format!("/v1/meetings?sort={sort}&year=2018&limit=2");
        loop {
            let page = secretariat.get(&query).expect(200);
            collected.extend(ids(&page));
            let Some(next) = page["next"].as_str() else { break };
            query = format!("/v1/meetings?sort={sort}&year=2018&limit=2&cursor={next}");
        }
        assert_eq!(collected, ids(&whole));
    }
    let page = secretariat.get("/v1/meetings?limit=1").expect(200);
    let cursor = page["next"].as_str().unwrap();
    secretariat
        .get(&format!("/v1/meetings?limit=1&kind=troika&cursor={cursor}"))
        .refused(400, None)
        .fault("?cursor", "cursor");
}

cases! {
    who_is_to_see_what_by_itself,
    what_is_for_the_network_is_not_there_for_the_public,
    warnings_tell_nothing_of_what_is_hidden,
    a_public_meeting_follows_up_a_public_one,
    lists_are_narrowed,
    pages_neither_skip_nor_repeat
}
