// A statement: its accounts against one of them, what differs, who had it first, and why they are together.

/** Marks in pieces of text: alike, differs, moved, the same thing in another form, in common. */
const MARKS = ["", "differs", "moved", "same", "common"];

/** Accounts on one page, beside the base. */
const ACCOUNTS = 12;

/** @param {string} id */
async function statementView(id) {
  const at = positionOf("statements", id);
  if (at < 0) return missing(`statement ${id}`);
  const s = index.statements;
  const data = await statementData(at);
  const texts = await Promise.all(data.accounts.map(([article]) => articleData(article)));
  const { state } = route();
  const asked = Number(state.get("base") ?? "0");
  const base = allowedBases(data).includes(asked) ? asked : 0;
  const event = s.event[at] ?? -1;
  const speaker = nameAt(s.speaker[at] ?? -1);
  return h("div", {},
    event < 0 ? crumbs() : crumbs([index.events.title[event] || "(no title)", eventAddress(event)]),
    h("h1", { class: "statement" }, speaker === "" ? null : h("span", { class: "who", dir: "auto" }, speaker, ": "), h("span", { dir: "auto" }, s.text[at] ?? "")),
    h("p", { class: "facts lede" }, kindMark(s.kind[at] ?? 0), h("span", {}, counted(s.accounts[at] ?? 0, "account")), carriage(at),
      h("span", {}, "first: ", sentence(data.first, s.carriers[at] ?? [])), h("code", { title: "The statement's id in the files of the run" }, s.id[at] ?? "")),
    findings(at, data),
    accounts(data, texts, base),
    carriers(at, data),
    bonds(at, data, texts));
}

/** The accounts that can be the base: the first ones with words of their own. @param {StatementData} data */
function allowedBases(data) {
  return data.accounts.flatMap(([, , , same], at) => (same === null ? [at] : [])).slice(0, data.bases);
}

/** The account that stands for one with the same words. @param {StatementData} data @param {number} at */
function distinct(data, at) {
  return data.accounts[at]?.[3] ?? at;
}

/** @param {number} at @param {StatementData} data */
function findings(at, data) {
  const flags = flagsOf(at);
  if (flags.length === 0) return section("How accounts differ", h("p", { class: "note good" }, "No difference was found that changes what is said. The words are compared below."));
  const outlet = (/** @type {number} */ account) => publisher(data.accounts[account]?.[0] ?? 0);
  return section("How accounts differ",
    h("div", { class: "findings" }, flags.map((flag) => {
      const number = index.flags.indexOf(flag);
      const found = data.findings.filter(([of]) => of === number);
      const { name: title, means, grave } = FLAGS[flag] ?? { name: flag, means: "", grave: 1 };
      const items = found.map(([, one, other, note]) => {
        const [left, right] = [distinct(data, one), distinct(data, other)];
        const to = allowedBases(data).includes(left) ? [left, right] : [right, left];
        return h("li", {}, sentence(note, [data.accounts[one]?.[0] ?? 0, data.accounts[other]?.[0] ?? 0]), " ",
          to[0] === to[1] || !allowedBases(data).includes(to[0] ?? -1) ? null : h("a", { class: "compare", href: changed({ base: to[0] === 0 ? null : to[0], with: to[1], page: null }), "aria-label": `Compare ${outlet(one)} with ${outlet(other)}` }, "compare"));
      });
      return h("div", { class: `found grave${grave}` }, h("h3", {}, title), h("p", { class: "about" }, means),
        h("ul", {}, items.slice(0, 3)),
        items.length > 3 ? h("details", {}, h("summary", {}, `${items.length - 3} more`), h("ul", {}, items.slice(3))) : null);
    })),
    data.more_findings > 0 ? h("p", { class: "about" }, `${data.more_findings.toLocaleString("en")} more are in flags.csv.`) : null);
}

