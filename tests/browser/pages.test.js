// The pages that the service serves, as people meet them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, account, api, desk, fits, phone, picture, start, visit } from "./browser.js";

let browser;
before(async () => { browser = await start(); });
after(() => browser.close());

/** Every page that the landing page leads to. */
async function paths() {
  let all;
  await visit(browser, {}, async (page) => {
    const links = () => page.$$eval("a[href^='/']", (found) => found.map((a) => a.pathname));
    await page.goto(`${api}/`);
    const first = await links();
    await page.goto(`${api}/docs/`);
    const second = await links();
    await page.goto(`${api}/problems/`);
    all = [...new Set(["/", ...first, ...second, ...await links()])].filter((path) => !/\.(json|md)$/.test(path));
  });
  return all;
}

test("every page is accessible, fits a phone, and asks nobody else", { timeout: 600_000 }, async () => {
  const all = await paths();
  assert.ok(all.length > 35, `${all.length} pages`);
  await visit(browser, {}, async (page) => {
    for (const path of all) {
      await page.setViewportSize(desk);
      await page.goto(api + path);
      await accessible(page);
      await fits(page);
      await page.setViewportSize(phone);
      await fits(page);
      assert.equal(await page.locator("h1").count(), 1, path);
    }
  });
  console.log(`${all.length} pages looked at`);
});

test("dark and on a phone they are accessible too", { timeout: 300_000 }, async () => {
  for (const [name, path] of [["landing", "/"], ["start", "/docs/"], ["reference", "/docs/reference/members"],
    ["problem", "/problems/conflict"], ["access", "/docs/access"]]) {
    for (const look of [{ viewport: desk, colorScheme: "dark" }, { viewport: phone, colorScheme: "light" }]) {
      await visit(browser, look, async (page) => {
        await page.goto(api + path);
        await picture(page, `${name}-${look.colorScheme}-${look.viewport.width}`);
        await accessible(page);
      });
    }
  }
});

test("what is not accessible is found", async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(`${api}/`);
    await page.evaluate(() => document.body.append(new Image()));
    await assert.rejects(accessible(page), /image-alt/);
  });
});

test("without a script everything can be read", async () => {
  await visit(browser, { javaScriptEnabled: false }, async (page) => {
    await page.goto(`${api}/docs/reference/members`);
    assert.ok(await page.getByRole("heading", { name: "List members" }).isVisible());
    assert.equal(await page.getByText("Try it").first().isVisible(), false);
  });
});

test("someone signs in and tries an operation", async () => {
  await visit(browser, {}, async (page, faults) => {
    await page.goto(`${api}/docs/reference/accounts`);
    const list = page.locator("#listAccounts");
    await list.getByText("Try it").click();

    await list.getByRole("button", { name: "Send" }).click();
    await list.getByText("401").first().waitFor();

    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("E-mail address").fill(account.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
    await accessible(page);
    await picture(page, "sign-in");
    await page.getByLabel("Password").fill(account.password);
    await page.getByRole("dialog").getByRole("button", { name: "Sign in" }).click();
    await page.getByText("Signed in: secretariat").waitFor();

    await list.getByRole("button", { name: "Send" }).click();
    await list.getByText("200 OK").waitFor();
    await list.locator(".answer").getByText(account.email).waitFor();
    await accessible(page);
    await picture(page, "tried");

    await page.reload();
    await page.getByText("Signed in: secretariat").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    // Chromium reports the two refusals above by itself.
    const refusals = faults.splice(0).filter((fault) => !/status of 401/.test(fault));
    assert.deepEqual(refusals, []);
  });
});

test("a change is tried with the version that was read", async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(`${api}/docs/reference/members`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByLabel("E-mail address").fill(account.email);
    await page.getByLabel("Password").fill(account.password);
    await page.keyboard.press("Enter");
    await page.getByText("Signed in: secretariat").waitFor();

    const { data } = await (await fetch(`${api}/v1/members?code=NAM`)).json();
    const read = page.locator("#getMember");
    await read.getByText("Try it").click();
    await read.getByLabel("id").fill(data[0].id);
    await read.getByRole("button", { name: "Send" }).click();
    await read.getByText("200 OK").waitFor();

    const change = page.locator("#changeMember");
    await change.getByText("Try it").click();
    await change.getByLabel("id").fill(data[0].id);
    await change.getByLabel("Body").fill('{"regional_group": "african_group"}');
    assert.match(await change.getByLabel("If-Match").inputValue(), /^"/);
    await change.getByRole("button", { name: "Send" }).click();
    await change.getByText("200 OK").waitFor();
  });
});

test("it can be used by keyboard alone", async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(`${api}/docs/reference/members`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "To the content");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "main");

    await page.locator("#listMembers summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.name), "limit");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await page.locator("#listMembers").getByText("200 OK").waitFor();

    await page.getByRole("button", { name: "Sign in" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.name), "email");
    await page.keyboard.press("Escape");
    assert.equal(await page.getByRole("dialog").count(), 0);
  });
});
