// A year of the Network with openapi-typescript and openapi-fetch: see ../README.md.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { paths } from "./schema";

const baseUrl = process.env.api!;
const year = new Date().getUTCFullYear();
const next = year + 1;
const password = "seven quiet bridges";

const as = (token?: string) =>
  createClient<paths>({ baseUrl, headers: token ? { Authorization: `Bearer ${token}` } : {} });
const anyone = as();

/** The body of an answer that has to be a success. */
async function ok<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  assert.ok(data !== undefined, `${response.status} ${JSON.stringify(error)}`);
  return data;
}

const signIn = async (email: string) =>
  as((await ok(anyone.POST("/v1/sessions", { body: { email, password } }))).access_token);
const member = async (code: string) =>
  (await ok(anyone.GET("/v1/members", { params: { query: { code } } }))).data[0]!.id;
const path = (id: string) => ({ params: { path: { id } } });

async function main() {
  await ok(anyone.POST("/v1/setup", { body: { code: process.env.CODE!, email: "officer@unwomen.org", password } }));
  const officer = await signIn("officer@unwomen.org");
  const account = async (code: string) => {
    const email = `wps@${code.toLowerCase()}.example.org`;
    const body = { email, role: "member", member_id: await member(code) } as const;
    const invited = await ok(officer.POST("/v1/accounts", { body }));
    await ok(anyone.POST("/v1/account-activations", { body: { code: invited.invitation_code, password } }));
    return signIn(email);
  };
  const spain = await account("ESP");
  const namibia = await account("NAM");

  const submitted = await ok(anyone.POST("/v1/membership-requests", {
    body: { kind: "member_state", name: "Mexico", iso_alpha3: "MEX",
            contact: { name: "Ana Torres", email: "ana.torres@example.org" },
            proposed_focal_point: { kind: "person", designation: "primary", name: "Ana Torres" } },
  }));
  const request = path(submitted.request.id);
  const refused = await officer.POST("/v1/membership-requests/{id}/admit", { ...request, body: {} });
  assert.equal(refused.error?.status, 409);
  assert.equal(refused.error?.clause, "membership.shared");
  await ok(officer.POST("/v1/membership-requests/{id}/share", request));
  await ok(officer.POST("/v1/membership-requests/{id}/admit", {
    ...request, body: { regional_group: "latin_american_and_caribbean" },
  }));
  assert.ok(await member("MEX"));

  const [esp, nam] = [await member("ESP"), await member("NAM")];
  await ok(officer.POST("/v1/chair-terms", {
    body: { chairs: [esp], starts_on: `${year}-01-01`, ends_on: `${year}-12-31`, source: "An example" },
  }));
  const nomination = path((await ok(spain.POST("/v1/chairmanship-nominations", {
    body: { nominees: [esp, nam], starts_on: `${next}-01-01`, ends_on: `${next}-12-31` },
  }))).id);
  await ok(namibia.POST("/v1/chairmanship-nominations/{id}/consent", nomination));
  const selected = await ok(officer.POST("/v1/chairmanship-nominations/{id}/select", nomination));
  assert.equal(selected.status, "selected");
  const troika = await ok(anyone.GET("/v1/troika", { params: { query: { on: `${next}-06-01` } } }));
  assert.deepEqual(troika.incumbent?.chairs.map((chair) => chair.member.iso_alpha3).sort(), ["ESP", "NAM"]);

  const meeting = await ok(spain.POST("/v1/meetings", {
    body: { kind: "annual", format: "in_person", title: { en: "Meeting of the Network" }, city: "Madrid", country: "ESP",
            time_zone: "Europe/Madrid", starts_at: `${next}-09-14T08:00:00Z`, ends_at: `${next}-09-15T16:00:00Z`,
            host_id: esp },
  }));
  assert.equal((await ok(officer.POST("/v1/meetings/{id}/confirm", path(meeting.id)))).status, "confirmed");

  const draft = await namibia.POST("/v1/updates", {
    body: { section: "member_action", language: "en", visibility: "public", title: { en: "A plan" },
            body: { en: "It has a budget of its own." }, focus_areas: ["action_plans"] },
  });
  const update = path((await ok(Promise.resolve(draft))).id);
  const change = (tag: string) => namibia.PATCH("/v1/updates/{id}", {
    params: { path: update.params.path, header: { "If-Match": tag } }, body: { title: { en: "Second action plan" } },
  });
  const tag = draft.response.headers.get("ETag")!;
  await ok(change(tag));
  assert.equal((await change(tag)).error?.status, 412);
  await ok(namibia.POST("/v1/updates/{id}/publish", update));
  const read = await ok(anyone.GET("/v1/updates", { params: { query: { focus_area: "action_plans" } } }));
  assert.equal(read.data[0]?.title.en, "Second action plan");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
