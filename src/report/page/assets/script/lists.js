// Whole lists: events, outlets, articles, problems.

function eventsBySize() {
  const e = index.events;
  return e.id.map((_, at) => at).sort((a, b) => (e.statements[b] ?? 0) - (e.statements[a] ?? 0) || (e.articles[b] ?? 0) - (e.articles[a] ?? 0) || a - b);
}

/** @param {number} at */
function eventRow(at) {
  const e = index.events;
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: eventAddress(at), dir: "auto" }, e.title[at] || "(no title)")),
    h("td", { class: "when" }, e.first[at] ?? "undated"),
    [e.articles, e.outlets, e.origins, e.statements].map((column) => h("td", { class: "n" }, (column[at] ?? 0).toLocaleString("en"))));
}

/** @type {(string | [string, string])[]} */
const EVENT_HEADS = ["Event", "First article", ["Articles", "n"], ["Outlets", "n"], ["Origins", "n"], ["Statements", "n"]];

/** @param {number[]} events */
function eventsTable(events) {
  return table("Events", EVENT_HEADS, events.map(eventRow));
}

function eventsView() {
  const sort = route().state.get("sort") ?? "";
  const order = sort === "time" ? index.events.id.map((_, at) => at) : eventsBySize();
  const e = index.events;
  const rows = () => [["event_id", "title", "first_published", "last_published", "articles", "outlets", "origins", "statements"],
    ...order.map((at) => [e.id[at] ?? "", guarded(e.title[at]), e.first[at] ?? "", e.last[at] ?? "", e.articles[at] ?? 0, e.outlets[at] ?? 0, e.origins[at] ?? 0, e.statements[at] ?? 0])];
  return h("div", {}, crumbs(), h("h1", {}, "Events"),
    h("div", { class: "filters" }, choice("Order", "sort", [["", "most statements first"], ["time", "earliest first"]])),
    paged(order, eventRow, { noun: "event", size: 50, copy: rows, table: (list) => table("Events", EVENT_HEADS, list) }));
}

/** @typedef {{outlet: number, articles: number, own: number, statements: number, only: number}} OutletFigures */

/** @type {OutletFigures[] | null} */
let outletsKnown = null;

/** What each outlet has. */
function outletFigures() {
  if (outletsKnown !== null) return outletsKnown;
  const a = index.articles;
  /** @type {Map<number, OutletFigures>} */
  const found = new Map();
  /** @type {Map<number, number>} the first article of each origin */
  const first = new Map();
  const of = (/** @type {number} */ outlet) => {
    const known = found.get(outlet) ?? { outlet, articles: 0, own: 0, statements: 0, only: 0 };
    found.set(outlet, known);
    return known;
  };
  a.id.forEach((_, at) => {
    const origin = a.origin[at] ?? -1;
    if (!first.has(origin)) first.set(origin, at);
  });
  a.id.forEach((_, at) => {
    const it = of(a.outlet[at] ?? -1);
    it.articles += 1;
    if (first.get(a.origin[at] ?? -1) === at) it.own += 1;
  });
  for (const carriers of index.statements.carriers) {
    const outlets = new Set(carriers.map((at) => a.outlet[at] ?? -1));
    for (const outlet of outlets) of(outlet).statements += 1;
  }
  outletsKnown = [...found.values()].sort((x, y) => y.statements - x.statements || y.articles - x.articles || x.outlet - y.outlet);
  return outletsKnown;
}

/** @param {OutletFigures} it */
function outletRow(it) {
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: address("search", "", { outlet: nameAt(it.outlet) }), dir: "auto" }, nameAt(it.outlet))),
    [it.articles, it.own, it.statements].map((n) => h("td", { class: "n" }, n.toLocaleString("en"))),
    h("td", {}, h("a", { href: address("articles", "", { outlet: nameAt(it.outlet) }) }, "articles"), " · ", h("a", { href: address("search", "", { omitted: nameAt(it.outlet) }) }, "left out")));
}

/** @type {(string | [string, string])[]} */
const OUTLET_HEADS = ["Outlet", ["Articles", "n"], ["Own texts", "n"], ["Statements", "n"], "See"];

/** @param {OutletFigures[]} list */
function outletsTable(list) {
  return table("Outlets", OUTLET_HEADS, list.map(outletRow));
}

