import { compare } from "./decimal.js";

/** The rebalancer queue as this page knows it: what was loaded, and what the stream has changed since. */

/** Above this the server filters; below it the page does, at once. */
export const MOST_ROWS = 20_000;

export const NO_FILTERS = Object.freeze({
  tile: "",
  stage: "",
  advisor: "",
  target: "",
  custodian: "",
  minDrift: "",
  text: "",
  sort: "-drift",
});

/** What decides the order, as a number: nothing of it is shown. */
const SORTS = {
  "-drift": (row) => -Number(row.drift ?? 0),
  drift: (row) => Number(row.drift ?? 0),
  "-since": (row) => -time(row),
  since: (row) => time(row),
  accountId: () => 0,
};

function time(row) {
  return Date.parse(row.since ?? "") || 0;
}

/** By account where the sort says nothing; numbers within ids as numbers. */
const IDS = new Intl.Collator("en", { numeric: true });

export function sorted(rows, sort) {
  const by = SORTS[sort] ?? SORTS.accountId;
  return rows
    .map((row) => ({ row, place: by(row) }))
    .sort((a, b) => a.place - b.place || IDS.compare(a.row.accountId, b.row.accountId))
    .map(({ row }) => row);
}

/** Whether a row passes every filter; those named are left out. */
export function passes(row, filters, without = []) {
  const asks = {
    tile: (tile) => row.tiles.includes(tile),
    stage: (stage) => row.stage === stage,
    advisor: (advisor) => row.advisorId === advisor,
    target: (target) => row.targetId === target,
    custodian: (custodian) => row.custodianId === custodian,
    minDrift: (least) => row.drift !== null && compare(row.drift, least) >= 0,
    text: (text) => words(row).includes(text.toLowerCase()),
  };
  return Object.entries(asks).every(([name, ask]) => !filters[name] || without.includes(name) || ask(filters[name]));
}

function words(row) {
  return [row.accountId, row.advisorId, row.targetId, ...row.lines.map((line) => line.line)].join(" ").toLowerCase();
}

/** How many rows stand in each tile, with every filter applied but tile and stage. */
export function counts(rows, filters) {
  const tiles = {};
  let total = 0;
  for (const row of rows) {
    if (passes(row, filters, ["tile", "stage"])) {
      total++;
      row.tiles.forEach((tile) => (tiles[tile] = (tiles[tile] ?? 0) + 1));
    }
  }
  return { tiles, total };
}

/** The line that says most: the one farthest out, measured in half bands. */
export function worst(lines) {
  return lines.reduce((most, line) => (most === null || outness(line) > outness(most) ? line : most), null);
}

function outness({ weight, target, low, high, side }) {
  if (weight === undefined) {
    return -1;
  }
  const half = side === "BELOW" ? Number(target) - Number(low) : Number(high ?? target) - Number(target);
  return half > 0 ? Math.abs(Number(weight) - Number(target)) / half : Number.MAX_VALUE;
}

/** A row with what a record of account-status says; its lines keep their weights where the sides are the same. */
export function withStatus(row, status) {
  const standing = new Map((row?.lines ?? []).map((line) => [line.line, line]));
  return {
    drift: null,
    equity: null,
    advisories: 0,
    judgedAt: null,
    ...row,
    accountId: status.accountId,
    firmId: status.firmId,
    advisorId: status.advisorId,
    custodianId: status.custodianId,
    targetId: status.targetVersions?.[0]?.id ?? null,
    status: status.status,
    flagged: status.flagged,
    stage: status.stage,
    tiles: status.tiles,
    causes: status.causes,
    since: status.flaggedSince ?? row?.since ?? status.at,
    uncheckable: status.uncheckable,
    openRequestId: status.openRequestId,
    openBatchId: status.openBatchId,
    lines: status.breachedLines.map((line) => ({ ...standing.get(line.line), ...line })),
  };
}

/** A row with the weights that a drift event carries. */
export function withEvent(row, event) {
  if (event.lines.length === 0) {
    return row;
  }
  const breached = event.lines.filter((line) => line.triggers && line.side !== "NONE");
  return { ...row, drift: event.overallDrift, equity: event.equity, judgedAt: event.at, lines: breached };
}
