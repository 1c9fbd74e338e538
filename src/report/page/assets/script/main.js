// From the address to a view, and from one view to the next.

/** @type {Record<string, (id: string) => Node | Promise<Node>>} */
const VIEWS = {
  overview: () => overviewView(),
  events: () => eventsView(),
  event: (id) => eventView(id),
  statement: (id) => statementView(id),
  outlets: () => outletsView(),
  articles: () => articlesView(),
  article: (id) => articleView(id),
  search: () => searchView(),
  problems: () => problemsView(),
};

/** Views with a place in the menu. @type {[string, string][]} */
const MENU = [["overview", "Overview"], ["events", "Events"], ["search", "Search"], ["outlets", "Outlets"], ["articles", "Articles"]];

/** Counts the views, so that one that comes late does not take the place of the next. */
let turn = 0;

/** Where the present view came from: its view and id. */
let before = "";

function menu() {
  const { view } = route();
  const search = h("input", { type: "search", name: "q", placeholder: "Search statements", "aria-label": "Search statements", autocomplete: "off" });
  const form = h("form", { class: "quick", role: "search" }, search, h("button", { type: "submit" }, "Search"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address("search", "", { q: search.value.trim() }));
  });
  const links = MENU.map(([key, label]) => h("li", {}, h("a", { href: address(key), "aria-current": key === view ? "page" : null }, label)));
  const old = document.getElementById("menu");
  const made = h("nav", { id: "menu", "aria-label": "Views" }, h("ul", {}, links), view === "search" ? null : form);
  if (old === null) byId("top").append(made);
  else old.replaceWith(made);
}

async function show() {
  turn += 1;
  const mine = turn;
  const { view, id, state } = route();
  const main = byId("main");
  main.setAttribute("aria-busy", "true");
  const make = VIEWS[view] ?? (() => missing(`view called ${view}`));
  const made = await make(id);
  if (mine !== turn) return;
  menu();
  const here = `${view}/${id}`;
  const held = document.activeElement instanceof HTMLElement && main.contains(document.activeElement) && here === before ? nameOf(document.activeElement) : "";
  main.replaceChildren(made);
  main.removeAttribute("aria-busy");
  const heading = main.querySelector("h1")?.textContent ?? "";
  document.title = view === "overview" ? "crosswire report" : `${heading.slice(0, 80)} – crosswire report`;
  const chosen = document.getElementById("chosen");
  if (chosen !== null) {
    chosen.scrollIntoView({ block: "center" });
    chosen.focus({ preventScroll: true });
  } else if (here !== before) {
    scrollTo(0, 0);
    if (before !== "") main.focus({ preventScroll: true });
  } else {
    const again = held === "" ? null : main.querySelector(held);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    else if (state.has("page")) main.querySelector(".paged")?.scrollIntoView({ block: "nearest" });
  }
  before = here;
}

/** A selector for what is focused, so that a changed choice keeps the focus. @param {HTMLElement} element */
function nameOf(element) {
  if (element.id !== "") return `#${CSS.escape(element.id)}`;
  const field = element.getAttribute("name");
  return field === null ? "" : `${element.localName}[name="${CSS.escape(field)}"]`;
}

/** @param {unknown} error */
function failed(error) {
  const told = error instanceof Error ? error.message : String(error);
  byId("main").replaceChildren(h("h1", {}, "This view could not be made"), h("p", {}, told),
    h("p", {}, typeof DecompressionStream === "undefined" ? "This browser is too old for the report: it needs one of 2023 or later." : ""),
    h("p", {}, h("a", { href: "#/overview" }, "Back to the overview")));
}

const showOr = () => void show().catch(failed);

byId("top").querySelector("a")?.setAttribute("aria-label", "crosswire: overview");
document.querySelector("a.skip")?.addEventListener("click", (event) => {
  // The fragment is the view's address, so it cannot also name a place in the page.
  event.preventDefault();
  byId("main").focus();
});
openIndex().then(() => {
  addEventListener("hashchange", showOr);
  showOr();
}).catch(failed);
