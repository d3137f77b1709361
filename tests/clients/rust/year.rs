//! A year of the Network with openapi-generator's Rust client: see ../README.md.

use chrono::{Datelike, NaiveDate, TimeZone, Utc};
use std::collections::HashMap;
use wps_client::apis::configuration::Configuration;
use wps_client::apis::{
    Error, accounts_api, chairmanship_api, identity_api, meetings_api, members_api, membership_requests_api, updates_api,
};
use wps_client::models::*;

const PASSWORD: &str = "seven quiet bridges";

fn as_bearer(token: Option<String>) -> Configuration {
    Configuration {
        base_path: std::env::var("api").unwrap(),
        bearer_access_token: token,
        ..Configuration::default()
    }
}

/// The status and clause of a refusal.
fn refusal<T: std::fmt::Debug, E: std::fmt::Debug>(answer: Result<T, Error<E>>) -> (u16, Option<String>) {
    let Err(Error::ResponseError(refused)) = answer else {
        panic!("not refused: {answer:?}");
    };
    let problem: Problem = serde_json::from_str(&refused.content).unwrap();
    (refused.status.as_u16(), problem.clause)
}

fn sign_in(email: &str) -> Configuration {
    let credentials = Credentials::new(email.to_owned(), PASSWORD.to_owned());
    let tokens = identity_api::start_session(&as_bearer(None), credentials, None).unwrap();
    as_bearer(Some(tokens.access_token))
}

fn member(code: &str) -> uuid::Uuid {
    let page = members_api::list_members(
        &as_bearer(None), None, None, None, None, None, None, None, Some(code), None, None, None,
    );
    page.unwrap().data[0].id
}

fn account(officer: &Configuration, code: &str) -> Configuration {
    let email = format!("wps@{}.example.org", code.to_lowercase());
    let account = AccountInput {
        member_id: Some(Some(member(code))),
        ..AccountInput::new(email.clone(), AccountRole::Member)
    };
    let invited = accounts_api::create_account(officer, account, None).unwrap();
    let activation = Activation::new(invited.invitation_code, PASSWORD.to_owned());
    identity_api::activate_account(&as_bearer(None), activation, None).unwrap();
    sign_in(&email)
}

fn text(words: &str) -> HashMap<String, String> {
    HashMap::from([("en".to_owned(), words.to_owned())])
}

fn main() {
    let anyone = as_bearer(None);
    let year = Utc::now().year();
    let next = year + 1;
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let email = "officer@unwomen.org";
    let setup = Setup::new(std::env::var("CODE").unwrap(), email.to_owned(), PASSWORD.to_owned());
    identity_api::set_up(&anyone, setup, None).unwrap();
    let officer = sign_in(email);
    let (spain, namibia) = (account(&officer, "ESP"), account(&officer, "NAM"));

    let contact = RequestContact::new("Ana Torres".to_owned(), "ana.torres@example.org".to_owned());
    let ana = FocalPointDataInput::new(FocalPointKind::Person, Designation::Primary, "Ana Torres".to_owned());
    let application = MembershipRequestInput {
        iso_alpha3: Some(Some("MEX".to_owned())),
        proposed_focal_point: Some(Some(Box::new(ana))),
        ..MembershipRequestInput::new(ApplicantKind::MemberState, "Mexico".to_owned(), contact)
    };
    let submitted = membership_requests_api::submit_membership_request(&anyone, application, None).unwrap();
    let request = submitted.request.id.to_string();
    let admit = |admission| membership_requests_api::admit_membership_request(&officer, &request, admission, None);
    assert_eq!(refusal(admit(Admission::new())), (409, Some("membership.shared".to_owned())));
    membership_requests_api::share_membership_request(&officer, &request, None).unwrap();
    let group = Some(Some(RegionalGroup::LatinAmericanAndCaribbean));
    admit(Admission { regional_group: group, ..Admission::new() }).unwrap();
    member("MEX");

    let (esp, nam) = (member("ESP"), member("NAM"));
    let term = ChairTermInput::new(vec![esp], day(year, 1, 1), day(year, 12, 31), "An example".to_owned());
    chairmanship_api::record_chair_term(&officer, term, None).unwrap();
    let bid = ChairmanshipNominationInput::new(vec![esp, nam], day(next, 1, 1), day(next, 12, 31));
    let nomination = chairmanship_api::submit_chairmanship_nomination(&spain, bid, None).unwrap().id.to_string();
    chairmanship_api::consent_to_chairmanship_nomination(&namibia, &nomination, None).unwrap();
    let selected = chairmanship_api::select_chairmanship_nomination(&officer, &nomination, None).unwrap();
    assert_eq!(selected.status, NominationStatus::Selected);
    let troika = chairmanship_api::get_troika(&anyone, Some(day(next, 6, 1)), None).unwrap();
    assert_eq!(troika.incumbent.unwrap().chairs.len(), 2);

    let at = |day, hour| Utc.with_ymd_and_hms(next, 9, day, hour, 0, 0).unwrap().fixed_offset();
    let zone = "Europe/Madrid".to_owned();
    let title = text("Meeting of the Network");
    let meeting = MeetingInput {
        city: Some(Some("Madrid".to_owned())),
        country: Some(Some("ESP".to_owned())),
        host_id: Some(Some(esp)),
        ..MeetingInput::new(MeetingKind::Annual, MeetingFormat::InPerson, title, at(14, 8), at(15, 16), zone)
    };
    let planned = meetings_api::plan_meeting(&spain, meeting, None).unwrap();
    let confirmed = meetings_api::confirm_meeting(&officer, &planned.id.to_string(), None).unwrap();
    assert_eq!(confirmed.status, MeetingStatus::Confirmed);

    let body = text("It has a budget of its own.");
    let update = UpdateInput {
        visibility: Some(UpdateVisibility::Public),
        focus_areas: Some(vec![FocusAreaKey::ActionPlans]),
        ..UpdateInput::new(NewsletterSection::MemberAction, text("A plan"), body, "en".to_owned())
    };
    let draft = updates_api::draft_update(&namibia, update, None).unwrap().id.to_string();
    // This client gives no headers of an answer, so the version is whichever there is; a made-up one is refused.
    let change = |tag| {
        let change = UpdateChange { title: Some(text("Second action plan")), ..UpdateChange::new() };
        updates_api::change_update(&namibia, &draft, tag, change)
    };
    assert_eq!(refusal(change("\"of-another-version\"")), (412, None));
    change("*").unwrap();
    updates_api::publish_update(&namibia, &draft, None).unwrap();
    let action_plans = Some(FocusAreaKey::ActionPlans);
    let read = updates_api::list_updates(
        &anyone, None, None, None, None, None, action_plans, None, None, None, None, None, None,
    );
    assert_eq!(read.unwrap().data[0].title["en"], "Second action plan");
}
