// The run's data: the index, and shelves that are unpacked when something on them is looked at.

/**
 * @typedef {{id: string[], title: string[], first: (string|null)[], last: (string|null)[], articles: number[], outlets: number[], origins: number[], statements: number[]}} EventColumns
 * @typedef {{id: string[], title: (string|null)[], outlet: number[], agency: number[], language: number[], origin: number[], event: number[], published: (string|null)[], time: (number|null)[], url: (string|null)[], path: string[], claims: number[]}} ArticleColumns
 * @typedef {{order: number[], id: string[], event: number[], kind: number[], speaker: number[], text: string[], accounts: number[], outlets: number[], origins: number[], flags: number[], conflict: number[], note: (string|null)[], carriers: number[][], first: (number|null)[], first_words: string[], least: number[], mean: number[]}} StatementColumns
 * @typedef {{version: string, totals: Record<string, number>, names: string[], parts: string[], flags: string[], shelves: Record<"e"|"s"|"a", number[]>, events: EventColumns, articles: ArticleColumns, statements: StatementColumns, leads: Record<string, [number, number?][]>, problems: [string, number|null, string, string][]}} Index
 * @typedef {{lanes: ([number] | [number, number, number])[][], ticks: [number, string][], columns: [number, number[], number[], number][], brackets: [number, number][], rows: [number, number[]][]}} EventData
 * @typedef {[number, number, number, number|null, number, number, number]} AccountData article, claim, tie, the account with the same words, words, first and last claim read with it
 * @typedef {[number, number, number, number[], number[], number, number, number, number]} PairData
 * @typedef {{accounts: AccountData[], bases: number, pairs: PairData[], table: {accounts: number[], segments: number[][]} | null, findings: [number, number, number, string][], more_findings: number, bonds: ([number, number, [number, number, number][]] | null)[], first: string, lags: [number, string|null, boolean][]}} StatementData
 * @typedef {[number, number, number, number, number, number, number, number, number, string, number[]]} ClaimData start, end, kind, speaker, basis, cue, negated, sentence, id, statements
 * @typedef {{text: string, dateline: string|null, line: number|null, blocks: [number, number, number][], dropped: [number, number, number][], claims: ClaimData[]}} ArticleData
 */

/** Shelves that are kept unpacked; the ones looked at longest ago go first. */
const KEPT = 48;

/** @type {Map<string, Promise<any[]>>} */
const unpacked = new Map();

/** @type {Index} */
let index;

/**
 * @param {string} id
 * @returns {Promise<any>}
 */
async function unpack(id) {
  const packed = atob(byId(id).textContent ?? "");
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

async function openIndex() {
  index = await unpack("index");
}

/**
 * The shelf that holds a position, by binary search in the positions at which shelves begin.
 * @param {number[]} starts
 * @param {number} position
 */
function shelfOf(starts, position) {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (starts[middle]) <= position) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {"e" | "s" | "a"} kind
 * @param {number} number
 * @returns {Promise<any[]>}
 */
function shelf(kind, number) {
  const id = `${kind}${number}`;
  const known = unpacked.get(id);
  if (known !== undefined) {
    unpacked.delete(id);
    unpacked.set(id, known);
    return known;
  }
  const made = unpack(id);
  unpacked.set(id, made);
  if (unpacked.size > KEPT) {
    const oldest = unpacked.keys().next().value;
    if (oldest !== undefined) unpacked.delete(oldest);
  }
  return made;
}

/**
 * @param {"e" | "s" | "a"} kind
 * @param {number} position
 * @returns {Promise<any>}
 */
async function onShelf(kind, position) {
  const starts = index.shelves[kind];
  const number = shelfOf(starts, position);
  return (await shelf(kind, number))[position - (starts[number] ?? 0)];
}

/** @param {number} at @returns {Promise<EventData>} */
const eventData = (at) => onShelf("e", at);
/** @param {number} at @returns {Promise<StatementData>} */
const statementData = (at) => onShelf("s", at);
/** @param {number} at @returns {Promise<ArticleData>} */
const articleData = (at) => onShelf("a", at);

/** @param {number} number */
function nameAt(number) {
  return number < 0 ? "" : (index.names[number] ?? "");
}

/**
 * The article's outlet, with the agency whose copy it is where that is another.
 * @param {number} article
 */
function publisher(article) {
  const { outlet, agency, id } = index.articles;
  const [own, copy] = [nameAt(outlet[article] ?? -1), nameAt(agency[article] ?? -1)];
  const of = copy !== "" && copy !== own ? copy : "";
  if (own !== "unknown") return of === "" ? own : `${own} (${of})`;
  return `${id[article]} (${of === "" ? "" : `${of}, `}outlet unknown)`;
}

/** @param {number} statement @returns {string[]} */
function flagsOf(statement) {
  const bits = index.statements.flags[statement] ?? 0;
  return index.flags.filter((_, at) => (bits >> at) & 1);
}

/** @type {Map<string, Map<string, number>>} */
const positions = new Map();

/**
 * The position of an id in a list of the index; ids may be cut short where only one begins so.
 * @param {"events" | "statements" | "articles"} list
 * @param {string} id
 */
function positionOf(list, id) {
  const ids = index[list].id;
  let known = positions.get(list);
  if (known === undefined) {
    known = new Map(ids.map((one, at) => [one, at]));
    positions.set(list, known);
  }
  const exact = known.get(id);
  if (exact !== undefined || list === "articles" || id === "") return exact ?? -1;
  const begun = ids.flatMap((one, at) => (one.startsWith(id) ? [at] : []));
  return begun.length === 1 ? (begun[0] ?? -1) : -1;
}

/** The articles of an event, in order of time. @param {number} event */
function articlesOf(event) {
  // Articles stand by event in the page's order.
  const { event: of } = index.articles;
  const found = [];
  for (let at = firstOf(of, event); at < of.length && of[at] === event; at += 1) found.push(at);
  return found;
}

/** @param {number[]} of @param {number} event */
function firstOf(of, event) {
  let [low, high] = [0, of.length];
  const rank = (/** @type {number} */ at) => (of[at] === -1 ? Infinity : /** @type {number} */ (of[at]));
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rank(middle) < event) low = middle + 1;
    else high = middle;
  }
  return low;
}
