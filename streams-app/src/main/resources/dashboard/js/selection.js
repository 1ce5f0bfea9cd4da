/** The accounts that were chosen for a request; they survive a reload of the page, not the end of the browser. */

const KEY = "evenkeel.chosen";
/** What the pipeline takes in one request. */
export const MOST_ACCOUNTS = 10_000;

const chosen = new Set(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));

export function has(accountId) {
  return chosen.has(accountId);
}

export function size() {
  return chosen.size;
}

export function all() {
  return [...chosen].sort();
}

export function toggle(accountId) {
  if (!chosen.delete(accountId)) {
    chosen.add(accountId);
  }
  keep();
}

export function add(accountIds) {
  accountIds.forEach((accountId) => chosen.add(accountId));
  keep();
}

export function drop(accountIds) {
  accountIds.forEach((accountId) => chosen.delete(accountId));
  keep();
}

export function clear() {
  chosen.clear();
  keep();
}

function keep() {
  sessionStorage.setItem(KEY, JSON.stringify([...chosen]));
}
