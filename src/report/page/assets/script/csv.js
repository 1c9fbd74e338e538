// Lists as CSV, with the guard against formulas that the files of a run have (docs/outputs.md).

const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text from an input. @param {string | null | undefined} text */
function guarded(text) {
  const cell = text ?? "";
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

/** @param {(string | number)[][]} rows */
function csv(rows) {
  const quoted = (/** @type {string | number} */ cell) => {
    const text = String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(quoted).join(",") + "\r\n").join("");
}

/**
 * A button that copies a list.
 * @param {() => (string | number)[][]} rows
 */
function copyButton(rows) {
  const it = button("Copy as CSV", async () => {
    const text = csv(rows());
    try {
      await navigator.clipboard.writeText(text);
      say("Copied.");
    } catch {
      // Not every browser lets a file use the clipboard: then the text is there to be taken.
      const area = h("textarea", { class: "csv", readonly: true, rows: 8, "aria-label": "The list as CSV" });
      area.value = text;
      it.parentElement?.after(area);
      area.focus();
      area.select();
      say("Press Ctrl+C or ⌘C to copy.");
    }
  }, { class: "quiet" });
  return it;
}

/** Tells something to readers of the screen and of its sound. @param {string} words */
function say(words) {
  byId("status").textContent = words;
}

/** @param {number[]} statements */
function statementRows(statements) {
  const s = index.statements;
  const head = ["statement_id", "event_id", "kind", "speaker", "accounts", "outlets", "origins", "first_outlet", "first_published", "min_score", "mean_score", "flags", "text"];
  const row = (/** @type {number} */ at) => {
    const first = s.first[at] ?? -1;
    return [
      s.id[at] ?? "",
      index.events.id[s.event[at] ?? -1] ?? "",
      KINDS[s.kind[at] ?? 0] ?? "",
      guarded(nameAt(s.speaker[at] ?? -1)),
      s.accounts[at] ?? 0,
      s.outlets[at] ?? 0,
      s.origins[at] ?? 0,
      guarded(first < 0 ? "" : nameAt(index.articles.outlet[first] ?? -1)),
      first < 0 ? "" : (index.articles.published[first] ?? ""),
      ((s.least[at] ?? 0) / 10000).toFixed(4),
      ((s.mean[at] ?? 0) / 10000).toFixed(4),
      flagsOf(at).join(";"),
      guarded(s.text[at]),
    ];
  };
  return [head, ...statements.map(row)];
}
