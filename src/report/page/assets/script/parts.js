// What several views are made of.

/** Rows of a list on one page. */
const PAGE = 25;

/** @param {number} kind */
function kindMark(kind) {
  return h("span", { class: `kind k${kind}`, title: KIND_MEANS[kind] }, KINDS[kind]);
}

/** @param {string} flag */
function flagMark(flag) {
  const { name, means, grave } = FLAGS[flag] ?? { name: flag, means: "", grave: 1 };
  return h("span", { class: `flag grave${grave}`, title: means }, name);
}

/**
 * A sentence of the program's own, in which names and quoted words may run from right to left.
 * @param {string} text
 * @param {number[]} articles those whose outlets may be named
 */
function sentence(text, articles) {
  const names = [...new Set(articles.flatMap((at) => [nameAt(index.articles.outlet[at] ?? -1), nameAt(index.articles.agency[at] ?? -1)]))].filter((it) => it !== "");
  names.sort((a, b) => b.length - a.length);
  const plain = (/** @type {string} */ word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const apart = new RegExp(`(“[^”]*”${names.map((it) => `|${plain(it)}`).join("")})`, "u");
  return h("span", { dir: "ltr", class: "sentence" }, text.split(apart).map((part, at) => (at % 2 === 1 ? h("bdi", {}, part) : part)));
}

/**
 * Counts with a difference between them: many outlets behind which few origins stand.
 * @param {number} at
 */
function carriage(at) {
  const { outlets, origins } = index.statements;
  const [of, from] = [outlets[at] ?? 0, origins[at] ?? 0];
  return h("span", { class: "carriage", title: "An origin is an independent text: copies and light rewrites of one wire story are one." },
    h("b", {}, counted(of, "outlet")), ", ", counted(from, "origin"));
}

/**
 * A statement in a list.
 * @param {number} at
 * @param {Child} [more]
 */
function statementItem(at, more) {
  const s = index.statements;
  const speaker = nameAt(s.speaker[at] ?? -1);
  const event = s.event[at] ?? -1;
  return h("li", { class: "item" },
    h("p", { class: "head" },
      kindMark(s.kind[at] ?? 0), " ",
      speaker === "" ? null : h("a", { href: address("search", "", { speaker }), dir: "auto", class: "who" }, speaker)),
    h("p", { class: "text", dir: "auto" }, h("a", { href: statementAddress(at) }, s.text[at] ?? "")),
    s.note[at] === null ? null : h("p", { class: "told" }, sentence(s.note[at] ?? "", s.carriers[at] ?? [])),
    more ?? null,
    h("p", { class: "facts" },
      carriage(at), h("span", {}, "first: ", sentence(s.first_words[at] ?? "", s.carriers[at] ?? [])),
      event < 0 || route().view === "event" ? null : h("span", {}, "in ", h("a", { href: eventAddress(event), dir: "auto" }, index.events.title[event] ?? "")),
      flagsOf(at).map(flagMark)));
}

/**
 * A list in pages, with its state in the address.
 * @template T
 * @param {T[]} all
 * @param {(one: T) => Child} shown
 * @param {{key?: string, noun: string, size?: number, copy?: () => (string | number)[][], ordered?: boolean, table?: (rows: Child[]) => HTMLElement}} options
 */
function paged(all, shown, options) {
  const size = options.size ?? PAGE;
  const key = options.key ?? "page";
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, Number(route().state.get(key)) || 1), pages);
  const from = (page - 1) * size;
  const rows = all.slice(from, from + size).map(shown);
  const list = options.table === undefined ? h("ol", { class: "items", start: from + 1 }, rows) : options.table(rows);
  const place = all.length === 0 ? `No ${options.noun}s` : pages === 1 ? counted(all.length, options.noun) : `${(from + 1).toLocaleString("en")}–${Math.min(from + size, all.length).toLocaleString("en")} of ${counted(all.length, options.noun)}`;
  return h("div", { class: "paged" },
    h("div", { class: "bar" }, h("span", { class: "count" }, place), options.copy === undefined || all.length === 0 ? null : copyButton(options.copy)),
    list,
    pages === 1 ? null : pager(page, pages, key));
}

