// A year of the Network with openapi-generator's Go client: see ../README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"example.org/wps"
)

const password = "seven quiet bridges"

var (
	year   = time.Now().UTC().Year()
	next   = year + 1
	anyone = as("")
)

// someone is a client with what it signs in with.
type someone struct {
	*wps.APIClient
	ctx context.Context
}

func as(token string) someone {
	settings := wps.NewConfiguration()
	settings.Servers = wps.ServerConfigurations{{URL: os.Getenv("api")}}
	ctx := context.Background()
	if token != "" {
		ctx = context.WithValue(ctx, wps.ContextAccessToken, token)
	}
	return someone{wps.NewAPIClient(settings), ctx}
}

// ok gives the body of an answer that has to be a success.
func ok[T any](body *T, _ *http.Response, err error) *T {
	if err != nil {
		panic(fmt.Sprint(err, problem(err)))
	}
	return body
}

func problem(err error) wps.Problem {
	var refused *wps.GenericOpenAPIError
	if errors.As(err, &refused) {
		if problem, is := refused.Model().(wps.Problem); is {
			return problem
		}
	}
	panic(fmt.Sprint("not a problem: ", err))
}

func must(holds bool, what any) {
	if !holds {
		panic(fmt.Sprint(what))
	}
}

func day(year int, rest string) string { return fmt.Sprintf("%d-%s", year, rest) }

func signIn(email string) someone {
	tokens := ok(anyone.IdentityAPI.StartSession(anyone.ctx).Credentials(*wps.NewCredentials(email, password)).Execute())
	return as(tokens.AccessToken)
}

func member(code string) string {
	return ok(anyone.MembersAPI.ListMembers(anyone.ctx).Code(code).Execute()).Data[0].Id
}

func account(officer someone, code string) someone {
	email := "wps@" + strings.ToLower(code) + ".example.org"
	input := wps.NewAccountInput(email, wps.ACCOUNTROLE_MEMBER)
	input.SetMemberId(member(code))
	invited := ok(officer.AccountsAPI.CreateAccount(officer.ctx).AccountInput(*input).Execute())
	activation := wps.NewActivation(invited.InvitationCode, password)
	ok(anyone.IdentityAPI.ActivateAccount(anyone.ctx).Activation(*activation).Execute())
	return signIn(email)
}

func main() {
	setup := wps.NewSetup(os.Getenv("CODE"), "officer@unwomen.org", password)
	ok(anyone.IdentityAPI.SetUp(anyone.ctx).Setup(*setup).Execute())
	officer := signIn("officer@unwomen.org")
	spain, namibia := account(officer, "ESP"), account(officer, "NAM")

	requests := officer.MembershipRequestsAPI
	application := wps.NewMembershipRequestInput(wps.APPLICANTKIND_MEMBER_STATE, "Mexico",
		*wps.NewRequestContact("Ana Torres", "ana.torres@example.org"))
	application.SetIsoAlpha3("MEX")
	application.SetProposedFocalPoint(*wps.NewFocalPointDataInput(wps.FOCALPOINTKIND_PERSON, wps.DESIGNATION_PRIMARY, "Ana Torres"))
	submitted := ok(anyone.MembershipRequestsAPI.SubmitMembershipRequest(anyone.ctx).MembershipRequestInput(*application).Execute())
	request := submitted.Request.Id
	_, _, err := requests.AdmitMembershipRequest(officer.ctx, request).Admission(*wps.NewAdmission()).Execute()
	refused := problem(err)
	must(refused.Status == 409 && refused.GetClause() == "membership.shared", refused)
	ok(requests.ShareMembershipRequest(officer.ctx, request).Execute())
	admission := wps.NewAdmission()
	admission.SetRegionalGroup(wps.REGIONALGROUP_LATIN_AMERICAN_AND_CARIBBEAN)
	ok(requests.AdmitMembershipRequest(officer.ctx, request).Admission(*admission).Execute())
	must(member("MEX") != "", "Mexico is not a member")

	esp, nam := member("ESP"), member("NAM")
	term := wps.NewChairTermInput([]string{esp}, day(year, "01-01"), day(year, "12-31"), "An example")
	ok(officer.ChairmanshipAPI.RecordChairTerm(officer.ctx).ChairTermInput(*term).Execute())
	bid := wps.NewChairmanshipNominationInput([]string{esp, nam}, day(next, "01-01"), day(next, "12-31"))
	nomination := ok(spain.ChairmanshipAPI.SubmitChairmanshipNomination(spain.ctx).ChairmanshipNominationInput(*bid).Execute()).Id
	ok(namibia.ChairmanshipAPI.ConsentToChairmanshipNomination(namibia.ctx, nomination).Execute())
	selected := ok(officer.ChairmanshipAPI.SelectChairmanshipNomination(officer.ctx, nomination).Execute())
	must(selected.Status == wps.NOMINATIONSTATUS_SELECTED, selected)
	troika := ok(anyone.ChairmanshipAPI.GetTroika(anyone.ctx).On(day(next, "06-01")).Execute())
	must(len(troika.Incumbent.Get().Chairs) == 2, troika)

	meeting := wps.NewMeetingInput(wps.MEETINGKIND_ANNUAL, wps.MEETINGFORMAT_IN_PERSON,
		map[string]string{"en": "Meeting of the Network"}, time.Date(next, 9, 14, 8, 0, 0, 0, time.UTC),
		time.Date(next, 9, 15, 16, 0, 0, 0, time.UTC), "Europe/Madrid")
	meeting.SetCity("Madrid")
	meeting.SetCountry("ESP")
	meeting.SetHostId(esp)
	planned := ok(spain.MeetingsAPI.PlanMeeting(spain.ctx).MeetingInput(*meeting).Execute())
	confirmed := ok(officer.MeetingsAPI.ConfirmMeeting(officer.ctx, planned.Id).Execute())
	must(confirmed.Status == wps.MEETINGSTATUS_CONFIRMED, confirmed)

	text := wps.NewUpdateInput(wps.NEWSLETTERSECTION_MEMBER_ACTION, map[string]string{"en": "A plan"},
		map[string]string{"en": "It has a budget of its own."}, "en")
	text.SetVisibility(wps.UPDATEVISIBILITY_PUBLIC)
	text.FocusAreas = []wps.FocusAreaKey{wps.FOCUSAREAKEY_ACTION_PLANS}
	draft, answer, err := namibia.UpdatesAPI.DraftUpdate(namibia.ctx).UpdateInput(*text).Execute()
	ok(draft, answer, err)
	change, title := wps.NewUpdateChange(), "Second action plan"
	change.SetTitle(map[string]*string{"en": &title})
	changed := func() (*wps.Update, *http.Response, error) {
		call := namibia.UpdatesAPI.ChangeUpdate(namibia.ctx, draft.Id).IfMatch(answer.Header.Get("ETag"))
		return call.UpdateChange(*change).Execute()
	}
	ok(changed())
	_, _, err = changed()
	must(problem(err).Status == 412, err)
	ok(namibia.UpdatesAPI.PublishUpdate(namibia.ctx, draft.Id).Execute())
	read := ok(anyone.UpdatesAPI.ListUpdates(anyone.ctx).FocusArea(wps.FOCUSAREAKEY_ACTION_PLANS).Execute())
	must(read.Data[0].Title["en"] == title, read)
}
