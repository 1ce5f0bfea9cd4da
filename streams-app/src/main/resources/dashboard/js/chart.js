import { h } from "./dom.js";

/** A line over the last minutes, as this page has seen it. uPlot is fetched when the first chart is drawn. */

const KEPT = 300;
const HEIGHT = 180;

/** So wide is it also while little has been seen, in seconds. */
const LEAST_WIDE = 60;

let library = null;

function uPlot() {
  library ??= new Promise((resolve, reject) => {
    const style = h("link", { rel: "stylesheet", href: "vendor/uplot/uPlot.min.css" });
    const script = h("script", { src: "vendor/uplot/uPlot.iife.min.js" });
    script.onload = () => resolve(globalThis.uPlot);
    script.onerror = () => reject(new Error("uPlot is missing"));
    document.head.append(style, script);
  });
  return library;
}

export class Chart {
  /** @param series names and CSS colour variables, in the order of the values that are pushed */
  constructor(label, series) {
    Object.assign(this, { series, data: [[], ...series.map(() => [])] });
    this.element = h("div", { class: "chart", role: "img", "aria-label": label, "data-own": true, "data-key": `chart-${label}` });
    this.resized = new ResizeObserver(() => this.plot?.setSize(this.#size()));
    this.resized.observe(this.element);
  }

  push(values) {
    [Math.floor(Date.now() / 1000), ...values].forEach((value, index) => this.data[index].push(value));
    if (this.data[0].length > KEPT) {
      this.data.forEach((column) => column.shift());
    }
    this.#draw();
  }

  close() {
    this.closed = true;
    this.resized.disconnect();
    this.plot?.destroy();
  }

  async #draw() {
    if (this.plot) {
      this.plot.setData(this.data);
      return;
    }
    this.making ??= uPlot().then((Plot) => {
      if (!this.closed) {
        this.plot = new Plot({ ...this.#size(), ...this.#look() }, this.data, this.element);
      }
    });
  }

  #size() {
    return { width: Math.max(200, this.element.clientWidth), height: HEIGHT };
  }

  #look() {
    const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 } };
    return {
      legend: { live: true },
      scales: { x: { range: (plot) => ends(plot.data[0]) } },
      axes: [axis, { ...axis, size: 60 }],
      series: [{}, ...this.series.map(([label, name]) => ({ label, stroke: colour(name), width: 1.5, points: { show: false } }))],
    };
  }
}

function ends(times) {
  const last = times[times.length - 1];
  return [Math.min(times[0], last - LEAST_WIDE), last];
}
