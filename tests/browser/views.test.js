// A walk through the report of the demo: every view, search, another base, the way back, and all of it by keyboard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, guarded, place, report, settled, view } from "./support.js";

const { folder, leave } = place();
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

/** @param {import("playwright-core").Page} page */
const heading = (page) => page.locator("main h1").innerText();

/** The statement on the sluices, of which one outlet lost the condition. @param {import("playwright-core").Page} page */
async function sluices(page) {
  await view(page, address, "#/search?q=sluices&flag=truncated");
  assert.equal(await page.locator(".item").count(), 1);
  await page.locator(".item .text a").click();
  await page.waitForURL(/statement/);
  await settled(page);
}

test("from the overview to an event, a statement and an article, and all the way back", async () => {
  const { page, faults } = await guarded(chromium);
  await view(page, address);
  assert.equal(await page.locator(".totals > div").count(), 7);
  assert.equal(await page.locator(".totals").getByText("31", { exact: true }).count(), 1);
  await page.getByRole("link", { name: "Island ferry capsizes in Halmar, killing at least 39" }).last().click();
  await page.waitForURL(/#\/event\/e/);
  await settled(page);
  assert.match(await heading(page), /^Island ferry capsizes/);
  const event = page.url();
  await page.locator(".matrix tbody th a").first().click();
  await page.waitForURL(/#\/statement\/s/);
  await settled(page);
  assert.ok((await page.locator(".account").count()) > 2);
  const statement = page.url();
  await page.locator(".account h3 a").nth(1).click();
  await page.waitForURL(/#\/article\//);
  await settled(page);
  assert.equal(await page.locator("#chosen").count(), 1);
  assert.ok(await page.locator("#chosen").evaluate((it) => it === document.activeElement));
  await page.goBack();
  await page.waitForURL(statement);
  await settled(page);
  assert.ok((await page.locator(".account").count()) > 2);
  await page.goBack();
  await page.waitForURL(event);
  await settled(page);
  assert.match(await heading(page), /^Island ferry capsizes/);
  assert.deepEqual(faults, []);
});

test("the matrix says who carried what, and reads a cell to whoever points at it", async () => {
  const { page, faults } = await guarded(chromium);
  await view(page, address, "#/events");
  await page.getByRole("link", { name: /Island ferry/ }).click();
  await page.locator(".matrix").waitFor();
  const [rows, columns] = [await page.locator(".matrix tbody tr").count(), await page.locator(".matrix th.outlet").count()];
  assert.equal(columns, 8);
  assert.equal(await page.locator(".matrix td.cell").count(), rows * columns);
  // Four names print one wire story: they stand together under one bracket.
  assert.equal(await page.locator(".matrix .bracket").count(), 1);
  const cell = page.locator(".matrix tbody tr", { hasText: "The floor became the wall" }).locator("td[aria-label^='Reuters']");
  assert.equal(await cell.innerText(), "Q");
  await cell.hover();
  await page.locator(".peek", { hasText: "Reuters says:" }).waitFor();
  assert.match(await page.locator(".peek").innerText(), /floor turned into a wall/);
  await page.locator(".matrix tbody tr", { hasText: "The floor became the wall" }).locator("td[aria-label='Xinhua: left out']").hover();
  await page.locator(".peek", { hasText: "Xinhua leaves this out:" }).waitFor();
  assert.deepEqual(faults, []);
});

test("another base reads the same accounts from its side, and the address keeps it", async () => {
  const { page, faults } = await guarded(chromium);
  await sluices(page);
  const name = await page.locator("#base option", { hasText: "World News Relay, 16 words" }).innerText();
  const first = page.locator(".account.base h3");
  const before = await first.innerText();
  const against = page.locator(".account", { hasText: "World News Relay" }).filter({ hasText: "first of April", hasNot: page.locator(".tag") });
  assert.match(await against.locator("del").allInnerTexts().then((words) => words.join(" ")), /if Dorvania removes the duty on Karvelian grain/);
  await page.locator("#base").selectOption({ label: name });
  await page.waitForURL(/base=/);
  await page.locator(".account.base", { hasText: "World News Relay" }).waitFor();
  const other = page.locator(".account", { hasText: "Halmar Rundblick" }).filter({ hasNot: page.locator(".tag") });
  assert.match(await other.locator("ins").allInnerTexts().then((words) => words.join(" ")), /if Dorvania removes the duty on Karvelian grain/);
  const shared = page.url();
  await page.goBack();
  await page.waitForURL((url) => !url.href.includes("base="));
  await settled(page);
  assert.equal(await first.innerText(), before);
  // The address alone leads there again.
  await page.goto("about:blank");
  await view(page, shared);
  assert.match(await first.innerText(), /World News Relay/);
  assert.deepEqual(faults, []);
});

test("no word of the base is lost in its marks, whichever account is the base", async () => {
  const { page } = await guarded(chromium);
  await sluices(page);
  for (const option of await page.locator("#base option").all()) {
    await page.locator("#base").selectOption((await option.getAttribute("value")) ?? "0");
    await settled(page);
    const base = await page.locator(".account.base blockquote").innerText();
    for (const account of await page.locator(".account:not(.base) .pair").all()) {
      assert.equal((await account.locator(".against").innerText()).replace(/\s+/g, " "), base.replace(/\s+/g, " "));
    }
  }
});

test("all accounts stand in one table, and lost words leave a gap in their column", async () => {
  const { page, faults } = await guarded(chromium);
  await sluices(page);
  const accounts = await page.locator("#base option").count();
  await page.getByLabel("Show").selectOption("table");
  await page.waitForURL(/as=table/);
  await page.locator(".collation").waitFor();
  assert.equal(await page.locator(".collation tr").count(), accounts);
  const row = (/** @type {string} */ outlet) => page.locator(".collation tr", { hasText: outlet }).locator("td").allInnerTexts();
  const [base, lost] = [await row("Halmar Rundblick"), await page.locator(".collation tr", { hasText: "World News Relay" }).last().locator("td").allInnerTexts()];
  assert.equal(base.length, lost.length);
  assert.equal(base.filter((words) => words !== "–").join(" "), "And we are ready to open the sluices of the Senn Dam by the first of April if Dorvania removes the duty on Karvelian grain.");
  const condition = base.indexOf("if");
  assert.ok(condition > 0 && lost.slice(condition).every((words) => words === "–"));
  await page.locator("#base").selectOption({ index: 1 });
  await page.waitForURL(/base=1/);
  assert.equal(await page.locator(".collation tr.base").count(), 1);
  assert.deepEqual(faults, []);
});

test("an article shows its claims in place and, when asked, what was dropped", async () => {
  const { page, faults } = await guarded(chromium);
  await view(page, address, "#/article/water-talks%2Fmeridian-daily.txt");
  assert.equal(await page.locator(".dropped").count(), 0);
  const text = await page.locator(".body").innerText();
  assert.ok((await page.locator("a.claim.shared").count()) > 5);
  await page.getByLabel(/Show what was dropped/).check();
  await page.waitForURL(/dropped=1/);
  await page.locator(".dropped").first().waitFor();
  assert.ok((await page.locator(".body").innerText()).length > text.length);
  assert.ok(await page.getByLabel(/Show what was dropped/).evaluate((it) => it === document.activeElement));
  await page.locator("a.claim.shared").first().click();
  await page.waitForURL(/#\/statement\//);
  assert.deepEqual(faults, []);
});

test("search finds by words, speaker, outlet, omission, flag and kind, and keeps its state in the address", async () => {
  const { page, faults } = await guarded(chromium);
  const count = async (/** @type {string} */ query) => {
    await view(page, address, `#/search?${query}`);
    const told = await page.locator(".count").first().innerText();
    return told.startsWith("No ") ? 0 : Number(/(?:of )?([\d,]+) \w+$/.exec(told)?.[1]?.replaceAll(",", ""));
  };
  const all = await count("");
  assert.equal(all, JSON.parse(readFileSync(join(folder, "out", "run.json"), "utf8")).counts.statements);
  assert.ok((await count("q=sluice")) >= 3);
  assert.equal(await count("q=%22floor%20became%20the%20wall%22"), 1);
  assert.equal(await count("q=nobodysaidthis"), 0);
  const dubrin = await count("speaker=dubrin");
  assert.ok(dubrin > 3 && dubrin < all);
  assert.ok((await count("speaker=dubrin&kind=quote")) < dubrin);
  const [carried, omitted] = [await count("outlet=TASS"), await count("omitted=TASS")];
  assert.ok(carried > 0 && omitted > 0 && carried + omitted <= all);
  assert.ok((await count("flag=numbers")) > 0);
  assert.ok((await count("show=claims")) > 550);
  // By hand.
  await view(page, address, "#/search");
  await page.getByLabel("Words").fill("sluices");
  await page.getByLabel("Words").press("Enter");
  await page.waitForURL(/q=sluices/);
  await page.getByLabel("Kind").selectOption("quote");
  await page.waitForURL(/kind=quote/);
  await settled(page);
  assert.equal(await page.getByLabel("Words").inputValue(), "sluices");
  await page.goBack();
  await page.waitForURL((url) => !url.href.includes("kind="));
  await settled(page);
  assert.equal(await page.getByLabel("Kind").inputValue(), "");
  assert.deepEqual(faults, []);
});

test("lists can be copied as CSV", async () => {
  const { page, context } = await guarded(chromium);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await view(page, address, "#/search?flag=truncated");
  const shown = await page.locator(".item").count();
  await page.getByRole("button", { name: "Copy as CSV" }).click();
  await page.getByRole("status").getByText("Copied.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const lines = copied.trimEnd().split(/\r?\n/);
  assert.match(lines[0] ?? "", /^statement_id,event_id,kind,speaker,/);
  assert.equal(lines.length, shown + 1);
});

test("everything can be reached by keyboard alone", async () => {
  const { page, faults } = await guarded(chromium);
  await view(page, address);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  const reach = async (/** @type {string} */ selector) => {
    for (let steps = 0; steps < 150; steps += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not in the tab order`);
  };
  await reach("a[href^='#/event/']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/event\//);
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  await reach("td.cell");
  const at = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  const start = await at();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await at(), start);
  await page.keyboard.press("ArrowLeft");
  assert.equal(await at(), start);
  await page.keyboard.press("ArrowDown");
  await page.locator(".peek p.who").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#\/statement\//);
  await settled(page);
  await reach("#base");
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/base=/);
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "base");
  await reach("details.context summary");
  await page.keyboard.press("Enter");
  assert.ok((await page.locator("details.context[open] mark").count()) > 0);
  assert.deepEqual(faults, []);
});

test("without scripts there is a summary", async () => {
  const { page, faults } = await guarded(chromium, { javaScriptEnabled: false });
  await page.goto(address);
  const text = await page.locator("main").innerText();
  assert.match(text, /runs no scripts/);
  assert.match(text, /31/);
  assert.match(text, /Accounts contradict each other/);
  assert.match(text, /Island ferry capsizes/);
  assert.deepEqual(faults, []);
});

test("what is not there is told, and leads back", async () => {
  const { page, faults } = await guarded(chromium);
  for (const fragment of ["#/statement/s0", "#/event/%E0%A4%A", "#/article/../../etc", "#/nowhere", "#/search?event=e0&page=99&flag=no"]) {
    await view(page, address, fragment);
    assert.ok((await page.locator("main a[href='#/overview']").count()) > 0, fragment);
  }
  assert.deepEqual(faults, []);
});
