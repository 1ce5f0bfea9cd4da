/**
 * Decimals as the API sends them: strings. They are compared, subtracted and rounded as whole numbers, so what is
 * shown is what was sent; only a picture's coordinate ever becomes a floating-point number.
 */

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;
const MINUS = "\u2212";

/** The value as units of 10^-scale. */
function parse(text) {
  const parts = DECIMAL.exec(text);
  if (!parts) {
    throw new TypeError(`not a decimal: ${text}`);
  }
  const decimals = parts[3] ?? "";
  const units = BigInt(parts[2] + decimals);
  return { units: parts[1] === "-" ? -units : units, scale: decimals.length };
}

function atScale(value, scale) {
  return value.units * 10n ** BigInt(scale - value.scale);
}

/** Half-even, as the pipeline rounds what is only shown. */
function round({ units, scale }, places) {
  if (scale <= places) {
    return atScale({ units, scale }, places);
  }
  const step = 10n ** BigInt(scale - places);
  const size = units < 0n ? -units : units;
  const whole = size / step;
  const twice = (size % step) * 2n;
  const up = twice > step || (twice === step && whole % 2n === 1n);
  const rounded = up ? whole + 1n : whole;
  return units < 0n ? -rounded : rounded;
}

function write(units, places, { grouped = true, sign = false } = {}) {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const shown = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  const decimals = places > 0 ? "." + digits.slice(digits.length - places) : "";
  return (units < 0n ? MINUS : sign && units > 0n ? "+" : "") + shown + decimals;
}

/** -1, 0 or 1. */
export function compare(one, other) {
  const [a, b] = [parse(one), parse(other)];
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** one − other, exactly, as a plain decimal. */
export function minus(one, other) {
  const [a, b] = [parse(one), parse(other)];
  const scale = Math.max(a.scale, b.scale);
  return plain(atScale(a, scale) - atScale(b, scale), scale);
}

/** The exact sum of decimals; "0" of none. */
export function sum(decimals) {
  const parsed = decimals.map(parse);
  const scale = parsed.reduce((widest, d) => Math.max(widest, d.scale), 0);
  return plain(parsed.reduce((total, d) => total + atScale(d, scale), 0n), scale);
}

/** one × other, exactly, as a plain decimal. */
export function times(one, other) {
  const [a, b] = [parse(one), parse(other)];
  return plain(a.units * b.units, a.scale + b.scale);
}

function plain(units, scale) {
  return write(units, scale, { grouped: false }).replace(MINUS, "-");
}

/** Dollars and cents: "1,234.50". */
export function money(text, options) {
  return write(round(parse(text), 2), 2, options);
}

/** A weight (a fraction) as a percentage: "0.1234" is "12.34 %". */
export function percent(weight, places = 2, options) {
  const { units, scale } = parse(weight);
  return write(round({ units: units * 100n, scale }, places), places, options) + "\u00a0%";
}

/** A weight's distance in percentage points, signed: "+1.25". */
export function points(weight, places = 2) {
  return percent(weight, places, { sign: true }).replace("\u00a0%", "\u00a0pp");
}

/** Shares: all decimals that were sent, thousands apart. */
export function quantity(text) {
  const { units, scale } = parse(text);
  return write(units, scale);
}

/** A price: two decimals, or as many as were sent. */
export function price(text) {
  const { units, scale } = parse(text);
  const places = Math.max(2, scale);
  return write(atScale({ units, scale }, places), places);
}

/** Whole numbers such as counts. */
export function count(number) {
  return write(BigInt(Math.trunc(number)), 0);
}

/** For a picture's coordinate alone; never shown. */
export function coordinate(text) {
  return Number(text);
}
