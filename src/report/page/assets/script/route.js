// The view and its state, kept in the address's fragment so that it can be shared and the back button works.

/** @typedef {{view: string, id: string, state: URLSearchParams}} Route */

/** @returns {Route} */
function route() {
  const fragment = location.hash.replace(/^#\/?/, "");
  const [path = "", query = ""] = fragment.split("?", 2);
  const [view = "", ...rest] = path.split("/");
  let id = rest.join("/");
  try {
    id = decodeURIComponent(id);
  } catch {
    // Somebody typed a stray percent sign: it stands for itself.
  }
  return { view: view === "" ? "overview" : view, id, state: new URLSearchParams(query) };
}

/**
 * The address of a view.
 * @param {string} view
 * @param {string} id
 * @param {Record<string, string | number | null | undefined>} state
 */
function address(view, id = "", state = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (value !== null && value !== undefined && value !== "") query.set(key, String(value));
  }
  const path = id === "" ? `#/${view}` : `#/${view}/${encodeURIComponent(id)}`;
  return query.size === 0 ? path : `${path}?${query}`;
}

/**
 * The address of the present view in another state.
 * @param {Record<string, string | number | null | undefined>} changes
 */
function changed(changes) {
  const { view, id, state } = route();
  return address(view, id, { ...Object.fromEntries(state), ...changes });
}

/** @param {string} to */
function go(to) {
  location.hash = to;
}

/** @param {number} at */
const eventAddress = (at) => address("event", index.events.id[at] ?? "");
/** @param {number} at */
const statementAddress = (at) => address("statement", index.statements.id[at] ?? "");
/** @param {number} at @param {number} [claim] */
const articleAddress = (at, claim) => address("article", index.articles.id[at] ?? "", { claim });
