// All accounts of a statement in one table: a row for each account, a column for each stretch of words.

/**
 * @param {StatementData} data
 * @param {ArticleData[]} texts
 * @param {number} base
 */
function collationTable(data, texts, base) {
  const { table } = data;
  if (table === null) return null;
  const rows = [base, ...table.accounts.filter((at) => at !== base)].filter((at) => table.accounts.includes(at));
  const places = new Map(table.accounts.map((at) => [at, 0]));
  /** @type {Map<number, HTMLTableCellElement[]>} */
  const cells = new Map(table.accounts.map((at) => [at, []]));
  for (const segment of table.segments) {
    const groupOf = (/** @type {number} */ at) => segment[table.accounts.indexOf(at) * 2 + 1] ?? -1;
    const own = groupOf(base);
    const agreed = new Set(table.accounts.map(groupOf)).size === 1;
    table.accounts.forEach((at, row) => {
      const [length = -1, group = -1] = segment.slice(row * 2, row * 2 + 2);
      const from = places.get(at) ?? 0;
      const text = length < 0 ? "" : textOf(data, texts, at).slice(from, from + length);
      places.set(at, from + Math.max(0, length));
      const state = length < 0 ? "nothing" : agreed ? "agreed" : at === base ? "own" : group === own ? "kept" : "other";
      cells.get(at)?.push(h("td", { class: state, dir: "auto" }, length < 0 ? h("span", { "aria-label": "nothing" }, "–") : state === "other" ? h("ins", {}, text.trim()) : text.trim()));
    });
  }
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "All accounts in one table" },
    h("table", { class: "collation" }, h("caption", { class: "unseen" }, "All accounts in one table; what differs from the base is underlined"),
      h("tbody", {}, rows.map((at) => h("tr", { class: at === base ? "base" : null },
        h("th", { scope: "row" }, h("a", { href: articleAddress(data.accounts[at]?.[0] ?? 0, data.accounts[at]?.[1]), dir: "auto" }, publisher(data.accounts[at]?.[0] ?? 0)), at === base ? h("span", { class: "tag" }, "base") : null),
        cells.get(at) ?? [])))));
}
