/** Times as people say them. What arrives is ISO-8601 in the business day's zone, and is shown as it arrived. */

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?(.*)$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "14:05", with the day before it where that is not today's. */
export function clock(iso, now = Date.now()) {
  const parts = ISO.exec(iso ?? "");
  if (!parts) {
    return "";
  }
  const [, , month, day, time] = parts;
  return sameDay(iso, now) ? time : `${Number(day)} ${MONTHS[Number(month) - 1]}, ${time}`;
}

/** The whole of it, for those who point at it. */
export function exact(iso) {
  return (iso ?? "").replace("T", " ").replace(/\.\d+/, "");
}

function sameDay(iso, now) {
  const offset = offsetMinutes(ISO.exec(iso)[6]);
  const there = new Date(now + offset * 60000).toISOString();
  return there.slice(0, 10) === iso.slice(0, 10);
}

function offsetMinutes(zone) {
  const parts = /^([+-])(\d{2}):?(\d{2})/.exec(zone);
  return parts ? (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
}

/** How long ago: "now", "42 s", "12 min", "3 h", "5 d". */
export function since(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  return Number.isNaN(seconds) ? "" : span(seconds, "now");
}

/** How long until: "in 12 min", or "over". */
export function until(iso, now = Date.now()) {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  return Number.isNaN(seconds) ? "" : seconds <= 0 ? "over" : `in ${span(seconds, "a moment")}`;
}

function span(seconds, none) {
  if (seconds < 5) {
    return none;
  }
  const steps = [
    [60, 1, "s"],
    [3600, 60, "min"],
    [86400, 3600, "h"],
    [Infinity, 86400, "d"],
  ];
  const [, unit, name] = steps.find(([below]) => seconds < below);
  return `${Math.floor(seconds / unit)}\u00a0${name}`;
}
