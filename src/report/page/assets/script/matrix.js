// Who carried what: statements by outlets, in an order that shows patterns.

/** Rows and columns on one page of the matrix. */
const MATRIX_ROWS = 40;
const MATRIX_COLUMNS = 40;

/** @param {number} event @param {EventData} data */
function matrixFigure(event, data) {
  const { state } = route();
  const sort = state.get("sort") ?? "";
  const rows = sortedRows(data, sort);
  const pages = Math.max(1, Math.ceil(rows.length / MATRIX_ROWS));
  const page = Math.min(Math.max(1, Number(state.get("page")) || 1), pages);
  const wide = Math.max(1, Math.ceil(data.columns.length / MATRIX_COLUMNS));
  const part = Math.min(Math.max(1, Number(state.get("outlets")) || 1), wide);
  const from = (part - 1) * MATRIX_COLUMNS;
  const columns = data.columns.slice(from, from + MATRIX_COLUMNS);
  const shown = rows.slice((page - 1) * MATRIX_ROWS, page * MATRIX_ROWS);
  const peek = h("div", { class: "peek", id: "peek" }, h("p", { class: "hint" }, "Point at a cell, or move through the table with the arrow keys, to read what an outlet says."));
  const grid = h("table", { class: "matrix", "aria-describedby": "matrix-key" },
    h("caption", { class: "unseen" }, "Statements by outlets"),
    h("thead", {}, brackets(data, from, columns.length), h("tr", {}, h("th", { scope: "col", class: "corner" }, "Statement"), columns.map((column) => head(column)))),
    h("tbody", {}, shown.map((row) => matrixRow(row, from, columns))));
  // Where outlets are few, cells stay near the words they belong to.
  grid.style.maxWidth = `${44 + columns.length * 1.9}rem`;
  walk(grid, peek);
  return h("div", { class: "coverage" },
    h("div", { class: "filters" },
      choice("Order of statements", "sort", [["", "by pattern"], ["conflict", "conflicts first"], ["first", "earliest first"], ["speaker", "by speaker"]]),
      copyButton(() => matrixRows(event, data, rows))),
    key(),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Coverage matrix" }, grid),
    peek,
    pages === 1 ? null : pager(page, pages, "page"),
    wide === 1 ? null : h("p", {}, "Outlets: ", pager(part, wide, "outlets")));
}

/** @param {EventData} data @param {string} sort */
function sortedRows(data, sort) {
  const s = index.statements;
  const rows = [...data.rows];
  const speaker = (/** @type {number} */ at) => nameAt(s.speaker[at] ?? -1) || "\uFFFF";
  const time = (/** @type {number} */ at) => {
    const first = s.first[at];
    return first === null || first === undefined ? Infinity : (index.articles.time[first] ?? Infinity);
  };
  if (sort === "conflict") rows.sort(([a], [b]) => (s.conflict[b] ?? 0) - (s.conflict[a] ?? 0));
  if (sort === "first") rows.sort(([a], [b]) => (time(a) === time(b) ? 0 : time(a) - time(b)));
  if (sort === "speaker") rows.sort(([a], [b]) => (speaker(a) < speaker(b) ? -1 : speaker(a) > speaker(b) ? 1 : 0));
  return rows;
}

function key() {
  return h("p", { class: "key", id: "matrix-key" },
    KINDS.map((kind, at) => h("span", {}, h("span", { class: `cell c${at}`, "aria-hidden": "true" }, GLYPHS[at]), ` ${kind === "fact" ? "its own words" : kind === "headline" ? "headline only" : kind}`)),
    h("span", {}, h("span", { class: "cell none", "aria-hidden": "true" }, "·"), " left out"),
    h("span", {}, h("span", { class: "bracket", "aria-hidden": "true" }), " copies of one origin"));
}

/** @param {EventData} data @param {number} from @param {number} count */
function brackets(data, from, count) {
  /** @type {Child[]} */
  const cells = [];
  let at = from;
  for (const [start, size] of data.brackets) {
    const [left, right] = [Math.max(start, from), Math.min(start + size, from + count)];
    if (right <= left) continue;
    if (left > at) cells.push(h("td", { colspan: left - at }));
    cells.push(h("td", { colspan: right - left, class: "span" }, h("span", { class: "bracket", title: `${size} outlets print one origin: copies or light rewrites of one text` }, h("span", { class: "unseen" }, `${size} outlets print one origin`))));
    at = right;
  }
  if (cells.length === 0) return null;
  if (at < from + count) cells.push(h("td", { colspan: from + count - at }));
  return h("tr", { class: "brackets" }, h("td", {}), cells);
}

/** @param {[number, number[], number[], number]} column */
function head([outlet, agencies, articles, carried]) {
  const of = agencies.map(nameAt).join(", ");
  const told = `${nameAt(outlet)}${of === "" ? "" : `, copy of ${of}`}: ${counted(articles.length, "article")}, carries ${carried}`;
  const href = articles.length === 1 ? articleAddress(articles[0] ?? 0) : address("articles", "", { outlet: nameAt(outlet) });
  return h("th", { scope: "col", class: "outlet" }, h("a", { href, title: told }, h("bdi", {}, nameAt(outlet)), of === "" ? null : h("span", { class: "of" }, ` (${of})`)));
}