/** @param {StatementData} data @param {ArticleData[]} texts @param {number} base */
function accounts(data, texts, base) {
  const own = data.accounts.flatMap(([, , , same], at) => (same === null && at !== base ? [at] : []));
  const wanted = Number(route().state.get("with") ?? "-1");
  if (own.includes(wanted)) own.unshift(...own.splice(own.indexOf(wanted), 1));
  const select = h("select", { id: "base" }, allowedBases(data).map((at) => h("option", { value: at, selected: at === base }, accountName(data, at))));
  select.addEventListener("change", () => go(changed({ base: select.value === "0" ? null : select.value, with: null, page: null })));
  const asTable = data.table !== null && route().state.get("as") === "table" && data.table.accounts.includes(base);
  const show = data.table === null ? null : choice("Show", "as", [["", "beside the base"], ["table", "all in one table"]]);
  return section("Accounts, word by word",
    h("div", { class: "filters" }, h("label", { class: "field", for: "base" }, h("span", {}, "Read against"), select), show,
      asTable ? h("p", { class: "key" }, h("span", {}, h("ins", {}, "other words than the base has")), h("span", {}, "– nothing there")) : diffKey()),
    asTable ? collationTable(data, texts, base) : account(data, texts, base, base, false),
    asTable
      ? null
      : own.length === 0
        ? h("p", { class: "note" }, "All other accounts have the same words.")
        : paged(own, (at) => account(data, texts, base, at, at === wanted), { noun: "other account", size: ACCOUNTS, table: (rows) => h("div", { class: "accounts" }, rows) }));
}

function diffKey() {
  return h("p", { class: "key" },
    h("span", {}, h("del", {}, "only in the base")), h("span", {}, h("ins", {}, "only in this account")),
    h("span", {}, h("span", { class: "moved" }, "stands elsewhere")), h("span", {}, h("span", { class: "same" }, "the same in another form")),
    h("span", {}, h("span", { class: "common" }, "in common")));
}

/** @param {StatementData} data @param {number} at */
function accountName(data, at) {
  const [article, , , , words] = data.accounts[at] ?? [0, 0, 0, null, 0, 0, 0];
  const twice = data.accounts.filter(([other]) => other === article).length > 1;
  return `${publisher(article)}, ${counted(words, "word")}${twice ? ` (account ${at + 1})` : ""}`;
}

/**
 * An account, with what sets it apart from the base marked in both.
 * @param {StatementData} data @param {ArticleData[]} texts @param {number} base @param {number} at @param {boolean} chosen
 */
function account(data, texts, base, at, chosen) {
  const [article, number, tie, , words] = data.accounts[at] ?? [0, 0, 0, null, 0, 0, 0];
  const source = texts[at];
  const claim = source?.claims[number];
  if (source === undefined || claim === undefined) return null;
  const text = textOf(data, texts, at);
  const lag = data.lags.find(([of]) => of === article);
  const alike = data.accounts.flatMap(([of, , , same], other) => (same === at && other !== at ? [of] : []));
  const pair = at === base ? null : pairOf(data, base, at);
  const said = speakerOf(claim);
  return h("article", { class: at === base ? "account base" : chosen ? "account chosen" : "account" },
    h("header", {},
      h("h3", {}, h("a", { href: articleAddress(article, number), dir: "auto" }, publisher(article)), at === base ? h("span", { class: "tag" }, "base") : null),
      h("p", { class: "facts" },
        h("span", {}, index.articles.published[article] ?? "undated", lag === undefined || afterFirst(data, lag) === "" ? "" : ` (${afterFirst(data, lag)})`),
        kindMark(claim[2]), said === "" ? null : h("span", { dir: "auto" }, said),
        pair === null ? h("span", {}, counted(words, "word")) : h("span", {}, pair.measure),
        h("span", { title: "The mean probability of its links to the accounts of other articles; 1 is certain" }, `tie ${share(tie)}`)),
      pair !== null && pair.otherWords ? h("p", { class: "about" }, "In other words: only the words in common are marked.") : null),
    pair === null || at === base
      ? h("blockquote", { dir: "auto" }, text)
      : h("div", { class: "pair" },
        h("blockquote", { class: "against", dir: "auto", "aria-label": "The base" }, marked(textOf(data, texts, base), pair.left, "del")),
        h("blockquote", { dir: "auto", "aria-label": "This account" }, marked(text, pair.right, "ins"))),
    alike.length === 0 ? null : h("p", { class: "alike" }, "Same words: ", alike.map((of, i) => [i > 0 ? ", " : "", h("a", { href: articleAddress(of), dir: "auto" }, publisher(of))]).flat()),
    context(source, claim, spanOf(data, source, at)),
    at !== base && allowedBases(data).includes(at) ? h("p", { class: "actions" }, h("a", { href: changed({ base: at === 0 ? null : at, with: null, page: null }) }, "Read the others against this")) : null);
}

