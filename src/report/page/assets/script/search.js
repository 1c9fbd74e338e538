// Statements and claims by words, speaker, outlet, event, flag and kind. The state is in the address.

/** Filters that the address holds, beside the page. */
const FILTERS = ["q", "show", "speaker", "outlet", "omitted", "event", "flag", "conflict", "kind", "outlets", "origins", "sort"];

/** Claims that are listed at the most; more than that is no list to read. */
const MOST_CLAIMS = 5000;

/** @typedef {{article: number, claim: number, data: ClaimData, text: string}} FoundClaim */

async function searchView() {
  const { state } = route();
  const get = (/** @type {string} */ key) => state.get(key) ?? "";
  const claims = get("show") === "claims";
  const words = asked(get("q"));
  const form = searchForm(get, claims);
  const results = h("div", { class: "results" });
  const root = h("div", {}, crumbs(), h("h1", {}, "Search"), form, results);
  if (claims) {
    const { found, more } = await claimSearch(get, words);
    results.append(paged(found, claimItem, { noun: "claim", copy: () => foundRows(found) }));
    if (more) results.prepend(h("p", { class: "note" }, `Only the first ${MOST_CLAIMS.toLocaleString("en")} are listed. Narrow the search, or use claims.csv.`));
    if (found.length === 0) results.append(nothing());
  } else {
    const found = await statementSearch(get, words);
    results.append(paged(found, (at) => statementItem(at), { noun: "statement", copy: () => statementRows(found) }));
    if (found.length === 0) results.append(nothing());
  }
  return root;
}

function nothing() {
  return h("p", { class: "note" }, "Nothing is like that. Fewer words or filters find more; words are found by how they begin.");
}

/** @param {(key: string) => string} get @param {boolean} claims */
function searchForm(get, claims) {
  const field = (/** @type {string} */ key, /** @type {string} */ label, /** @type {string} */ hint, /** @type {string} */ list = "") =>
    h("label", { class: "field" }, h("span", {}, label), h("input", { name: key, value: get(key), type: "search", placeholder: hint, list: list === "" ? null : list, autocomplete: "off", spellcheck: "false" }));
  const select = (/** @type {string} */ key, /** @type {string} */ label, /** @type {[string, string][]} */ options) =>
    h("label", { class: "field" }, h("span", {}, label), h("select", { name: key }, options.map(([value, text]) => h("option", { value, selected: value === get(key) }, text))));
  const outlets = outletFigures().map((it) => nameAt(it.outlet)).sort();
  /** @type {[string, string][]} */
  const named = outlets.slice(0, 2000).map((it) => [it, it]);
  const events = eventsBySize().slice(0, 1000);
  const form = h("form", { class: "search", role: "search", "aria-label": "Statements and claims" },
    field("q", "Words", "sanctions \"all must help\""),
    field("speaker", "Speaker", "any name, or part of one", "speakers"),
    select("outlet", "Carried by", [["", "any outlet"], ...named]),
    claims ? null : select("omitted", "Left out by", [["", "–"], ...named]),
    select("event", "Event", [["", "any event"], .../** @type {[string, string][]} */ (events.map((at) => [index.events.id[at] ?? "", (index.events.title[at] ?? "").slice(0, 80) || "(no title)"]))]),
    select("kind", "Kind", [["", "any kind"], .../** @type {[string, string][]} */ (KINDS.map((kind) => [kind, kind]))]),
    claims ? null : select("flag", "Difference", [["", "any or none"], ["any", "any difference"], .../** @type {[string, string][]} */ (index.flags.map((flag) => [flag, FLAGS[flag]?.name ?? flag]))]),
    claims ? null : select("sort", "Order", [["", "conflicts first"], ["origins", "most origins first"], ["outlets", "most outlets first"], ["first", "earliest first"]]),
    select("show", "Show", [["", "statements (several report them)"], ["claims", "claims (each article's own)"]]),
    h("div", { class: "go" }, h("button", { type: "submit" }, "Search"), h("a", { href: address("search", "", { show: get("show") }) }, "Clear")),
    h("datalist", { id: "speakers" }, commonSpeakers().map((speaker) => h("option", { value: speaker }))));
  const read = () => {
    /** @type {Record<string, string>} */
    const next = {};
    new FormData(form).forEach((value, key) => {
      if (FILTERS.includes(key)) next[key] = String(value).trim();
    });
    for (const kept of ["conflict", "origins"]) if (get(kept) !== "") next[kept] = get(kept);
    return next;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address("search", "", read()));
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) go(address("search", "", read()));
  });
  return form;
}

