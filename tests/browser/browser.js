// A browser that remembers what it should not have seen: errors on the console, and requests to other hosts.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import axe from "axe-core";
import { chromium } from "playwright-core";

/** The service's address. */
export const api = process.env.API;
/** An account of the secretariat. */
export const account = { email: process.env.EMAIL, password: process.env.PASSWORD };

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const pictures = process.env.PICTURES ?? "pictures";
mkdirSync(pictures, { recursive: true });

export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

export const start = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

/** Runs `use` with a new page and fails when the page complained, or asked another host than those allowed. */
export async function visit(browser, { viewport = desk, colorScheme = "light", javaScriptEnabled = true, hosts = [api] }, use) {
  const context = await browser.newContext({ viewport, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => hosts.includes(new URL(request.url()).origin) || faults.push(`asked ${request.url()}`));
  try {
    await use(page, faults);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

/** axe-core finds nothing against WCAG 2.2 A and AA, or its best practices. */
export async function accessible(page) {
  // The page's policy allows no inline script: axe comes in by the debugger, which it does not bind.
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(() => axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], `${page.url()} is not accessible`);
  assert.ok(passes.length > 10, "axe-core has looked at nothing");
}

/** Nothing is wider than the window. */
export async function fits(page) {
  const { whole, window } = await page.evaluate(() => ({
    whole: document.documentElement.scrollWidth, window: document.documentElement.clientWidth,
  }));
  assert.ok(whole <= window, `${page.url()} is ${whole} wide in a window of ${window}`);
}

export const picture = (page, name) => page.screenshot({ path: `${pictures}/${name}.png` });