/**
 * What is read as an account: its claim, with those of its turn beside it that are read with it.
 * @param {StatementData} data @param {ArticleData[]} texts @param {number} at
 */
function textOf(data, texts, at) {
  const source = texts[at];
  return source === undefined ? "" : source.text.slice(...spanOf(data, source, at));
}

/** Where it stands in its article. @param {StatementData} data @param {ArticleData} source @param {number} at @returns {[number, number]} */
function spanOf(data, source, at) {
  const [, , , , , first, last] = data.accounts[at] ?? [0, 0, 0, null, 0, 0, 0];
  return [source.claims[first]?.[0] ?? 0, source.claims[last]?.[1] ?? 0];
}

/**
 * When an article had it, seen from the first: times known to the day only may leave open which was the first.
 * @param {StatementData} data @param {[number, string | null, boolean]} lag
 */
function afterFirst(data, [article, lag, maybe]) {
  if (index.articles.published[article] === null) return "";
  if (maybe) return data.lags.filter((it) => it[2]).length === 1 ? "the first" : "may be the first";
  if (lag === null) return "";
  return lag.startsWith("the same") ? lag : `${lag} later`;
}

/** @param {ClaimData} claim */
function speakerOf(claim) {
  const [speaker, cue] = [nameAt(claim[3]), nameAt(claim[5])];
  if (speaker === "") return cue === "" ? "" : `(${cue})`;
  return cue === "" ? speaker : `${speaker} (${cue})`;
}

/**
 * How an account differs from the base: it is told once for two accounts, and read from either side.
 * @param {StatementData} data @param {number} base @param {number} at
 */
function pairOf(data, base, at) {
  const direct = data.pairs.find(([one, other]) => one === base && other === at);
  const turned = data.pairs.find(([one, other]) => one === at && other === base);
  const told = (/** @type {number} */ kept, /** @type {number} */ added) => `keeps ${kept} of ${counted(data.accounts[base]?.[4] ?? 0, "word")}, adds ${added}`;
  if (direct !== undefined) return { left: direct[3], right: direct[4], otherWords: direct[2] === 1, measure: told(direct[5], direct[6]) };
  if (turned !== undefined) return { left: turned[4], right: turned[3], otherWords: turned[2] === 1, measure: told(turned[7], turned[8]) };
  return null;
}

/** @param {string} text @param {number[]} pieces lengths, each with its mark @param {"del" | "ins"} apart */
function marked(text, pieces, apart) {
  const parts = [];
  let from = 0;
  for (let at = 0; at + 1 < pieces.length; at += 2) {
    const to = from + (pieces[at] ?? 0);
    const [piece, mark] = [text.slice(from, to), pieces[at + 1] ?? 0];
    parts.push(mark === 0 ? piece : mark === 1 ? h(apart, {}, piece) : h("span", { class: MARKS[mark] }, piece));
    from = to;
  }
  parts.push(text.slice(from));
  return parts;
}

/** The claim in its article: a little of the text before and after it. @param {ArticleData} source @param {ClaimData} claim @param {[number, number]} span */
function context(source, claim, [start, end]) {
  const block = source.blocks.findIndex(([from, to]) => from <= start && end <= to);
  const [from, to] = block < 0 ? [claim[7], claim[8]] : (source.blocks[block] ?? [start, end]);
  const before = block > 0 ? source.blocks[block - 1] : undefined;
  const after = block >= 0 ? source.blocks[block + 1] : undefined;
  return h("details", { class: "context" }, h("summary", {}, "In its article"),
    before === undefined ? null : h("p", { class: "aside", dir: "auto" }, source.text.slice(before[0], before[1])),
    h("p", { dir: "auto" }, source.text.slice(from, start), h("mark", {}, source.text.slice(start, end)), source.text.slice(end, to)),
    after === undefined ? null : h("p", { class: "aside", dir: "auto" }, source.text.slice(after[0], after[1])));
}