function outletsView() {
  const all = outletFigures();
  const rows = () => [["outlet", "articles", "own_texts", "statements"], ...all.map((it) => [guarded(nameAt(it.outlet)), it.articles, it.own, it.statements])];
  return h("div", {}, crumbs(), h("h1", {}, "Outlets"),
    h("p", { class: "about" }, "Own texts are those that are no copy or light rewrite of an earlier one in this run. Statements are those that several articles report."),
    paged(all, outletRow, { noun: "outlet", size: 50, copy: rows, table: (list) => table("Outlets", OUTLET_HEADS, list) }));
}

/** @param {number} at */
function articleRow(at) {
  const a = index.articles;
  const event = a.event[at] ?? -1;
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: articleAddress(at), dir: "auto" }, a.title[at] || a.id[at] || "(no title)")),
    h("td", { dir: "auto" }, publisher(at)),
    h("td", { class: "when" }, a.published[at] ?? "undated"),
    h("td", {}, event < 0 ? "" : h("a", { href: eventAddress(event), dir: "auto" }, index.events.title[event] ?? "")),
    h("td", { class: "n" }, (a.claims[at] ?? 0).toLocaleString("en")));
}

/** @type {(string | [string, string])[]} */
const ARTICLE_HEADS = ["Article", "Published by", "When", "Event", ["Claims", "n"]];

function articlesView() {
  const { state } = route();
  const a = index.articles;
  const [outlet, sort] = [state.get("outlet") ?? "", state.get("sort") ?? ""];
  const found = a.id.map((_, at) => at).filter((at) => outlet === "" || nameAt(a.outlet[at] ?? -1) === outlet);
  const time = (/** @type {number} */ at) => a.time[at] ?? Infinity;
  if (sort === "time") found.sort((x, y) => (time(x) === time(y) ? x - y : time(x) - time(y)));
  if (sort === "origin") {
    /** @type {Map<number, number>} */
    const sizes = new Map();
    a.origin.forEach((origin) => sizes.set(origin, (sizes.get(origin) ?? 0) + 1));
    const size = (/** @type {number} */ at) => sizes.get(a.origin[at] ?? -1) ?? 0;
    found.sort((x, y) => size(y) - size(x) || (a.origin[x] ?? 0) - (a.origin[y] ?? 0) || x - y);
  }
  const rows = () => [["article_id", "outlet", "agency", "published", "event_id", "claims", "title", "url", "path"],
    ...found.map((at) => [guarded(a.id[at]), guarded(nameAt(a.outlet[at] ?? -1)), guarded(nameAt(a.agency[at] ?? -1)), a.published[at] ?? "", index.events.id[a.event[at] ?? -1] ?? "", a.claims[at] ?? 0, guarded(a.title[at]), guarded(a.url[at]), guarded(a.path[at])])];
  return h("div", {}, crumbs(), h("h1", {}, outlet === "" ? "Articles" : `Articles of ${outlet}`),
    h("div", { class: "filters" },
      choice("Outlet", "outlet", [["", "all"], .../** @type {[string, string][]} */ (outletFigures().map((it) => [nameAt(it.outlet), nameAt(it.outlet)]))]),
      choice("Order", "sort", [["", "by event"], ["time", "earliest first"], ["origin", "most copied first"]])),
    paged(found, articleRow, { noun: "article", size: 50, copy: rows, table: (list) => table("Articles", ARTICLE_HEADS, list) }));
}

function problemsView() {
  const rows = () => [["path", "line", "kind", "message"], ...index.problems.map(([path, line, kind, message]) => [guarded(path), line ?? "", kind, guarded(message)])];
  const total = index.totals.problems ?? 0;
  return h("div", {}, crumbs(), h("h1", {}, "Problems"),
    h("p", { class: "about" }, total === 0 ? "Nothing was wrong with any input." : "What was wrong with which input, and what became of it. The rest of the run is whole.",
      total > index.problems.length ? ` The first ${index.problems.length.toLocaleString("en")} of ${total.toLocaleString("en")} are here; problems.csv has all.` : null),
    total === 0 ? null : paged(index.problems, ([path, line, kind, message]) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, line === null ? path : `${path}:${line}`), h("td", {}, kind), h("td", { dir: "auto" }, message)),
      { noun: "problem", size: 50, copy: rows, table: (list) => table("Problems", ["Input", "Kind", "What happened"], list) }));
}
