//! Members: the founding ones, names and periods by day, withdrawal.

use crate::support::App;
use serde_json::json;

fn names(answer: &crate::support::Answer) -> Vec<String> {
    answer
        .data()
        .iter()
        .map(|member| member["name"].as_str().unwrap().to_owned())
        .collect()
}

fn the_annex_states_78(app: &App) {
    let list = app.public().get("/v1/members?count=true&limit=100").expect(200);
    assert_eq!(list["total"], 78);
    assert_eq!(list.data().len(), 78);
    assert_eq!(
        app.public()
            .get("/v1/members?kind=regional_organization&count=true")
            .expect(200)["total"],
        6
    );
    let austria = app.public().get("/v1/members?code=040").expect(200);
    assert_eq!(austria.data()[0]["name"], "Austria");
    assert_eq!(austria.data()[0]["regional_group"], "western_european_and_others");
    assert_eq!(
        app.public()
            .get("/v1/members?on=2017-11-30&count=true")
            .expect(200)["total"],
        0
    );
}

fn a_second_start_loads_nothing_twice(app: &App) {
    let again = app.second_instance();
    assert_eq!(
        again
            .public()
            .get("/v1/members?count=true&status=any")
            .expect(200)["total"],
        78
    );
    assert_eq!(again.row_count("chair_terms"), 3);
}

fn pages_are_whole_at_any_limit(app: &App) {
    let all = names(&app.public().get("/v1/members?limit=100").expect(200));
    for limit in [1, 7, 77, 78] {
        let mut seen = Vec::new();
        let mut path = format!("/v1/members?limit={limit}");
        loop {
            let page = app.public().get(&path).expect(200);
            seen.extend(names(&page));
            let Some(next) = page["next"].as_str() else { break };
            let link = page.header("link").to_owned();
            assert!(link.contains(next) && link.contains("rel=\"next\""), "{link}");
            path = format!("/v1/members?limit={limit}&cursor={next}");
        }
        assert_eq!(seen, all);
    }
    let mut backwards = names(&app.public().get("/v1/members?limit=100&sort=-name").expect(200));
    backwards.reverse();
    assert_eq!(backwards, all);
}

fn a_page_is_steady_while_others_write(app: &App) {
    let first = app.public().get("/v1/members?limit=2").expect(200);
    record(app, "Albania", "ALB");
    let cursor = first["next"].as_str().unwrap();
    let second = app
        .public()
        .get(&format!("/v1/members?limit=2&cursor={cursor}"))
        .expect(200);
    assert_eq!(names(&second), ["Albania", "Argentina"]);
}

fn a_cursor_belongs_to_its_list(app: &App) {
    let cursor = app.public().get("/v1/members?limit=2").expect(200)["next"]
        .as_str()
        .unwrap()
        .to_owned();
    for path in [
        "/v1/members?limit=2&sort=-name",
        "/v1/members?q=a",
        "/v1/focal-points?limit=2",
    ] {
        let separator = if path.contains('?') { '&' } else { '?' };
        let answer = app.public().get(&format!("{path}{separator}cursor={cursor}"));
        answer.refused(400, None).fault("?cursor", "cursor");
    }
    let mut tampered = cursor;
    tampered.replace_range(30..31, if &tampered[30..31] == "A" { "B" } else { "A" });
    app.public()
        .get(&format!("/v1/members?limit=2&cursor={tampered}"))
        .refused(400, None)
        .fault("?cursor", "cursor");
}

fn search_folds_case_and_diacritics(app: &App) {
    assert_eq!(
        names(&app.public().get("/v1/members?q=NAMIB").expect(200)),
        ["Namibia"]
    );
    assert_eq!(
        names(&app.public().get("/v1/members?q=%25").expect(200)),
        [""; 0],
        "a wildcard means itself"
    );
}

fn record(app: &App, name: &str, code: &str) -> crate::support::Answer {
    let body = json!({"kind": "member_state", "name": name, "iso_alpha3": code, "starts_on": "2018-02-01", "source": "Note verbale"});
    app.secretariat().post("/v1/members", body).expect(201)
}