/** @param {number} page @param {number} pages @param {string} key */
function pager(page, pages, key) {
  const to = (/** @type {number} */ at) => changed({ [key]: at === 1 ? null : at });
  const step = (/** @type {number} */ at, /** @type {string} */ label) =>
    at < 1 || at > pages ? h("span", { class: "off", "aria-hidden": "true" }, label) : h("a", { href: to(at) }, label);
  const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((at) => at >= 1 && at <= pages);
  /** @type {Child[]} */
  const steps = [];
  near.forEach((at, i) => {
    if (i > 0 && at - (near[i - 1] ?? 0) > 1) steps.push(" … ");
    steps.push(at === page ? h("span", { "aria-current": "page" }, at) : h("a", { href: to(at), "aria-label": `Page ${at}` }, at));
  });
  return h("nav", { class: "pager", "aria-label": "Pages" }, step(page - 1, "← Previous"), h("span", { class: "steps" }, steps), step(page + 1, "Next →"));
}

/**
 * A table with named columns.
 * @param {string} caption
 * @param {(string | [string, string])[]} heads name, or name and class
 * @param {Child[]} rows
 */
function table(caption, heads, rows) {
  const head = heads.map((it) => (typeof it === "string" ? h("th", { scope: "col" }, it) : h("th", { scope: "col", class: it[1] }, it[0])));
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    h("table", {}, h("caption", { class: "unseen" }, caption), h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)));
}

/** A share from nothing to all, as a bar and a number. @param {number} part in ten-thousandths */
function meter(part) {
  return h("span", { class: "meter" },
    svg("svg", { viewBox: "0 0 60 8", width: 60, height: 8, "aria-hidden": "true" },
      svg("rect", { class: "all", x: 0, y: 0, width: 60, height: 8, rx: 2 }),
      svg("rect", { class: "part", x: 0, y: 0, width: (part * 60) / 10000, height: 8, rx: 2 })),
    h("span", { class: "number" }, share(part)));
}

/** @param {number} origin the name of an origin within an event or statement: A, B, … AA */
function letter(origin) {
  let rest = origin;
  let word = "";
  do {
    word = String.fromCharCode(65 + (rest % 26)) + word;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return word;
}

/** Letters of origins, in the order in which they appear. @param {number[]} articles @returns {Map<number, string>} */
function originLetters(articles) {
  /** @type {Map<number, string>} */
  const letters = new Map();
  for (const article of articles) {
    const origin = index.articles.origin[article] ?? -1;
    if (origin >= 0 && !letters.has(origin)) letters.set(origin, letter(letters.size));
  }
  return letters;
}

/** @param {string} title @param {...Child} children */
function section(title, ...children) {
  return h("section", {}, h("h2", {}, title), ...children);
}

/** A way back up. @param {...[string, string]} steps names with addresses */
function crumbs(...steps) {
  return h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("a", { href: "#/overview" }, "Overview"),
    steps.map(([label, href]) => [h("span", { "aria-hidden": "true" }, " › "), h("a", { href, dir: "auto" }, label)]).flat());
}

/** @param {string} what */
function missing(what) {
  return h("div", {}, h("h1", {}, "Not here"), h("p", {}, `This report has no ${what}. `, h("a", { href: "#/overview" }, "Back to the overview"), "."));
}

/**
 * A choice whose value is in the address.
 * @param {string} label
 * @param {string} key
 * @param {[string, string][]} options values with their names; the first is the default
 */
function choice(label, key, options) {
  const now = route().state.get(key) ?? "";
  const select = h("select", { name: key }, options.map(([value, text]) => h("option", { value, selected: value === now }, text)));
  select.addEventListener("change", () => go(changed({ [key]: select.value, page: null })));
  return h("label", { class: "field" }, h("span", {}, label), select);
}