/** Speakers of the most statements. */
function commonSpeakers() {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const speaker of index.statements.speaker) if (speaker >= 0) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 200).map(([speaker]) => nameAt(speaker));
}

/** Letters of scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * Words and "phrases" as they are looked for: a word by how words begin, in scripts without spaces anywhere.
 * @param {string} query
 * @returns {RegExp[]}
 */
function asked(query) {
  const parts = folded(query).match(/"[^"]+"|[^\s"]+/g) ?? [];
  return parts.map((part) => {
    const words = part.replaceAll('"', "").trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const start = UNSPACED.test(part) ? "" : "(?<![\\p{L}\\p{N}])";
    return new RegExp(start + words.join("[^\\p{L}\\p{N}]+"), "u");
  });
}

/**
 * Statements that the filters want, those of which an account has all words.
 * @param {(key: string) => string} get @param {RegExp[]} words
 */
async function statementSearch(get, words) {
  const s = index.statements;
  const speakers = asked(get("speaker"));
  const event = get("event") === "" ? -1 : positionOf("events", get("event"));
  const kind = KINDS.indexOf(get("kind"));
  const names = new Map(index.names.map((one, at) => [one, at]));
  const [carrier, omitted] = [names.get(get("outlet")), names.get(get("omitted"))];
  const published = (/** @type {number} */ at, /** @type {number | undefined} */ outlet) => (s.carriers[at] ?? []).some((article) => index.articles.outlet[article] === outlet);
  const covered = omitted === undefined ? new Set() : new Set(index.articles.event.filter((_, article) => index.articles.outlet[article] === omitted));
  const said = speakers.length === 0 ? null : new Set(index.names.flatMap((one, at) => (speakers.every((word) => word.test(folded(one))) ? [at] : [])));
  const wanted = (/** @type {number} */ at) =>
    (event < 0 || s.event[at] === event) && (kind < 0 || s.kind[at] === kind)
    && (said === null || said.has(s.speaker[at] ?? -1))
    && (get("flag") === "" || (get("flag") === "any" ? (s.flags[at] ?? 0) > 0 : flagsOf(at).includes(get("flag"))))
    && (get("conflict") === "" || String(s.conflict[at]) === get("conflict"))
    && (get("outlets") === "" || (s.outlets[at] ?? 0) >= Number(get("outlets")))
    && (get("origins") === "" || ((s.origins[at] ?? 0) === Number(get("origins")) && (s.outlets[at] ?? 0) > 1))
    && (get("outlet") === "" || published(at, carrier))
    && (get("omitted") === "" || (omitted !== undefined && covered.has(s.event[at] ?? -2) && !published(at, omitted)));
  let found = s.order.filter(wanted);
  if (words.length > 0) found = await withWords(found, words);
  const time = (/** @type {number} */ at) => {
    const first = s.first[at];
    return first === null || first === undefined ? Infinity : (index.articles.time[first] ?? Infinity);
  };
  if (get("sort") === "origins") found.sort((a, b) => (s.origins[b] ?? 0) - (s.origins[a] ?? 0) || (s.outlets[b] ?? 0) - (s.outlets[a] ?? 0));
  if (get("sort") === "outlets") found.sort((a, b) => (s.outlets[b] ?? 0) - (s.outlets[a] ?? 0) || (s.origins[b] ?? 0) - (s.origins[a] ?? 0));
  if (get("sort") === "first") found.sort((a, b) => (time(a) === time(b) ? 0 : time(a) - time(b)));
  return found;
}

