import { money, compare } from "./decimal.js";
import { all, h } from "./dom.js";
import { clock, exact, since, until } from "./time.js";
import { word } from "./words.js";

/** Pieces that several pages show. */

const TONES = {
  COMPLETE: "good",
  COMPLETED: "good",
  FILLED: "good",
  APPROVED: "good",
  ACCEPTED: "good",
  NOT_FLAGGED: "good",
  PENDING_APPROVAL: "warn",
  COMPLETE_WITH_ERRORS: "warn",
  PARTIAL: "warn",
  PARTIALLY_FILLED: "warn",
  FLAGGED: "warn",
  PROPOSED: "warn",
  BUILDING: "busy",
  IN_FLIGHT: "busy",
  AWAITING_POSITIONS: "busy",
  PROCESSING: "busy",
  WORKING: "busy",
  SENT: "busy",
  ACKNOWLEDGED: "busy",
  SUBMITTED: "busy",
  FAILED: "bad",
  REJECTED: "bad",
  UNCHECKABLE: "bad",
};

export function badge(names, symbol) {
  return symbol ? h("span", { class: `badge ${TONES[symbol] ?? ""}` }, word(names, symbol)) : null;
}

/** A time as it was sent, shortened; the whole of it where one points. */
export function at(iso) {
  return iso ? h("time", { datetime: iso, title: exact(iso) }, clock(iso)) : "—";
}

export function ago(iso) {
  return iso ? h("time", { datetime: iso, title: exact(iso) }, since(iso)) : "—";
}

export function expiry(iso) {
  return iso ? h("time", { datetime: iso, title: exact(iso) }, `${clock(iso)} (${until(iso)})`) : "—";
}

export function dollars(text) {
  return text === null || text === undefined ? "—" : `$${money(text)}`.replace("$\u2212", "\u2212$");
}

/** A gain or a loss; "unknown" where no basis is known, which is not zero. */
export function gain(text) {
  if (text === null || text === undefined) {
    return h("span", { class: "muted" }, "unknown");
  }
  const side = compare(text, "0");
  return h("span", { class: side < 0 ? "loss" : side > 0 ? "gain" : "" }, dollars(text));
}

export function accountLink(accountId) {
  return h("a", { href: `#/accounts/${encodeURIComponent(accountId)}` }, accountId);
}

export function requestLink(requestId) {
  return h("a", { href: `#/requests/${encodeURIComponent(requestId)}` }, requestId);
}

export function figures(entries) {
  const shown = entries.filter((entry) => entry);
  return h("dl", { class: "figures" }, shown.map(([name, ...value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** A table that scrolls by itself where the page is too narrow for it, and can be reached by keyboard then. */
export function table(caption, headings, rows) {
  return h(
    "div",
    { class: "scroller", tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      {},
      h("caption", { class: "sr" }, caption),
      h("thead", {}, h("tr", {}, headings.map(heading))),
      h("tbody", {}, rows),
    ),
  );
}

function heading(name) {
  const right = name.startsWith(">");
  return h("th", { scope: "col", class: right ? "right" : null }, right ? name.slice(1) : name);
}

export function card(title, ...children) {
  return h("section", { class: "card" }, title ? h("h2", {}, title) : null, children);
}

export function notice(tone, title, ...sentences) {
  return h("div", { class: `notice ${tone}` }, h("span", { class: "strong" }, title), sentences.map((s) => s && h("span", {}, s)));
}

export function empty(title, sentence, ...more) {
  return h("div", { class: "state" }, h("h2", {}, title), h("p", {}, sentence), more);
}

export function loading(what) {
  return h(
    "div",
    { class: "shimmer", role: "status" },
    h("span", { class: "sr-text sr" }, `Loading ${what}…`),
    Array.from({ length: 6 }, () => h("span", { "aria-hidden": "true" })),
  );
}

/** Why something could not be shown, and the one thing to do about it. */
export function failed(problem, again) {
  return h(
    "div",
    { class: "state", role: "alert" },
    h("h2", {}, problem.title ?? "This could not be loaded"),
    h("p", {}, problem.message),
    h("button", { class: "button", onclick: again }, "Try again"),
  );
}

export function title(name, aside, ...after) {
  return h("div", { class: "title" }, h("h1", {}, name), aside ? h("span", { class: "muted" }, aside) : null, after);
}

export function plural(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}

export function joined(parts, separator = " · ") {
  const kept = parts.filter((part) => part !== null && part !== undefined && part !== "" && part !== false);
  return all(kept.map((part, index) => (index > 0 ? [separator, part] : part)));
}
