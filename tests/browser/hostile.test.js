// An article of which every part tries to become code or markup: nothing of it runs, and all of it is shown as text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, files, guarded, place, report, settled, view } from "./support.js";

const { folder, leave } = place();
/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {string} */
let address;

const RUN = "window.ran = true";
const ATTACKS = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `"><svg onload="${RUN}">`,
  `' onmouseover='${RUN}' x='`,
  `javascript:${RUN}`,
  `<!--<script>`,
  `]]></style><iframe srcdoc="<script>top.ran = true</script>">`,
  `{{constructor.constructor('${RUN}')()}}`,
  "\u2028\u2029\u0000\u202E",
  `<a href="https://attacker.example/">`,
  `<base href="https://attacker.example/">`,
  `<meta http-equiv="refresh" content="0;url=https://attacker.example/">`,
  `__proto__`,
];

/** Two outlets with the same words, so that there is a statement, and with a number that differs, so that there is a finding. */
function corpus() {
  return ATTACKS.flatMap((attack, at) => ["Küstenpost", "Mail"].map((outlet, of) => JSON.stringify({
    id: `${attack}#${at}.${of}`,
    source: `${outlet} ${attack}`,
    title: `Harbour ${at} reopens ${attack}`,
    date: "2025-03-04T08:02:00Z",
    url: at % 2 === 0 ? `javascript:${RUN}//https://x.example/${at}` : `https://x.example/"onmouseover="${RUN}/${at}`,
    event: `event ${attack}`,
    text: `“We will reopen harbour ${at} of Veldt on Friday ${attack} and ${of + 5} cranes will be there,” Mayor ${attack} Ida Brandt said on Monday.\n\nCrews cleared the wreck of the ferry ${at}. ${attack} More than ${of + 30} boats are waiting outside of the port of Veldt.`,
  }))).join("\n");
}

const NAME = "<img src=x onerror=window.ran=1>'\"&.txt";

before(async () => {
  files(folder, {
    "in/desk.jsonl": corpus(),
    [`in/${NAME}`]: `VELDT, March 4 (<b onclick="${RUN}">Wire</b>) - “We will reopen harbour 1 of Veldt on Friday,” Mayor Ida Brandt said.\n\n<script>${RUN}</script> Crews cleared the wreck of the ferry.`,
    "in/broken.jsonl": `{"id": "<script>${RUN}</script>", "text": `,
  });
  address = report(folder, `${folder}/in`);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  leave();
});

test("nothing runs, nothing is asked for, and every text is text", async () => {
  const { page, faults } = await guarded(chromium);
  await page.addInitScript(() => {
    // Elements that only an attack would make.
    addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const it of [node, ...node.querySelectorAll("*")]) {
          const code = [...it.attributes].some(({ name, value }) => name.startsWith("on") || /^\s*(javascript|data|vbscript):/i.test(value) && (name === "href" || name === "src"));
          if (code || ["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "META", "LINK", "IMG", "STYLE"].includes(it.tagName)) Object.assign(window, { ran: it.outerHTML });
        }
      }
    }).observe(document.body, { childList: true, subtree: true }));
  });
  await view(page, address);
  const visited = new Set([""]);
  const waiting = ["#/overview", "#/events", "#/outlets", "#/articles", "#/problems", "#/search", "#/search?show=claims", `#/search?q=${encodeURIComponent(ATTACKS[1] ?? "")}`, `#/${encodeURIComponent(ATTACKS[0] ?? "")}`];
  let statements = 0;
  let articles = 0;
  while (waiting.length > 0 && visited.size < 160) {
    const fragment = waiting.shift() ?? "";
    if (visited.has(fragment)) continue;
    visited.add(fragment);
    await page.evaluate((to) => { location.hash = to; }, fragment);
    await page.waitForTimeout(10);
    await settled(page);
    statements += Number(fragment.startsWith("#/statement/"));
    articles += Number(fragment.startsWith("#/article/"));
    for (const it of await page.locator("td.cell").all()) {
      await it.hover();
      if (statements > 20) break;
    }
    const links = await page.locator("main a[href^='#/']").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? ""));
    // Pages that differ only in state show the same texts.
    waiting.push(...links.filter((link) => !link.includes("?")));
    const out = await page.locator("main a:not([href^='#'])").evaluateAll((all) => all.map((it) => ({ href: it.getAttribute("href") ?? "", rel: it.getAttribute("rel") ?? "" })));
    for (const { href, rel } of out) {
      assert.match(href, /^https?:\/\//);
      assert.match(rel, /noopener/);
      assert.match(rel, /noreferrer/);
    }
  }
  assert.ok(statements > 10 && articles > 20, `${statements} statements, ${articles} articles`);
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).ran), undefined);
  assert.deepEqual(faults, []);
});

test("the attacks are shown as they were written", async () => {
  const { page } = await guarded(chromium);
  await view(page, address, "#/articles");
  const text = await page.locator("main").innerText();
  assert.ok(text.includes(`<script>${RUN}</script>`), text.slice(0, 2000));
  assert.ok(text.includes(`javascript:${RUN}`));
  const own = page.locator("main a", { hasText: "onerror=window.ran" });
  assert.ok((await own.count()) >= 1);
});

test("without scripts the summary is text, too", async () => {
  const { page, faults } = await guarded(chromium, { javaScriptEnabled: false });
  await page.goto(address);
  assert.equal(await page.locator("main script, main img, main iframe, main base, main svg").count(), 0);
  assert.deepEqual(faults, []);
});

test("the policy of the file refuses what it does not know", async () => {
  const { page, context } = await guarded(chromium);
  await view(page, address);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const image = document.createElement("img");
    image.src = "https://attacker.example/pixel.png";
    document.body.append(image);
    const div = document.createElement("div");
    div.setAttribute("onclick", "window.ran = true");
    document.body.append(div);
    div.click();
    void fetch("https://attacker.example/").catch(() => {});
  });
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).ran), undefined);
  await context.close();
});
