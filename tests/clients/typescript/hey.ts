// A year of the Network with @hey-api/openapi-ts: see ../README.md.
import assert from "node:assert/strict";
import * as wps from "./sdk";
import { createClient, createConfig } from "./sdk/client";

const baseUrl = process.env.api!;
const year = new Date().getUTCFullYear();
const next = year + 1;
const password = "seven quiet bridges";

const as = (token?: string) => ({ client: createClient(createConfig({ baseUrl, auth: token, throwOnError: true })) });
const anyone = as();

/** The body of an answer; what is refused throws its problem. */
const ok = async <T>(call: Promise<{ data: T }>): Promise<NonNullable<T>> => {
  const { data } = await call;
  assert.ok(data);
  return data;
};
const refusal = async (call: Promise<unknown>): Promise<wps.Problem> =>
  call.then(() => assert.fail("not refused"), (problem) => problem);

const signIn = async (email: string) =>
  as((await ok(wps.startSession({ ...anyone, throwOnError: true, body: { email, password } }))).access_token);
const member = async (code: string) =>
  (await ok(wps.listMembers({ ...anyone, throwOnError: true, query: { code } }))).data[0]!.id;

async function main() {
  const throwOnError = true as const;
  await ok(wps.setUp({ ...anyone, throwOnError, body: { code: process.env.CODE!, email: "officer@unwomen.org", password } }));
  const officer = { ...(await signIn("officer@unwomen.org")), throwOnError };
  const account = async (code: string) => {
    const email = `wps@${code.toLowerCase()}.example.org`;
    const invited = await ok(wps.createAccount({
      ...officer, body: { email, role: "member", member_id: await member(code) },
    }));
    await ok(wps.activateAccount({ ...anyone, throwOnError, body: { code: invited.invitation_code, password } }));
    return { ...(await signIn(email)), throwOnError };
  };
  const spain = await account("ESP");
  const namibia = await account("NAM");

  const submitted = await ok(wps.submitMembershipRequest({
    ...anyone, throwOnError,
    body: { kind: "member_state", name: "Mexico", iso_alpha3: "MEX",
            contact: { name: "Ana Torres", email: "ana.torres@example.org" },
            proposed_focal_point: { kind: "person", designation: "primary", name: "Ana Torres" } },
  }));
  const request = { path: { id: submitted.request.id } };
  const refused = await refusal(wps.admitMembershipRequest({ ...officer, ...request, body: {} }));
  assert.equal(refused.status, 409);
  assert.equal(refused.clause, "membership.shared");
  await ok(wps.shareMembershipRequest({ ...officer, ...request }));
  await ok(wps.admitMembershipRequest({
    ...officer, ...request, body: { regional_group: "latin_american_and_caribbean" },
  }));
  assert.ok(await member("MEX"));

  const [esp, nam] = [await member("ESP"), await member("NAM")];
  await ok(wps.recordChairTerm({
    ...officer, body: { chairs: [esp], starts_on: `${year}-01-01`, ends_on: `${year}-12-31`, source: "An example" },
  }));
  const bid = await ok(wps.submitChairmanshipNomination({
    ...spain, body: { nominees: [esp, nam], starts_on: `${next}-01-01`, ends_on: `${next}-12-31` },
  }));
  await ok(wps.consentToChairmanshipNomination({ ...namibia, path: { id: bid.id } }));
  assert.equal((await ok(wps.selectChairmanshipNomination({ ...officer, path: { id: bid.id } }))).status, "selected");
  const troika = await ok(wps.getTroika({ ...anyone, throwOnError, query: { on: `${next}-06-01` } }));
  assert.deepEqual(troika.incumbent?.chairs.map((chair) => chair.member.iso_alpha3).sort(), ["ESP", "NAM"]);

  const meeting = await ok(wps.planMeeting({
    ...spain,
    body: { kind: "annual", format: "in_person", title: { en: "Meeting of the Network" }, city: "Madrid", country: "ESP",
            time_zone: "Europe/Madrid", starts_at: `${next}-09-14T08:00:00Z`, ends_at: `${next}-09-15T16:00:00Z`,
            host_id: esp },
  }));
  assert.equal((await ok(wps.confirmMeeting({ ...officer, path: { id: meeting.id } }))).status, "confirmed");

  const draft = await wps.draftUpdate({
    ...namibia,
    body: { section: "member_action", language: "en", visibility: "public", title: { en: "A plan" },
            body: { en: "It has a budget of its own." }, focus_areas: ["action_plans"] },
  });
  const path = { id: draft.data.id };
  const change = () => wps.changeUpdate({
    ...namibia, path, headers: { "If-Match": draft.response.headers.get("ETag")! },
    body: { title: { en: "Second action plan" } },
  });
  await ok(change());
  assert.equal((await refusal(change())).status, 412);
  await ok(wps.publishUpdate({ ...namibia, path }));
  const read = await ok(wps.listUpdates({ ...anyone, throwOnError, query: { focus_area: "action_plans" } }));
  assert.equal(read.data[0]?.title.en, "Second action plan");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
