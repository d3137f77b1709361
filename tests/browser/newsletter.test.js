// An issue of the newsletter as people read it: at a desk, on a phone, in Arabic, on paper, and without styles.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, account, api, fits, phone, picture, start, visit } from "./browser.js";
import { call, memberAccount, signIn } from "./service.js";

const bodies = {
  proceedings: [{ en: "Annual meeting in Windhoek", ar: "الاجتماع السنوي في ويندهوك" },
    { en: "The Network met in **Windhoek**:\n\n- action plans\n- participation", ar: "اجتمعت الشبكة في **ويندهوك**." }],
  member_action: [{ en: "Second national action plan adopted" },
    { en: "| Year | Budget |\n|---|---|\n| 2018 | 4 m |\n\n![A picture](https://elsewhere.example/x.png) Read [the plan](https://example.org/plan)." }],
  innovation: [{ en: "A map of women mediators" }, { en: `A long word: ${"Gleichstellungsbeauftragte".repeat(6)}.` }],
  lessons_and_best_practices: [{ en: "What budgets teach" }, { en: "Plans with a budget are carried out. <script>alert(1)</script>" }],
};
const sections = ["Proceedings of the Network", "Member action", "Innovation in policy and practice", "Lessons and best practices"];

let browser, path;
before(async () => {
  const officer = await signIn(account.email, account.password);
  const member = await memberAccount("NAM", "newsletter@example.org", officer);
  const updates = [];
  for (const [section, [title, body]] of Object.entries(bodies)) {
    const update = await call("POST", "/v1/updates", { section, title, body, language: "en", visibility: "public" }, member);
    await call("POST", `/v1/updates/${update.id}/publish`, undefined, member);
    updates.push(update.id);
  }
  const issue = await call("POST", "/v1/newsletters", { number: 7, language: "en", starts_on: "2018-01-01", ends_on: "2018-03-31",
    title: { en: "From plans to practice", ar: "من الخطط إلى الممارسة" }, introduction: { en: "Dear members,", ar: "أعضاء الشبكة الأعزاء،" },
    update_ids: updates }, officer);
  for (const step of ["submit", "publish"]) await call("POST", `/v1/newsletters/${issue.id}/${step}`, undefined, officer);
  path = `${api}/v1/newsletters/${issue.id}/html`;
  browser = await start();
});
after(() => browser.close());

const whole = async (page, name) => {
  await page.setViewportSize({ width: page.viewportSize().width, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  await picture(page, name);
};

test("an issue is read in its four sections, and asks nobody else for anything", async () => {
  await visit(browser, {}, async (page) => {
    page.on("dialog", () => assert.fail("a script that was planted ran"));
    await page.goto(path);
    assert.deepEqual(await page.locator("main h2").allTextContents(), sections);
    assert.equal(await page.locator("main h3").count(), 4);
    await page.getByRole("navigation").getByRole("link", { name: "What budgets teach" }).click();
    assert.ok(await page.getByText("Plans with a budget are carried out.").isVisible());
    await accessible(page);
    await fits(page);
    await whole(page, "newsletter");
  });
});

test("it is read in Arabic on a phone, from right to left", async () => {
  await visit(browser, { viewport: phone, colorScheme: "dark" }, async (page) => {
    await page.goto(path);
    await page.getByRole("link", { name: "العربية" }).click();
    await page.getByRole("heading", { name: "من الخطط إلى الممارسة" }).waitFor();
    const sides = await page.evaluate(() => [document.documentElement.dir, getComputedStyle(document.querySelector("h1")).direction]);
    assert.deepEqual(sides, ["rtl", "rtl"]);
    await accessible(page);
    await fits(page);
    await whole(page, "newsletter-phone");
  });
});

test("without styles its order is the same, and on paper links say where they lead", async () => {
  await visit(browser, {}, async (page) => {
    await page.goto(path);
    const read = () => page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
    const styled = await read();
    await page.evaluate(() => document.querySelectorAll("style").forEach((style) => style.remove()));
    assert.equal(await read(), styled);
    await whole(page, "newsletter-without-styles");
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    const after = await page.getByRole("link", { name: "the plan" }).evaluate((link) => getComputedStyle(link, "::after").content);
    assert.match(after, /example\.org/);
    assert.equal(await page.locator("nav").isVisible(), false);
  });
});
