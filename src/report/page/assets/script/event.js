// An event: when its articles were published, who carried what, and its statements.

/** @param {string} id */
async function eventView(id) {
  const at = positionOf("events", id);
  if (at < 0) return missing(`event ${id}`);
  const data = await eventData(at);
  const e = index.events;
  const articles = articlesOf(at);
  const first = e.first[at];
  const last = e.last[at];
  const conflicts = data.rows.map(([statement]) => statement).filter((statement) => (index.statements.conflict[statement] ?? 0) > 1);
  conflicts.sort((a, b) => (index.statements.conflict[b] ?? 0) - (index.statements.conflict[a] ?? 0) || (index.statements.origins[b] ?? 0) - (index.statements.origins[a] ?? 0));
  return h("div", {}, crumbs(),
    h("h1", { dir: "auto" }, e.title[at] || "(no title)"),
    h("p", { class: "facts lede" },
      h("span", {}, counted(e.articles[at] ?? 0, "article")), h("span", {}, counted(e.outlets[at] ?? 0, "outlet")), h("span", {}, counted(e.origins[at] ?? 0, "independent origin")),
      h("span", {}, counted(e.statements[at] ?? 0, "statement")),
      h("span", {}, first === null || first === undefined ? "undated" : first === last ? first : `${first} to ${last}`)),
    section("Timeline", timelineFigure(data)),
    data.rows.length === 0
      ? h("p", { class: "note" }, "No two articles of this event report the same statement.")
      : section("Who carried what", matrixFigure(at, data)),
    conflicts.length === 0 ? null : section("Where accounts are at odds", paged(conflicts, (statement) => statementItem(statement), { noun: "statement", key: "odds", size: 10, copy: () => statementRows(conflicts) })),
    section("Articles", paged(articles, (article) => eventArticleRow(article, articles), { noun: "article", key: "articles", copy: () => eventArticleRows(articles),
      table: (rows) => table("Articles of the event", ["Article", "Published by", "When", "Origin", ["Claims", "n"]], rows) })));
}

/** @param {number} article @param {number[]} all */
function eventArticleRow(article, all) {
  const a = index.articles;
  const letters = originLetters(all);
  const origin = a.origin[article] ?? -1;
  const size = all.filter((other) => a.origin[other] === origin).length;
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: articleAddress(article), dir: "auto" }, a.title[article] || a.id[article] || "(no title)")),
    h("td", { dir: "auto" }, publisher(article)),
    h("td", { class: "when" }, a.published[article] ?? "undated"),
    h("td", {}, letters.get(origin) ?? "", size > 1 ? ` · one of ${size} copies` : ""),
    h("td", { class: "n" }, (a.claims[article] ?? 0).toLocaleString("en")));
}

/** @param {number[]} articles */
function eventArticleRows(articles) {
  const a = index.articles;
  return [["article_id", "outlet", "agency", "published", "claims", "title"],
    ...articles.map((at) => [guarded(a.id[at]), guarded(nameAt(a.outlet[at] ?? -1)), guarded(nameAt(a.agency[at] ?? -1)), a.published[at] ?? "", a.claims[at] ?? 0, guarded(a.title[at])])];
}
