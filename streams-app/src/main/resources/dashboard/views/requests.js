import { h } from "../js/dom.js";
import { at, badge, joined, plural, requestLink } from "../js/parts.js";
import { FILLS, LOGICS, REQUESTS, RESULTS, SOURCES, word } from "../js/words.js";

/** What the pages of requests have in common. */

export function outcome(request) {
  return request.result ? badge(RESULTS, request.result) : badge(REQUESTS, request.status);
}

export const HEADING = ["Request", "Submitted", "Result", ">Complete", ">Failed", ">Left out", "Fills"].map((name, index) =>
  h("span", { role: "columnheader", class: `${name.startsWith(">") ? "right" : ""} ${index === 0 ? "keep" : ""}` }, name.replace(">", "")),
);

export function requestCells(request) {
  const counted = (name, number, tone) =>
    h("span", { role: "gridcell", class: `right counted ${number > 0 ? tone : "muted"}`, "data-name": name }, number.toLocaleString("en-US"));
  return [
    h(
      "span",
      { role: "gridcell", class: "name" },
      h("span", { class: "strong" }, requestLink(request.requestId)),
      h("span", { class: "muted small ellipsis", style: { display: "block" } }, about(request)),
    ),
    h("span", { role: "gridcell", class: "when" }, at(request.submittedAt), h("span", { class: "muted small" }, ` by ${request.submittedBy}`)),
    h("span", { role: "gridcell", class: "status" }, outcome(request)),
    counted("Complete", request.complete, "strong"),
    counted("Failed", request.failed, "strong loss"),
    counted("Left out", request.removed, ""),
    h("span", { role: "gridcell", class: "fill" }, request.approvedAt ? badge(FILLS, request.fill) : null),
  ];
}

export function about(request) {
  return joined([
    plural(request.accounts, "account"),
    request.source === "REBALANCE" ? null : word(SOURCES, request.source),
    request.tradeLogic ? word(LOGICS, request.tradeLogic) : null,
    request.retryFailedOf ? `retries ${request.retryFailedOf}` : null,
    request.advisorId,
  ]);
}
