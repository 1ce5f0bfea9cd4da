import { pipelineStream, queueTotal, pendingTotal } from "./api.js";
import { h, show } from "./dom.js";
import { showHalts } from "./halts.js";
import { failed } from "./parts.js";
import { clock } from "./time.js";

/** Routes to a page, keeps the live stream, and says at all times whether what is shown is live. */

const PAGES = [
  [/^\/?$/, () => import("../views/queue.js"), "queue"],
  [/^\/submit$/, () => import("../views/compare.js"), "queue"],
  [/^\/accounts\/([^/]+)$/, () => import("../views/account.js"), "queue"],
  [/^\/pending$/, () => import("../views/pending.js"), "pending"],
  [/^\/requests\/([^/]+)$/, () => import("../views/request.js"), "request"],
  [/^\/history$/, () => import("../views/history.js"), "history"],
  [/^\/market$/, () => import("../views/market.js"), "market"],
  [/^\/operations$/, () => import("../views/operations.js"), "operations"],
];
const COUNTS_EVERY_MILLIS = 1000;
/** The first page waits so long for the stream; what it loads before events are followed is loaded again. */
const FOLLOWED_WITHIN_MILLIS = 400;
const TICK_MILLIS = 10_000;
/** A halt is no event of the stream. */
const HALTS_EVERY_MILLIS = 5_000;

const main = document.getElementById("main");
const banner = document.getElementById("banner");
const pulse = document.getElementById("pulse");

const app = {
  counts: { queue: null, pending: null },
  step: "queue",
  state: "connecting",
  wasLost: false,
  heardAt: null,
  page: null,
  /** Lets a request's page say under which step it stands. */
  under(step) {
    if (app.step !== step) {
      app.step = step;
      navigation();
      // On a phone the steps are wider than the page.
      document.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    }
  },
  go(hash) {
    location.hash = hash;
  },
};

function link(step, href, name, number) {
  const current = app.step === step ? "page" : null;
  const counted = typeof number === "number" ? h("span", { class: "number" }, number.toLocaleString("en-US")) : null;
  return h("a", { href, "aria-current": current, "data-step": step }, name, counted);
}

function navigation() {
  const then = () => h("span", { class: "then", "aria-hidden": "true" }, "→");
  show(
    document.getElementById("nav"),
    link("queue", "#/", "Accounts to rebalance", app.counts.queue),
    then(),
    link("pending", "#/pending", "Pending approval", app.counts.pending),
    then(),
    link("history", "#/history", "History"),
    h("span", { class: "apart" }),
    link("market", "#/market", "Market"),
    link("operations", "#/operations", "Operations"),
  );
}

let turn = 0;
let follows = null;
const followed = new Promise((resolve) => {
  follows = resolve;
  setTimeout(resolve, FOLLOWED_WITHIN_MILLIS);
});

async function route() {
  const [path] = location.hash.replace(/^#/, "").split("?");
  const mine = ++turn;
  const found = PAGES.map(([pattern, load, step]) => ({ match: pattern.exec(path), load, step })).find((p) => p.match);
  app.page?.close?.();
  app.page = null;
  app.under(found?.step ?? "queue");
  if (!found) {
    show(main, h("div", { class: "state" }, h("h1", {}, "There is no such page"), h("a", { href: "#/" }, "Accounts to rebalance")));
    return;
  }
  const [module] = await Promise.all([found.load().catch(() => null), followed]);
  if (mine !== turn) {
    return;
  }
  if (module === null) {
    show(main, failed({ title: "This page could not be loaded", message: "Look whether the server runs, then try again." }, route));
  } else {
    show(main);
    app.page = new module.Page(main, app, ...found.match.slice(1).map(decodeURIComponent));
    document.title = `${app.page.title} · Evenkeel`;
    scrollTo(0, 0);
  }
}

/** One stream for all pages: what a page does not know it passes over. */
function heard(name, data) {
  app.heardAt = Date.now();
  if (name === "hello") {
    begins(data.resumed);
  } else if (name === "reset") {
    app.page?.again?.();
  } else {
    app.page?.heard?.(name, data);
  }
  countSoon();
}

/** What was loaded before events were followed may lack what came in between. */
function begins(resumed) {
  if (!resumed || app.wasLost) {
    app.page?.again?.();
  }
  app.wasLost = false;
  follows();
}

function changed(state) {
  app.state = state;
  app.wasLost ||= state === "lost";
  document.documentElement.dataset.connection = state;
  status();
}

function status() {
  const words = { connecting: "Connecting…", live: "Live", lost: "Not connected" };
  pulse.textContent = words[app.state];
  pulse.className = `pulse ${app.state}`;
  banner.hidden = app.state !== "lost";
  if (app.state === "lost") {
    const seen = app.heardAt ? clock(new Date(app.heardAt - new Date().getTimezoneOffset() * 60000).toISOString()) : "";
    show(
      banner,
      h("strong", {}, "The connection is lost."),
      h("span", {}, `What you see may be old${seen ? `: it last changed at ${seen}` : ""}. It is tried again by itself.`),
      h("button", { class: "button plain", onclick: () => stream.retry() }, "Try now"),
    );
  }
}

let counting = null;

function countSoon() {
  counting ??= setTimeout(async () => {
    try {
      [app.counts.queue, app.counts.pending] = await Promise.all([queueTotal(), pendingTotal(), showHalts()]);
      navigation();
    } catch {
      // The banner says already that nothing can be asked.
    } finally {
      counting = null;
    }
  }, COUNTS_EVERY_MILLIS);
}

document.querySelector(".skip").onclick = (event) => {
  // The address names a page; a jump within one must not change it.
  event.preventDefault();
  main.focus();
};
addEventListener("hashchange", route);
setInterval(() => app.page?.tick?.(), TICK_MILLIS);
setInterval(countSoon, HALTS_EVERY_MILLIS);
navigation();
route();
const stream = pipelineStream(heard, changed);
countSoon();
