// Elements, made without ever reading a string as HTML: text is set as text, and only known attributes are set at all.

/** @typedef {string | number | Node | null | undefined | false | Child[]} Child */

/** Attributes that views may set. None of them can hold code. */
const ATTRIBUTES = new Set([
  "alt", "aria-checked", "aria-colcount", "aria-colindex", "aria-controls", "aria-current", "aria-describedby", "aria-expanded",
  "aria-hidden", "aria-label", "aria-labelledby", "aria-pressed", "aria-rowcount", "aria-rowindex", "aria-selected", "aria-sort",
  "autocomplete", "checked", "class", "colspan", "cx", "cy", "d", "datetime", "dir", "disabled", "fill", "for", "height", "id", "lang",
  "list", "max", "min", "name", "open", "placeholder", "r", "rel", "role", "rows", "rowspan", "rx", "scope", "selected", "spellcheck",
  "start", "tabindex", "text-anchor", "title", "transform", "type", "value", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
  "preserveAspectRatio", "readonly", "inputmode",
]);

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "href") element.setAttribute("href", inside(String(value)));
    else if (ATTRIBUTES.has(name)) element.setAttribute(name, value === true ? "" : String(value));
    else throw new Error(`no view sets ${name}`);
  }
  add(element, children);
  return element;
}

/**
 * @param {Element | DocumentFragment} element
 * @param {Child} child
 */
function add(element, child) {
  if (Array.isArray(child)) child.forEach((one) => add(element, one));
  else if (child instanceof Node) element.append(child);
  else if (child !== null && child !== undefined && child !== false) element.append(String(child));
}

/**
 * An HTML element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...Child} children
 * @returns {Element}
 */
function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * A place in this file; anything else is nowhere.
 * @param {string} href
 */
function inside(href) {
  return href.startsWith("#") ? href : "#/overview";
}

/**
 * A link out of this file, where the address is one of the web; else its text.
 * @param {string | null} address
 * @param {string} text
 * @returns {HTMLElement}
 */
function outward(address, text) {
  let url = null;
  try {
    url = address === null ? null : new URL(address);
  } catch {
    url = null;
  }
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) {
    return h("span", { dir: "auto" }, address ?? text);
  }
  const link = h("a", { class: "out", rel: "noopener noreferrer nofollow", title: url.href }, text);
  link.href = url.href;
  link.target = "_blank";
  link.referrerPolicy = "no-referrer";
  return link;
}

/**
 * A button that does something here.
 * @param {string} label
 * @param {() => void} act
 * @param {Record<string, string | boolean | null | undefined>} attributes
 */
function button(label, act, attributes = {}) {
  const it = h("button", { type: "button", ...attributes }, label);
  it.addEventListener("click", act);
  return it;
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}