/** Statements of which some account has all words: claims are read shelf by shelf. @param {number[]} found @param {RegExp[]} words */
async function withWords(found, words) {
  const has = new Set();
  const candidates = new Set(found);
  await everyClaim((_, claim, text) => {
    const open = claim[10].filter((at) => candidates.has(at) && !has.has(at));
    if (open.length > 0 && words.every((word) => word.test(folded(text)))) open.forEach((at) => has.add(at));
  });
  return found.filter((at) => has.has(at));
}

/** @param {(get: string) => string} get @param {RegExp[]} words */
async function claimSearch(get, words) {
  const event = get("event") === "" ? -1 : positionOf("events", get("event"));
  const kind = KINDS.indexOf(get("kind"));
  const outlet = get("outlet");
  const speakers = asked(get("speaker"));
  /** @type {FoundClaim[]} */
  const found = [];
  let more = false;
  await everyClaim((article, data, text, claim) => {
    if (event >= 0 && index.articles.event[article] !== event) return;
    if (kind >= 0 && data[2] !== kind) return;
    if (outlet !== "" && nameAt(index.articles.outlet[article] ?? -1) !== outlet) return;
    if (speakers.length > 0 && !speakers.every((word) => word.test(folded(nameAt(data[3]))))) return;
    if (words.length > 0 && !words.every((word) => word.test(folded(text)))) return;
    if (found.length < MOST_CLAIMS) found.push({ article, claim, data, text });
    else more = true;
  });
  return { found, more };
}

/** @param {(article: number, claim: ClaimData, text: string, number: number) => void} look */
async function everyClaim(look) {
  const starts = index.shelves.a;
  for (let number = 0; number < starts.length; number += 1) {
    if (number % 8 === 7) say(`Reading the articles: ${Math.round((number * 100) / starts.length)} %`);
    /** @type {ArticleData[]} */
    const articles = await shelf("a", number);
    articles.forEach((data, at) => data.claims.forEach((claim, of) => look((starts[number] ?? 0) + at, claim, data.text.slice(claim[0], claim[1]), of)));
  }
  say("");
}

/** @param {FoundClaim} it */
function claimItem(it) {
  const said = speakerOf(it.data);
  const [statement] = it.data[10];
  return h("li", { class: "item" },
    h("p", { class: "head" }, kindMark(it.data[2]), " ", said === "" ? null : h("span", { class: "who", dir: "auto" }, said)),
    h("p", { class: "text", dir: "auto" }, h("a", { href: articleAddress(it.article, it.claim) }, it.text)),
    h("p", { class: "facts" }, h("span", { dir: "auto" }, publisher(it.article)), h("span", {}, index.articles.published[it.article] ?? "undated"),
      statement === undefined ? h("span", {}, "no other article reports it") : h("span", {}, h("a", { href: statementAddress(statement) }, `one of ${counted(index.statements.accounts[statement] ?? 0, "account")}`))));
}

/** @param {FoundClaim[]} found */
function foundRows(found) {
  return [["claim_id", "statement_id", "event_id", "article_id", "outlet", "published", "kind", "speaker", "cue", "text"],
    ...found.map(({ article, data, text }) => [`c${data[9]}`, data[10].map((at) => index.statements.id[at]).join(";"), index.events.id[index.articles.event[article] ?? -1] ?? "", guarded(index.articles.id[article]), guarded(nameAt(index.articles.outlet[article] ?? -1)), index.articles.published[article] ?? "", KINDS[data[2]] ?? "", guarded(nameAt(data[3])), guarded(nameAt(data[5])), guarded(text)])];
}
