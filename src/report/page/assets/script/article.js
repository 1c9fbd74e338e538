// An article: its text with its claims marked in place, and what cleaning took away.

/** @param {string} id */
async function articleView(id) {
  const at = positionOf("articles", id);
  if (at < 0) return missing(`article ${id}`);
  const a = index.articles;
  const data = await articleData(at);
  const { state } = route();
  const showDropped = state.get("dropped") === "1";
  const chosen = state.has("claim") ? Number(state.get("claim")) : -1;
  const event = a.event[at] ?? -1;
  const copies = a.origin.flatMap((origin, other) => (origin === a.origin[at] && other !== at ? [other] : []));
  const shared = data.claims.filter((claim) => claim[10].length > 0).length;
  const language = nameAt(a.language[at] ?? -1);
  const box = h("input", { type: "checkbox", id: "dropped", checked: showDropped });
  box.addEventListener("change", () => go(changed({ dropped: box.checked ? 1 : null })));
  return h("div", { class: "reading" },
    event < 0 ? crumbs() : crumbs([index.events.title[event] || "(no title)", eventAddress(event)]),
    h("h1", { dir: "auto" }, a.title[at] || a.id[at] || "(no title)"),
    h("p", { class: "facts lede" }, h("b", { dir: "auto" }, publisher(at)), h("span", {}, a.published[at] ?? "undated"),
      data.dateline === null ? null : h("span", { dir: "auto" }, data.dateline),
      h("span", {}, `${counted(data.claims.length, "claim")}, ${shared.toLocaleString("en")} also reported by others`)),
    h("dl", { class: "source" },
      a.url[at] === null ? null : [h("dt", {}, "Address"), h("dd", {}, outward(a.url[at] ?? null, a.url[at] ?? ""))],
      h("dt", {}, "File"), h("dd", { dir: "auto" }, data.line === null ? (a.path[at] ?? "") : `${a.path[at] ?? ""}:${data.line}`),
      h("dt", {}, "Id"), h("dd", { dir: "auto" }, a.id[at] ?? ""),
      copies.length === 0 ? null : [h("dt", {}, "Same text"), h("dd", {}, copies.slice(0, 30).map((other, i) => [i > 0 ? ", " : "", h("a", { href: articleAddress(other), dir: "auto" }, publisher(other))]).flat(), copies.length > 30 ? ` and ${copies.length - 30} more` : "")]),
    h("div", { class: "filters" },
      data.dropped.length === 0 ? null : h("label", { class: "check", for: "dropped" }, box, ` Show what was dropped as page furniture (${counted(data.dropped.length, "run")})`),
      copyButton(() => claimRows(at, data)),
      h("p", { class: "key" }, h("span", {}, h("span", { class: "claim shared" }, "also reported by others")), h("span", {}, h("span", { class: "claim" }, "only here")))),
    h("div", { class: "body", lang: language === "und" ? null : language }, body(data, showDropped, chosen)));
}

/** Blocks and, where they are wanted, dropped runs, in the order of the text. @param {ArticleData} data @param {boolean} showDropped @param {number} chosen */
function body(data, showDropped, chosen) {
  /** @type {[number, number, Node][]} */
  const parts = data.blocks.map(([start, end, kind]) => [start, end, block(data, start, end, kind, chosen)]);
  if (showDropped) {
    for (const [start, end, reason] of data.dropped) {
      parts.push([start, end, h("p", { class: "dropped", dir: "auto" }, h("span", { class: "reason" }, nameAt(reason)), " ", data.text.slice(start, end))]);
    }
    parts.sort((a, b) => a[0] - b[0]);
  }
  return parts.length === 0 ? h("p", { class: "note" }, "Nothing of this text was taken for an article.") : parts.map(([, , node]) => node);
}

const BLOCKS = /** @type {const} */ (["h2", "h3", "p", "p"]);

/** @param {ArticleData} data @param {number} start @param {number} end @param {number} kind @param {number} chosen */
function block(data, start, end, kind, chosen) {
  /** @type {Child[]} */
  const parts = [];
  let from = start;
  data.claims.forEach((claim, number) => {
    if (claim[1] <= start || claim[0] >= end) return;
    const [left, right] = [Math.max(claim[0], from), Math.min(claim[1], end)];
    if (left > from) parts.push(data.text.slice(from, left));
    parts.push(claimMark(data.text.slice(left, right), claim, number === chosen));
    from = right;
  });
  parts.push(data.text.slice(from, end));
  return h(BLOCKS[kind] ?? "p", { dir: "auto", class: kind === 3 ? "caption" : kind === 0 ? "headline" : null }, parts);
}

/** @param {string} text @param {ClaimData} claim @param {boolean} chosen */
function claimMark(text, claim, chosen) {
  const [statement] = claim[10];
  const said = speakerOf(claim);
  const told = `${KINDS[claim[2]]}${said === "" ? "" : `, ${said}`}${claim[4] >= 0 ? `, ${BASES[claim[4]]}` : ""}`;
  const id = chosen ? "chosen" : null;
  if (statement === undefined) return h("span", { class: `claim k${claim[2]}${chosen ? " chosen" : ""}`, title: `${told}: no other article reports it`, id, tabindex: chosen ? -1 : null }, text);
  const s = index.statements;
  const href = statementAddress(statement);
  return h("a", { class: `claim shared k${claim[2]}${chosen ? " chosen" : ""}`, href, id, title: `${told}: ${counted(s.outlets[statement] ?? 0, "outlet")}, ${counted(s.origins[statement] ?? 0, "origin")}` }, text,
    h("sup", { "aria-label": `${s.outlets[statement]} outlets` }, s.outlets[statement] ?? 0));
}

/** @param {number} at @param {ArticleData} data */
function claimRows(at, data) {
  return [["claim_id", "statement_id", "article_id", "outlet", "kind", "speaker", "cue", "text"],
    ...data.claims.map((claim) => [`c${claim[9]}`, claim[10].map((of) => index.statements.id[of]).join(";"), guarded(index.articles.id[at]), guarded(nameAt(index.articles.outlet[at] ?? -1)), KINDS[claim[2]] ?? "", guarded(nameAt(claim[3])), guarded(nameAt(claim[5])), guarded(data.text.slice(claim[0], claim[1]))])];
}
