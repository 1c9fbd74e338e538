// A report made by the program, and a browser to look at it in.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program that makes reports, and the browser; both can be named from outside. */
const PROGRAM = process.env.CROSSWIRE ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/crosswire");
const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Without these a browser asks for updates and the like, which is no request of the report's. */
const FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** A folder for the length of a test file. */
export function place() {
  const folder = mkdtempSync(join(tmpdir(), "crosswire-report-"));
  return { folder, leave: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Writes files below a folder. @param {string} folder @param {Record<string, string>} files */
export function files(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs the program. @param {...string} args */
export function crosswire(...args) {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is not there: build it with cargo build`);
  return execFileSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
}

/** The address of the report of a run over `inputs`. @param {string} folder @param {...string} inputs */
export function report(folder, ...inputs) {
  const out = join(folder, "out");
  try {
    crosswire("run", ...inputs, "--out", out, "--quiet");
  } catch (error) {
    // 3 is done, with problems in single inputs.
    if (/** @type {{status?: number}} */ (error).status !== 3) throw error;
  }
  return pathToFileURL(join(out, "report.html")).href;
}

export async function browser() {
  return chromium.launch({ executablePath: BROWSER, args: FLAGS });
}

/**
 * A page that counts whatever a report must never do: ask anybody for anything, fail, or be refused by its own policy.
 * @param {import("playwright-core").Browser} of
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function guarded(of, options = {}) {
  const context = await of.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:") || request.resourceType() !== "document") faults.push(`request: ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("popup", () => faults.push("popup"));
  return { page, context, faults };
}

/** Waits until the view that the address asks for is there. @param {import("playwright-core").Page} page */
export async function settled(page) {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return document.querySelector("#menu") !== null && main !== null && !main.hasAttribute("aria-busy") && main.querySelector("h1") !== null;
  });
}

/** Goes to a view. @param {import("playwright-core").Page} page @param {string} address @param {string} fragment */
export async function view(page, address, fragment = "") {
  await page.goto(address + fragment);
  await settled(page);
}
