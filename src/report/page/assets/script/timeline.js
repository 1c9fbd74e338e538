// When the articles of an event were published: a line for each origin, its copies on it.

/** Lines that are drawn before one asks for more. */
const LANES = 40;

/** @param {EventData} data */
function timelineFigure(data) {
  const all = route().state.get("lanes") === "all";
  const lanes = all ? data.lanes : data.lanes.slice(0, LANES);
  const rows = lanes.map((lane) => laneRow(lane));
  return h("figure", { class: "timeline" },
    h("figcaption", {}, "A line for each origin, the earliest first; its copies stand on the same line. Times are in UTC; a bar is a day whose hour is not known."),
    h("div", { class: "lanes", role: "list" }, axis(data.ticks), rows),
    data.lanes.length > lanes.length ? h("p", { class: "more" }, h("a", { href: changed({ lanes: "all" }) }, `Show all ${data.lanes.length.toLocaleString("en")} origins`)) : null);
}

/** @param {[number, string][]} ticks */
function axis(ticks) {
  const line = h("div", { class: "line" });
  for (const [at, label] of ticks) {
    const tick = h("span", { class: "tick" }, label);
    tick.style.left = `${at / 10}%`;
    line.append(tick);
  }
  return h("div", { class: "lane axis", "aria-hidden": "true" }, h("span", {}), line);
}

/** @param {([number] | [number, number, number])[]} lane */
function laneRow(lane) {
  const first = lane[0]?.[0] ?? 0;
  const line = h("div", { class: "line" });
  const dated = lane.flatMap(([, from, to]) => (from === undefined || to === undefined ? [] : [[from, to]]));
  if (dated.length > 1) {
    const thread = h("span", { class: "thread" });
    const start = Math.min(...dated.map(([from]) => from ?? 0));
    thread.style.left = `${start / 10}%`;
    thread.style.width = `${(Math.max(...dated.map(([, to]) => to ?? 0)) - start) / 10}%`;
    line.append(thread);
  }
  for (const [article, from, to] of lane) {
    const when = index.articles.published[article] ?? "undated";
    const told = `${publisher(article)}, ${when}: ${index.articles.title[article] ?? "no title"}`;
    const mark = h("a", { href: articleAddress(article), class: from === undefined ? "mark undated" : from === to ? "mark" : "mark day", title: told, "aria-label": told },
      from === undefined ? "undated" : null);
    if (from !== undefined && to !== undefined) {
      mark.style.left = `${from / 10}%`;
      if (to !== from) mark.style.width = `${Math.max(0.6, (to - from) / 10)}%`;
    }
    line.append(mark);
  }
  const others = lane.length - 1;
  return h("div", { class: "lane", role: "listitem" },
    h("span", { class: "name", dir: "auto" }, publisher(first), others === 0 ? null : h("span", { class: "copies" }, ` + ${others === 1 ? "1 copy" : `${others} copies`}`)),
    line);
}
