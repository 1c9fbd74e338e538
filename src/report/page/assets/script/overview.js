// The whole run: what was read, and what deserves a look first.

/** Statements of a list that stand on the overview. */
const LEADS = 5;

/** @type {[string, string, string, Record<string, string>][]} list, title, what it is, the search that shows all */
const LEAD_LISTS = [
  ["contradictions", "Accounts contradict each other", "They cannot all be true: another number, a denial, another speaker.", { conflict: "3" }],
  ["quotations", "Quoted differently", "A quotation is cut, joined or worded otherwise than in another account.", { conflict: "2" }],
  ["widest", "Most widely carried", "Behind these stand the most independent texts; copies of one wire count once.", { sort: "origins" }],
  ["one_source", "Carried by one side only", "Several outlets print it, all from one text, and other origins of the event leave it out.", { origins: "1", sort: "outlets" }],
];

function overviewView() {
  const t = index.totals;
  const lists = LEAD_LISTS.filter(([key]) => (index.leads[key] ?? []).length > 0);
  return h("div", {},
    h("h1", {}, "What the outlets report"),
    totals(t),
    lists.length === 0
      ? h("p", { class: "note" }, "No two articles of this run report the same statement, so there is nothing to compare. ", h("a", { href: "#/articles" }, "See the articles"), ".")
      : h("div", { class: "leads" }, lists.map(([key, title, what, search]) => lead(title, what, index.leads[key] ?? [], search))),
    events(), outlets());
}

/** @param {Record<string, number>} t */
function totals(t) {
  /** @type {[string, number, string, string][]} */
  const figures = [
    ["articles", t.articles ?? 0, "#/articles", "texts that were read"],
    ["outlets", t.outlets ?? 0, "#/outlets", "who published them"],
    ["origins", t.origins ?? 0, "#/articles?sort=origin", "independent texts: copies count once"],
    ["events", t.events ?? 0, "#/events", "happenings that the articles are about"],
    ["statements", t.statements ?? 0, "#/search", "what several articles report"],
    ["claims", t.claims ?? 0, "#/search?show=claims", `quotes, reported speech, facts; ${(t.in_statements ?? 0).toLocaleString("en")} are in statements`],
    ["problems", t.problems ?? 0, "#/problems", "inputs with which something was wrong"],
  ];
  return h("dl", { class: "totals" }, figures.map(([label, count, href, what]) =>
    h("div", { title: what }, h("dt", {}, label), h("dd", {}, h("a", { href, "aria-label": `${count.toLocaleString("en")} ${label}` }, count.toLocaleString("en"))))));
}

/** @param {string} title @param {string} what @param {[number, number?][]} list @param {Record<string, string>} search */
function lead(title, what, list, search) {
  const item = (/** @type {[number, number?]} */ [at, others]) => statementItem(at,
    others === undefined ? null : h("p", { class: "told" }, `${counted(others, "other origin")} of the event ${others === 1 ? "leaves" : "leave"} it out.`));
  return h("section", { class: "lead" },
    h("h2", {}, title), h("p", { class: "about" }, what),
    h("ol", { class: "items" }, list.slice(0, LEADS).map(item)),
    list.length > LEADS ? h("p", { class: "more" }, h("a", { href: address("search", "", search) }, `All of these →`)) : null);
}

function events() {
  const order = eventsBySize();
  if (order.length === 0) return null;
  return section("Events", eventsTable(order.slice(0, 10)),
    order.length > 10 ? h("p", { class: "more" }, h("a", { href: "#/events" }, `All ${order.length.toLocaleString("en")} events →`)) : null);
}

function outlets() {
  const found = outletFigures().slice(0, 10);
  return section("Outlets", h("p", { class: "about" }, "Own texts are those that are no copy or light rewrite of an earlier one in this run."), outletsTable(found),
    (index.totals.outlets ?? 0) > 10 ? h("p", { class: "more" }, h("a", { href: "#/outlets" }, `All ${(index.totals.outlets ?? 0).toLocaleString("en")} outlets →`)) : null);
}
