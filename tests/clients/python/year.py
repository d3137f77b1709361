"""A year of the Network with openapi-python-client: see ../README.md."""

import os
from datetime import UTC, date, datetime

from wps.api.accounts import create_account
from wps.api.chairmanship import (
    consent_to_chairmanship_nomination,
    get_troika,
    record_chair_term,
    select_chairmanship_nomination,
    submit_chairmanship_nomination,
)
from wps.api.identity import activate_account, set_up, start_session
from wps.api.meetings import confirm_meeting, plan_meeting
from wps.api.members import list_members
from wps.api.membership_requests import (
    admit_membership_request,
    share_membership_request,
    submit_membership_request,
)
from wps.api.updates import change_update, draft_update, list_updates, publish_update
from wps.client import AuthenticatedClient, Client
from wps.models import *

API, PASSWORD = os.environ["api"], "seven quiet bridges"
YEAR = date.today().year
NEXT = YEAR + 1
anyone = Client(API)


def ok(answer):
    """An answer that has to be a success."""
    assert answer is not None and not isinstance(answer, Problem), answer
    return answer


def sign_in(email):
    tokens = ok(start_session.sync(client=anyone, body=Credentials(email, PASSWORD)))
    return AuthenticatedClient(API, tokens.access_token)


def member(code):
    return ok(list_members.sync(client=anyone, code=code)).data[0].id


def localized(kind, text):
    return kind.from_dict({"en": text})


ok(set_up.sync(client=anyone, body=Setup(os.environ["CODE"], "officer@unwomen.org", PASSWORD)))
officer = sign_in("officer@unwomen.org")


def account(code):
    email = f"wps@{code.lower()}.example.org"
    invitation = AccountInput(email, AccountRole.MEMBER, member(code))
    invited = ok(create_account.sync(client=officer, body=invitation))
    ok(activate_account.sync(client=anyone, body=Activation(invited.invitation_code, PASSWORD)))
    return sign_in(email)


spain, namibia = account("ESP"), account("NAM")

person = FocalPointDataInput(FocalPointKind.PERSON, Designation.PRIMARY, "Ana Torres")
contact = RequestContact("Ana Torres", "ana.torres@example.org")
application = MembershipRequestInput(ApplicantKind.MEMBER_STATE, "Mexico", contact)
application.iso_alpha3, application.proposed_focal_point = "MEX", person
request = ok(submit_membership_request.sync(client=anyone, body=application)).request
refused = admit_membership_request.sync(request.id, client=officer, body=Admission())
assert isinstance(refused, Problem) and (refused.status, refused.clause) == (409, "membership.shared")
ok(share_membership_request.sync(request.id, client=officer))
admission = Admission(regional_group=RegionalGroup.LATIN_AMERICAN_AND_CARIBBEAN)
ok(admit_membership_request.sync(request.id, client=officer, body=admission))
assert member("MEX")

esp, nam = member("ESP"), member("NAM")
term = ChairTermInput([esp], date(YEAR, 1, 1), date(YEAR, 12, 31), "An example")
ok(record_chair_term.sync(client=officer, body=term))
bid = ChairmanshipNominationInput([esp, nam], date(NEXT, 1, 1), date(NEXT, 12, 31))
nomination = ok(submit_chairmanship_nomination.sync(client=spain, body=bid))
ok(consent_to_chairmanship_nomination.sync(nomination.id, client=namibia))
selected = ok(select_chairmanship_nomination.sync(nomination.id, client=officer))
assert selected.status == NominationStatus.SELECTED
troika = ok(get_troika.sync(client=anyone, on=date(NEXT, 6, 1)))
assert sorted(chair.member.iso_alpha3 for chair in troika.incumbent.chairs) == ["ESP", "NAM"]

plan = MeetingInput(
    kind=MeetingKind.ANNUAL,
    format_=MeetingFormat.IN_PERSON,
    title=localized(LocalizedTitle, "Meeting of the Network"),
    city="Madrid",
    country="ESP",
    time_zone="Europe/Madrid",
    starts_at=datetime(NEXT, 9, 14, 8, tzinfo=UTC),
    ends_at=datetime(NEXT, 9, 15, 16, tzinfo=UTC),
    host_id=esp,
)
meeting = ok(plan_meeting.sync(client=spain, body=plan))
assert ok(confirm_meeting.sync(meeting.id, client=officer)).status == MeetingStatus.CONFIRMED

text = UpdateInput(
    section=NewsletterSection.MEMBER_ACTION,
    title=localized(LocalizedTitle, "A plan"),
    body=localized(Localized, "It has a budget of its own."),
    language="en",
    visibility=UpdateVisibility.PUBLIC,
    focus_areas=[FocusAreaKey.ACTION_PLANS],
)
draft = draft_update.sync_detailed(client=namibia, body=text)
update, tag = ok(draft.parsed), draft.headers["ETag"]
change = UpdateChange(title=localized(LocalizedTitleChange, "Second action plan"))
ok(change_update.sync(update.id, client=namibia, body=change, if_match=tag))
stale = change_update.sync(update.id, client=namibia, body=change, if_match=tag)
assert isinstance(stale, Problem) and stale.status == 412
ok(publish_update.sync(update.id, client=namibia))
read = ok(list_updates.sync(client=anyone, focus_area=FocusAreaKey.ACTION_PLANS))
assert read.data[0].title.additional_properties == {"en": "Second action plan"}