/** @param {[number, number[]]} row @param {number} from @param {[number, number[], number[], number][]} columns */
function matrixRow([statement, cells], from, columns) {
  const carried = new Map(cells.map((cell) => [cell >> 2, cell & 3]));
  const s = index.statements;
  const flags = flagsOf(statement);
  const grave = Math.max(0, ...flags.map((flag) => FLAGS[flag]?.grave ?? 0));
  const speaker = nameAt(s.speaker[statement] ?? -1);
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: statementAddress(statement), dir: "auto", title: s.text[statement] },
      grave > 1 ? h("span", { class: `warn grave${grave}`, title: flags.map((flag) => FLAGS[flag]?.name ?? flag).join(", ") }, "!") : null,
      speaker === "" ? null : h("b", {}, speaker, ": "), s.text[statement] ?? "")),
    columns.map(([outlet], at) => {
      const kind = carried.get(from + at);
      const told = kind === undefined ? `${nameAt(outlet)}: left out` : `${nameAt(outlet)}: ${KINDS[kind]}`;
      const cell = h("td", { class: kind === undefined ? "cell none" : `cell c${kind}`, "aria-label": told }, kind === undefined ? "·" : GLYPHS[kind]);
      cell.dataset.statement = String(statement);
      cell.dataset.outlet = String(outlet);
      return cell;
    }));
}

/**
 * One stop in the tab order, arrow keys inside, and the text of the cell one is at.
 * @param {HTMLTableElement} grid
 * @param {HTMLElement} peek
 */
function walk(grid, peek) {
  const body = () => grid.tBodies[0];
  const cell = (/** @type {number} */ row, /** @type {number} */ column) => body()?.rows[row]?.cells[column];
  const start = cell(0, 1);
  if (start !== undefined) start.tabIndex = 0;
  let current = start;
  const at = (/** @type {EventTarget | null} */ target) => (target instanceof Element ? target.closest("td.cell") : null);
  const show = (/** @type {Element | null} */ it) => {
    if (it instanceof HTMLTableCellElement) void peekAt(it, peek);
  };
  grid.addEventListener("pointerover", (event) => show(at(event.target)));
  grid.addEventListener("focusin", (event) => show(at(event.target)));
  grid.addEventListener("click", (event) => {
    const it = at(event.target);
    if (it instanceof HTMLElement && it.dataset.statement !== undefined) go(statementAddress(Number(it.dataset.statement)));
  });
  grid.addEventListener("keydown", (event) => {
    const it = at(event.target);
    if (!(it instanceof HTMLTableCellElement)) return;
    const row = it.parentElement instanceof HTMLTableRowElement ? it.parentElement.sectionRowIndex : 0;
    /** @type {Record<string, [number, number]>} */
    const steps = { ArrowLeft: [row, it.cellIndex - 1], ArrowRight: [row, it.cellIndex + 1], ArrowUp: [row - 1, it.cellIndex], ArrowDown: [row + 1, it.cellIndex], Home: [row, 1], End: [row, (it.parentElement?.children.length ?? 1) - 1] };
    if (event.key === "Enter") it.click();
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = step[1] < 1 ? undefined : cell(step[0], step[1]);
    if (next === undefined) return;
    if (current !== undefined) current.tabIndex = -1;
    next.tabIndex = 0;
    current = next;
    next.focus();
  });
}

/** @param {HTMLTableCellElement} cell @param {HTMLElement} peek */
async function peekAt(cell, peek) {
  const [statement, outlet] = [Number(cell.dataset.statement), Number(cell.dataset.outlet)];
  const wanted = `${statement} ${outlet}`;
  if (peek.dataset.at === wanted) return;
  peek.dataset.at = wanted;
  const data = await statementData(statement);
  const own = data.accounts.filter(([article]) => index.articles.outlet[article] === outlet);
  const texts = await Promise.all(own.map(async ([article, claim]) => {
    const { text, claims } = await articleData(article);
    const [start = 0, end = 0, kind = 0] = claims[claim] ?? [];
    return h("p", {}, kindMark(kind), " ", h("a", { href: articleAddress(article, claim), dir: "auto" }, text.slice(start, end)));
  }));
  if (peek.dataset.at !== wanted) return;
  peek.replaceChildren(
    h("p", { class: "who" }, h("b", {}, nameAt(outlet)), texts.length === 0 ? " leaves this out:" : " says:"),
    ...(texts.length === 0 ? [h("p", { dir: "auto" }, h("a", { href: statementAddress(statement) }, index.statements.text[statement] ?? ""))] : texts));
}

/** @param {number} event @param {EventData} data @param {[number, number[]][]} rows */
function matrixRows(event, data, rows) {
  const s = index.statements;
  const head = ["event_id", "statement_id", "speaker", "text", ...data.columns.map(([outlet]) => guarded(nameAt(outlet)))];
  return [head, ...rows.map(([at, cells]) => {
    const carried = new Map(cells.map((cell) => [cell >> 2, cell & 3]));
    return [index.events.id[event] ?? "", s.id[at] ?? "", guarded(nameAt(s.speaker[at] ?? -1)), guarded(s.text[at]), ...data.columns.map((_, column) => KINDS[carried.get(column) ?? -1] ?? "")];
  })];
}
