import { coordinate, percent } from "./decimal.js";
import { h, s } from "./dom.js";
import { lineName } from "./words.js";

const WIDTH = 144;
const HEIGHT = 20;
const MIDDLE = WIDTH / 2;
/** Half of a band, wherever its edges are: so an eye that runs down a column sees at once what stands outside. */
const HALF_BAND = 34;
const FARTHEST = MIDDLE - 7;

/**
 * One line against its band, as a picture: the band, its target in the middle, and where the weight stands. Every
 * band is drawn equally wide; a weight too far out sits at the border with an arrow.
 */
export function bandPicture(line) {
  const place = placeOf(line);
  const farOut = Math.abs(place) >= FARTHEST;
  const x = MIDDLE + place;
  const from = MIDDLE - (edge(line.target, line.low) > 0 ? HALF_BAND : 1.5);
  const to = line.high === null ? WIDTH : MIDDLE + (edge(line.high, line.target) > 0 ? HALF_BAND : 1.5);
  return s(
    "svg",
    { class: `band ${tone(line)}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": bandSentence(line) },
    s("line", { class: "band-axis", x1: 0, x2: WIDTH, y1: 10, y2: 10 }),
    s("rect", { class: "band-range", x: from, y: 5, width: to - from, height: 10, rx: 2 }),
    s("line", { class: "band-target", x1: MIDDLE, x2: MIDDLE, y1: 3, y2: 17 }),
    farOut ? arrow(x, place) : s("circle", { class: "band-weight", cx: x, cy: 10, r: 4 }),
  );
}

/** "34.10 % against 28.00 %, band 22.40 % to 33.60 %". */
export function bandSentence({ line, weight, target, low, high }) {
  const band = high === null ? `at least ${percent(low)}` : `band ${percent(low)} to ${percent(high)}`;
  return `${lineName(line)}: ${percent(weight)} against ${percent(target)}, ${band}`;
}

/** The side of a line in words and with an arrow, so that no colour is needed to tell it. */
export function sideMark(side) {
  if (side === "ABOVE") {
    return h("span", { class: "side above" }, "▲\u00a0above");
  }
  return side === "BELOW" ? h("span", { class: "side below" }, "▼\u00a0below") : h("span", { class: "side" }, "within");
}

function placeOf({ weight, target, low, high }) {
  const distance = coordinate(weight) - coordinate(target);
  if (distance === 0) {
    return 0;
  }
  const half = distance > 0 ? (high === null ? Math.abs(edge(target, low)) : edge(high, target)) : edge(target, low);
  const place = half > 0 ? (distance / half) * HALF_BAND : Math.sign(distance) * FARTHEST;
  return Math.max(-FARTHEST, Math.min(FARTHEST, place));
}

function edge(higher, lower) {
  return coordinate(higher) - coordinate(lower);
}

function tone({ side, triggers }) {
  const breached = side === "ABOVE" ? "above" : side === "BELOW" ? "below" : "within";
  return triggers === false ? `${breached} silent` : breached;
}

function arrow(x, place) {
  const tip = place > 0 ? 5 : -5;
  return s("path", { class: "band-weight", d: `M ${x - tip} 4.5 L ${x + tip} 10 L ${x - tip} 15.5 Z` });
}