fn names_have_their_days(app: &App) {
    let turkey = record(app, "Turkey", "TUR");
    let path = format!("/v1/members/{}/names", turkey.id());
    let secretariat = app.secretariat();
    secretariat
        .post(&path, json!({"language": "fr", "name": "Türkiye"}))
        .expect(200);
    let named = secretariat
        .post(
            &path,
            json!({"language": "en", "name": "Türkiye", "starts_on": "2022-06-01"}),
        )
        .expect(200);
    assert_eq!(named["name"], "Turkey", "not yet");
    assert_eq!(
        names(&app.public().get("/v1/members?code=TUR&on=2022-05-31").expect(200)),
        ["Turkey"]
    );
    assert_eq!(
        names(&app.public().get("/v1/members?code=TUR&on=2022-06-01").expect(200)),
        ["Türkiye"]
    );
    assert_eq!(
        app.public().get("/v1/members?q=turkiye&count=true").expect(200)["total"],
        1
    );
    secretariat
        .post(
            &path,
            json!({"language": "en", "name": "x", "starts_on": "2022-06-01", "ends_on": "2022-05-01"}),
        )
        .refused(422, None)
        .fault("/ends_on", "invalid");
    secretariat
        .post(&path, json!({"language": "not a tag", "name": "x"}))
        .refused(422, None)
        .fault("/language", "invalid");
}

fn who_has_left_sees_what_everyone_sees(app: &App) {
    let (secretariat, namibia) = (app.secretariat(), app.member("NAM"));
    let body = json!({"member_id": app.member_id("NAM"), "focal_point": {"kind": "person", "designation": "primary",
        "name": "Amina Haddad", "email": "amina.haddad@example.org", "ministry": "Ministry of Gender"}});
    let focal_point = namibia.post("/v1/focal-points", body).expect(201);
    let path = format!("/v1/focal-points/{}", focal_point.id());
    let listed = |client: &crate::support::Client| {
        let table = client.get("/v1/focal-points/export/csv").expect(200);
        table.text.lines().count() - 1
    };
    assert_eq!(listed(&secretariat), 1);
    let member = format!("/v1/members/{}", app.member_id("NAM"));
    secretariat
        .post(
            &format!("{member}/withdraw"),
            json!({"source": "Note verbale", "on": "2018-05-31"}),
        )
        .expect(200);
    assert_eq!(listed(&secretariat), 0);
    let me = namibia.get("/v1/me").expect(200);
    assert_eq!((&me["role"], &me["member_id"]), (&json!("public"), &json!(null)));
    assert_eq!(namibia.get(&path).expect(200)["email"], json!(null));
    assert_eq!(listed(&namibia), 0);
    namibia.get("/v1/partners").expect(200);
    let back = json!({"starts_on": "2018-06-01", "source": "Note verbale"});
    secretariat.post(&format!("{member}/periods"), back).expect(200);
    assert_eq!(namibia.get("/v1/me").expect(200)["role"], "troika");
    assert_eq!(
        namibia.get(&path).expect(200)["email"],
        "amina.haddad@example.org"
    );
    assert_eq!(listed(&namibia), 1);
}

fn a_member_withdraws_and_stays_on_record(app: &App) {
    let id = app.member_id("CHL");
    let path = format!("/v1/members/{id}");
    let withdraw = format!("{path}/withdraw");
    let secretariat = app.secretariat();
    app.member("CHL")
        .post(&withdraw, json!({"source": "Note"}))
        .refused(403, None);
    secretariat
        .post(&withdraw, json!({"source": "Note", "on": "2017-01-01"}))
        .refused(422, None)
        .fault("/on", "too_early");
    let withdrawn = secretariat
        .post(&withdraw, json!({"source": "Note verbale", "on": "2018-05-31"}))
        .expect(200);
    assert_eq!(withdrawn["status"], "withdrawn");
    assert_eq!(withdrawn["periods"][0]["ends_on"], "2018-05-31");
    secretariat
        .post(&withdraw, json!({"source": "Note"}))
        .refused(409, None);
    assert_eq!(
        app.public().get("/v1/members?count=true").expect(200)["total"],
        77
    );
    assert_eq!(
        app.public()
            .get("/v1/members?count=true&on=2018-05-31")
            .expect(200)["total"],
        78
    );
    assert_eq!(
        names(&app.public().get("/v1/members?status=withdrawn").expect(200)),
        ["Chile"]
    );
}

