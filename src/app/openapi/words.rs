//! The document's own words: what the service is, and what each group of operations tells.

use serde_json::{Value, json};

/// `info`.
pub fn info() -> Value {
    json!({
        "title": "WPS Network API",
        "summary": "The service of the Women, Peace and Security Focal Points Network.",
        "description": DESCRIPTION,
        "version": env!("CARGO_PKG_VERSION"),
        "contact": {"name": "UN-Women, secretariat of the Network", "url": "https://wpsfocalpointsnetwork.org"},
        "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}
    })
}

const DESCRIPTION: &str = "\
The Women, Peace and Security Focal Points Network brings together States and regional organizations that implement the \
women, peace and security agenda. This service runs it after its Technical Operative Guidelines (A/72/782–S/2018/178).\n\n\
**Signing in.** `POST /v1/sessions` gives an access token for ten minutes; send it as `Authorization: Bearer …`. Much is \
public and needs none. Systems have service accounts, and get theirs at `POST /oauth2/token`. What an account may do is looked up at each request: `GET /v1/me` says which role it has today.\n\n\
**Errors** are problems (RFC 9457). `errors` names every place to change, and `clause` the rule of the guidelines that \
refused. What you may not see answers exactly like what does not exist.\n\n\
**Changes** need the `ETag` of what you read as `If-Match`. A `POST` with an `Idempotency-Key` can be repeated safely for \
seven days.\n\n\
**Lists** come in pages: give `next` as `cursor` until it is null.\n\n\
**Warnings** in an answer name a rule of the guidelines that the accepted request departs from.";

/// The groups, in the order of a newcomer's needs.
pub fn tags() -> Value {
    json!([
        {"name": "Guidelines", "description": "What the Network agreed: the clauses that every refusal and warning cites, and the focus areas that tag its work."},
        {"name": "Members", "description": "States and regional organizations in the Network, on any day, under the names they had."},
        {"name": "Focal points", "description": "The persons and offices that members assign, with contact data that each shows as far as it wants."},
        {"name": "Membership requests", "description": "How a State or regional organization joins: anyone submits, the secretariat shares the request with the Network and then admits."},
        {"name": "Chairmanship", "description": "Who chairs: members nominate themselves, alone or together, the secretariat records the selection, and the troika of any day follows from the terms."},
        {"name": "Meetings", "description": "The annual meeting, its follow-up in New York and all others: planning, agenda, documents, delegations, what came out of them, and a calendar to subscribe to."},
        {"name": "Planning", "description": "What the troika sets: its guidance to the Network, and with the secretariat goals and actions, each due on a day that names the meeting that set it."},
        {"name": "Secretariat", "description": "UN-Women as the secretariat: its coordinators over time, and the support that members and the troika ask of it."},
        {"name": "Action plans", "description": "National and regional action plans: period, budget, indicators and the role of civil society, and which of them expire soon."},
        {"name": "Funding", "description": "Funding programmes with their commitments year by year, the assistance that members need and offer, and how the two are matched."},
        {"name": "Partners", "description": "Civil society and local organizations that the Network works with, protected unless they agreed to be shown, and their part in its meetings. Their people are sealed, for the secretariat alone."},
        {"name": "Initiatives", "description": "What members and the secretariat undertake together: capacity building, advocacy, partnership, outreach and research, with the actors and partners in it."},
        {"name": "Forums", "description": "What the Network exchanges with other forums, and where members promote it."},
        {"name": "Search", "description": "Words in everything that is published, in any language."},
        {"name": "Reports", "description": "What the records say together: what the guidelines ask of a year, who shared what, which areas nothing happened on, whom nobody can reach, where civil society took part, where funding is missing or overlaps, which actions are overdue, and what a Chair hands over."},
        {"name": "Updates", "description": "What members share about their actions, by section and focus area."},
        {"name": "Newsletters", "description": "The newsletter of the Network, made of what members share: to read, and to get by mail."},
        {"name": "Notices", "description": "What the secretariat tells members: to all, to the troika or to chosen ones, on record with who has read it."},
        {"name": "Knowledge", "description": "Official documents and other knowledge products of the Network, and their files in many languages."},
        {"name": "Events", "description": "What has changed, as it changes: for systems that keep up with the Network instead of asking again and again."},
        {"name": "Webhooks", "description": "Events brought to your own systems, signed after Standard Webhooks: where they are sent, what became of each delivery, and how to send one again."},
        {"name": "Identity", "description": "Signing in, staying signed in, and who one is today."},
        {"name": "Accounts", "description": "Who may sign in, for the secretariat or for one member. For the secretariat."},
        {"name": "Service accounts", "description": "Systems of a member, or of the secretariat, that call without a person: with a secret of their own, within a scope. Each member administers its own."},
        {"name": "Subjects", "description": "The rights of persons about whom the service holds something: everything on a person in one document, and its erasure in one step. For the secretariat."},
        {"name": "Operations", "description": "For those who run the service: health, metrics, and this document."}
    ])
}
