// No serious fault by axe in any view, light and dark, wide and narrow; nothing is wider than the screen.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, guarded, place, report, settled, view } from "./support.js";

const { folder, leave } = place();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {string} */
let address;

before(async () => {
  address = report(folder, "data/demo");
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  leave();
});

/** The addresses of one view of each sort. @param {import("playwright-core").Page} page */
async function views(page) {
  await view(page, address, "#/search?q=sluices&flag=truncated");
  const statement = await page.locator(".item .text a").getAttribute("href");
  await view(page, address, "#/events");
  const event = await page.locator("tbody th a").first().getAttribute("href");
  return ["#/overview", "#/events", event ?? "", statement ?? "", `${statement}?base=3`, `${statement}?as=table`, "#/article/water-talks%2Fmeridian-daily.txt?dropped=1", "#/search?q=water", "#/search?show=claims", "#/outlets", "#/articles", "#/problems", "#/nowhere"];
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1280, 390]) {
    test(`no serious fault, ${colorScheme}, ${width} pixels wide`, async () => {
      const { page, context } = await guarded(chromium, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
      for (const fragment of await views(page)) {
        await view(page, address, fragment);
        for (const details of await page.locator("details").all()) await details.evaluate((it) => it.setAttribute("open", ""));
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          // @ts-ignore: axe was just put there.
          const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
          return violations.map((/** @type {any} */ it) => ({ impact: it.impact, id: it.id, nodes: it.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target}: ${node.failureSummary}`) }));
        });
        const grave = found.filter((/** @type {any} */ it) => it.impact === "serious" || it.impact === "critical");
        assert.deepEqual(grave, [], fragment);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `${fragment} is ${over} pixels wider than the screen`);
      }
      await context.close();
    });
  }
}

test("landmarks, one heading of the first rank, and a title for every view", async () => {
  const { page } = await guarded(chromium);
  const titles = new Set();
  for (const fragment of await views(page)) {
    await view(page, address, fragment);
    await settled(page);
    assert.equal(await page.locator("main").count(), 1);
    assert.equal(await page.getByRole("banner").count(), 1);
    assert.equal(await page.locator("h1").count(), 1, fragment);
    titles.add(await page.title());
  }
  assert.ok(titles.size >= 9, [...titles].join("; "));
});