fn periods_never_overlap(app: &App) {
    let path = format!("/v1/members/{}/periods", app.member_id("ESP"));
    let secretariat = app.secretariat();
    let period = |from: &str, to: Option<&str>| json!({"starts_on": from, "ends_on": to, "source": "Participants of the founding meeting"});
    let before = secretariat
        .post(&path, period("2016-09-01", Some("2017-11-30")))
        .expect(200);
    assert_eq!(before["periods"].as_array().unwrap().len(), 2);
    secretariat
        .post(&path, period("2017-11-30", Some("2017-12-01")))
        .refused(409, Some("membership.open"));
    secretariat
        .post(&path, period("2015-01-01", None))
        .refused(409, Some("membership.open"));
    secretariat
        .post(&path, period("2015-01-01", Some("2014-01-01")))
        .refused(422, None)
        .fault("/ends_on", "invalid");
    assert_eq!(
        names(&app.public().get("/v1/members?on=2016-09-01").expect(200)),
        ["Spain"]
    );
}

fn a_state_has_a_code_and_an_organization_an_acronym(app: &App) {
    let secretariat = app.secretariat();
    let base = json!({"kind": "member_state", "name": "X", "starts_on": "2018-01-01", "source": "Note"});
    let with = |name: &str, value: &str| {
        let mut body = base.clone();
        body[name] = json!(value);
        body
    };
    secretariat
        .post("/v1/members", base.clone())
        .refused(422, None)
        .fault("/iso_alpha3", "invalid");
    secretariat
        .post("/v1/members", with("iso_alpha3", "ZZZ"))
        .refused(422, None)
        .fault("/iso_alpha3", "invalid");
    secretariat
        .post("/v1/members", with("iso_alpha3", "NAM"))
        .refused(409, None);
    secretariat
        .post("/v1/members", with("acronym", "AU"))
        .refused(422, None)
        .fault("/acronym", "invalid");
    secretariat
        .post("/v1/members", with("ends_on", "2017-01-01"))
        .refused(422, None)
        .fault("/ends_on", "invalid");
    assert_eq!(
        secretariat
            .post("/v1/members", with("iso_alpha3", "mex"))
            .expect(201)["m49"],
        "484"
    );
}

fn a_change_needs_the_version_it_is_made_to(app: &App) {
    let path = format!("/v1/members/{}", app.member_id("USA"));
    let secretariat = app.secretariat();
    let usa = secretariat.get(&path).expect(200);
    app.public()
        .patch(&path, usa.etag(), json!({}))
        .refused(401, None);
    app.member("USA")
        .patch(&path, usa.etag(), json!({}))
        .refused(403, None);
    secretariat
        .send("PATCH", &path, &[("content-type", "application/json")], b"{}")
        .refused(428, None);
    secretariat
        .patch(&path, "\"other\"", json!({"regional_group": null}))
        .refused(412, None);
    let changed = secretariat
        .patch(&path, usa.etag(), json!({"regional_group": null}))
        .expect(200);
    assert_eq!(changed["regional_group"], json!(null));
    assert_eq!(changed["source"], usa["source"], "what is absent stays");
    secretariat
        .patch(&path, usa.etag(), json!({"regional_group": null}))
        .refused(412, None);
    secretariat
        .patch(&path, changed.etag(), json!({"source": null}))
        .refused(422, None)
        .fault("/source", "type");
    secretariat
        .patch(&path, "*", json!({"source": "List of members"}))
        .expect(200);
    assert_eq!(
        app.public().get(&path).expect(200).etag(),
        secretariat.get(&path).expect(200).etag()
    );
}

cases! {
    the_annex_states_78,
    a_second_start_loads_nothing_twice,
    pages_are_whole_at_any_limit,
    a_page_is_steady_while_others_write,
    a_cursor_belongs_to_its_list,
    search_folds_case_and_diacritics,
    names_have_their_days,
    who_has_left_sees_what_everyone_sees,
    a_member_withdraws_and_stays_on_record,
    periods_never_overlap,
    a_state_has_a_code_and_an_organization_an_acronym,
    a_change_needs_the_version_it_is_made_to
}