/** Who carried it, in order of time, and who covered the event and left it out. @param {number} at @param {StatementData} data */
function carriers(at, data) {
  const s = index.statements;
  const a = index.articles;
  const event = s.event[at] ?? -1;
  const outlets = new Set((s.carriers[at] ?? []).map((article) => a.outlet[article]));
  const left = event < 0 ? [] : articlesOf(event).filter((article) => !outlets.has(a.outlet[article] ?? -1));
  const letters = originLetters(data.lags.map(([article]) => article));
  const sizes = new Map();
  data.lags.forEach(([article]) => sizes.set(a.origin[article], (sizes.get(a.origin[article]) ?? 0) + 1));
  const rows = data.lags.slice(0, 200).map(([article, lag, maybe]) => h("tr", {},
    h("td", { class: "when" }, a.published[article] ?? "undated"),
    h("td", {}, afterFirst(data, [article, lag, maybe])),
    h("th", { scope: "row" }, h("a", { href: articleAddress(article), dir: "auto" }, publisher(article))),
    h("td", {}, h("span", { class: "origin" }, letters.get(a.origin[article] ?? -1) ?? ""), sizes.get(a.origin[article]) > 1 ? ` shared by ${sizes.get(a.origin[article])}` : ""),
    h("td", { dir: "auto" }, a.title[article] ?? "")));
  return section("Who carried it, and who left it out",
    table("Who carried it", ["When", "Order", "Published by", "Origin", "Title"], rows),
    data.lags.length > 200 ? h("p", { class: "about" }, `${data.lags.length - 200} more carry it.`) : null,
    event < 0
      ? h("p", { class: "about" }, "Its accounts come from several events: an old quote run again.")
      : left.length === 0
        ? h("p", { class: "about" }, "Every outlet with an article of the event carries it.")
        : h("p", {}, h("b", {}, `Left out by ${counted(new Set(left.map((article) => a.outlet[article])).size, "outlet")}: `), left.slice(0, 60).map((article, i) => [i > 0 ? ", " : "", h("a", { href: articleAddress(article), dir: "auto" }, publisher(article))]).flat(), left.length > 60 ? ", …" : ""));
}

/** Why the accounts are one statement. @param {number} at @param {StatementData} data @param {ArticleData[]} texts */
function bonds(at, data, texts) {
  const rows = data.accounts.slice(0, 60).map(([article, number, tie], account) => {
    const bond = data.bonds[account];
    const claim = texts[account]?.claims[number];
    const parts = bond === null || bond === undefined ? [] : bond[2];
    return h("tr", {},
      h("th", { scope: "row" }, h("a", { href: articleAddress(article, number), dir: "auto" }, publisher(article))),
      h("td", {}, meter(tie)),
      h("td", { dir: "auto" }, bond === null || bond === undefined ? "no link of its own: the other accounts hold it" : [publisher(data.accounts[bond[0]]?.[0] ?? 0), " ", h("span", { class: "number" }, share(bond[1]))]),
      h("td", {}, parts.length === 0 ? (bond === null || bond === undefined ? "" : "nearly the same words in another event") : h("ul", { class: "parts" }, parts.map(([part, value, adds]) =>
        h("li", { class: adds > 0 ? "for" : "against", title: `The part ${index.parts[part]} of the score is ${value}` },
          h("span", { class: "sign" }, `${adds > 0 ? "+" : "−"}${Math.abs(adds).toFixed(2)}`), ` ${PARTS[index.parts[part] ?? ""] ?? index.parts[part]}`)))),
      h("td", {}, h("code", { title: "The claim's id in the files of the run" }, claim === undefined ? "" : `c${claim[9]}`)));
  });
  return h("section", {}, h("h2", {}, "Why are these together?"),
    h("p", { class: "about" }, "A tie is the mean probability of an account's links to those of other articles: how often careful readers would say that both report the same. The strongest link of each is told by what sets it apart from the mean link of the run: what speaks for it (+) and against it (−), in log-odds, the weightiest first. ",
      h("code", {}, "crosswire explain"), " shows every part."),
    h("details", {}, h("summary", {}, `Ties from ${share(index.statements.least[at] ?? 0)} to the strongest, ${share(index.statements.mean[at] ?? 0)} on average`),
      table("Ties", ["Account", "Tie", "Strongest link", "What it is made of", "Claim"], rows),
      data.accounts.length > 60 ? h("p", { class: "about" }, `${data.accounts.length - 60} more are in pairs.csv.`) : null));
}
