// The service, called as a program calls it: for what the pages are to show.
import assert from "node:assert/strict";
import { account, api } from "./browser.js";

/** Calls the service and passes on what it answers. */
export async function call(method, path, body, token) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(api + path, { method, headers, body: body && JSON.stringify(body) });
  const answer = await response.json();
  assert.ok(response.ok, `${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** A session; its access token. */
export async function signIn(email, password) {
  return (await call("POST", "/v1/sessions", { email, password })).access_token;
}

/** A new account of a member, signed in; its access token. */
export async function memberAccount(code, email, officer) {
  const [member] = (await call("GET", `/v1/members?code=${code}`)).data;
  const made = await call("POST", "/v1/accounts", { email, role: "member", member_id: member.id }, officer);
  await call("POST", "/v1/account-activations", { code: made.invitation_code, password: account.password });
  return signIn(email, account.password);
}
