// The example frontend, on an origin of its own, against the running service.
import assert from "node:assert/strict";
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { accessible, account, api, desk, fits, phone, picture, start, visit } from "./browser.js";
import { call, memberAccount, signIn } from "./service.js";

const folder = process.env.DIRECTORY;
const port = Number(process.env.DIRECTORY_PORT);
const origin = `http://127.0.0.1:${port}`;
const types = { "/style.css": "text/css", "/main.js": "text/javascript" };
const planted = "<img src=x onerror=alert(1)> League";

const server = createServer((request, response) => {
  if (request.url === "/") {
    const html = readFileSync(`${folder}/index.html`, "utf8");
    response.writeHead(200, { "Content-Type": "text/html" }).end(html.replace("http://127.0.0.1:8080", api));
  } else if (types[request.url]) {
    response.writeHead(200, { "Content-Type": types[request.url] });
    createReadStream(folder + request.url).pipe(response);
  } else {
    response.writeHead(404).end();
  }
});

/** Something to show: an update of Namibia's, and a name that is markup. */
async function plant() {
  const officer = await signIn(account.email, account.password);
  await call("POST", "/v1/members", { kind: "regional_organization", name: planted, acronym: "LEAGUE",
    starts_on: "2018-01-01", source: "A test" }, officer);
  const member = await memberAccount("NAM", "namibia@example.org", officer);
  const update = await call("POST", "/v1/updates", { section: "member_action", language: "en", visibility: "public",
    title: { en: "Second action plan adopted" }, body: { en: "The plan has a budget of its own." } }, member);
  await call("POST", `/v1/updates/${update.id}/publish`, undefined, member);
}

let browser;
before(async () => {
  await plant();
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  browser = await start();
});
after(async () => {
  await browser.close();
  server.close();
});

const hosts = [api, origin];

test("it shows members, chairs, meetings and updates by the public contract", async () => {
  await visit(browser, { hosts }, async (page) => {
    await page.goto(origin);
    await page.getByRole("heading", { name: "Second action plan adopted" }).waitFor();
    await page.locator("#meetings").getByRole("listitem").first().waitFor();

    await page.getByLabel("On the day").fill("2018-06-01");
    await page.locator("#chair .incumbent").getByRole("heading", { name: "Germany" }).waitFor();

    const members = page.locator("#members li");
    await members.nth(23).waitFor();
    await page.locator("#members").getByRole("button", { name: "Show more" }).click();
    await members.nth(40).waitFor();
    await picture(page, "directory");
    await accessible(page);
    await fits(page);

    await page.getByLabel("Name").fill("namib");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("#members li").length === 1);
    await page.getByRole("button", { name: "Focal points of Namibia" }).click();
    await page.locator("#members").getByText("No focal point is recorded.").waitFor();
  });
});

test("text stays text", async () => {
  await visit(browser, { hosts }, async (page) => {
    page.on("dialog", () => assert.fail("a script that was planted ran"));
    await page.goto(origin);
    await page.getByLabel("Name").fill("League");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: planted }).waitFor();
    assert.equal(await page.locator("img").count(), 0);
  });
});

test("it works in the dark and on a phone", async () => {
  await visit(browser, { hosts, viewport: phone, colorScheme: "dark" }, async (page) => {
    await page.goto(origin);
    await page.getByRole("heading", { name: "Second action plan adopted" }).waitFor();
    await page.locator("#members li").nth(23).waitFor();
    await picture(page, "directory-phone");
    await accessible(page);
    await fits(page);
  });
});

test("when the service is away it says so, and asks again", async () => {
  await visit(browser, { hosts, viewport: desk }, async (page, faults) => {
    await page.route(`${api}/v1/meetings*`, (route) => route.abort(), { times: 1 });
    await page.goto(origin);
    const meetings = page.locator("#meetings");
    await meetings.getByText("cannot be reached").waitFor();
    await meetings.getByRole("button", { name: "Try again" }).click();
    await meetings.getByRole("listitem").first().waitFor();
    // Chromium reports the broken request by itself.
    const other = faults.splice(0).filter((fault) => !/ERR_FAILED/.test(fault));
    assert.deepEqual(other, []);
  });
});
