import { h, show } from "./dom.js";

const SPARE_ROWS = 8;

/**
 * A list of which only the rows in sight exist, so 10,000 scroll like ten. The page itself scrolls. One row can be
 * reached by Tab; arrows, Page Up and Down, Home and End move it, Space chooses it, Enter opens it.
 */
export class VirtualList {
  /**
   * @param label what the list is, for screen readers
   * @param heading cells of the heading row
   * @param cells given a row, its cells
   * @param id given a row, its identity
   * @param open given a row that was opened
   * @param toggle given a row that was chosen, or null where rows cannot be
   * @param chosen whether a row is
   */
  constructor({ label, heading, cells, id, open, toggle = null, chosen = () => false }) {
    Object.assign(this, { cells, id, open, toggle, chosen });
    this.rows = [];
    this.active = 0;
    this.standing = new Map();
    this.body = h("div", { class: "list-body", role: "rowgroup" });
    this.element = h(
      "div",
      {
        class: "list",
        role: "grid",
        "aria-label": label,
        "aria-multiselectable": toggle ? "true" : null,
        "data-own": true,
        onkeydown: (event) => this.#key(event),
      },
      h("div", { class: "list-heading", role: "rowgroup" }, h("div", { class: "row", role: "row", "aria-rowindex": 1 }, heading)),
      this.body,
    );
    this.redraw = () => this.#schedule();
    addEventListener("scroll", this.redraw, { passive: true });
    addEventListener("resize", this.redraw, { passive: true });
  }

  close() {
    removeEventListener("scroll", this.redraw);
    removeEventListener("resize", this.redraw);
  }

  /** Shows these rows from now on; the active row stays on the same one where it is still there. */
  update(rows) {
    const before = this.rows[this.active];
    this.rows = rows;
    const now = before ? rows.findIndex((row) => this.id(row) === this.id(before)) : 0;
    this.active = now >= 0 ? now : Math.min(this.active, Math.max(0, rows.length - 1));
    this.draw();
  }

  #schedule() {
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    if (!this.element.isConnected) {
      return;
    }
    const height = this.#rowHeight();
    this.element.setAttribute("aria-rowcount", String(this.rows.length + 1));
    this.body.style.height = `${this.rows.length * height}px`;
    const top = -this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / height) - SPARE_ROWS);
    const last = Math.min(this.rows.length, Math.ceil((top + innerHeight) / height) + SPARE_ROWS);
    this.#place(first, last, height);
  }

  #place(first, last, height) {
    const kept = new Set();
    // The active row exists even out of sight: removing it would lose the focus.
    for (const index of this.#indexes(first, last)) {
      const row = this.rows[index];
      const id = this.id(row);
      kept.add(id);
      this.#draw(this.standing.get(id) ?? this.#create(id), row, index, height);
    }
    for (const [id, element] of this.standing) {
      if (!kept.has(id)) {
        element.remove();
        this.standing.delete(id);
      }
    }
  }

  #indexes(first, last) {
    const indexes = [];
    for (let index = first; index < last; index++) {
      indexes.push(index);
    }
    if (this.rows.length > 0 && (this.active < first || this.active >= last)) {
      indexes.push(this.active);
    }
    return indexes;
  }

  #create(id) {
    const element = h("div", { class: "row", role: "row", "data-id": id });
    this.standing.set(id, element);
    this.body.append(element);
    return element;
  }

  #draw(element, row, index, height) {
    const chosen = this.chosen(row);
    element.style.transform = `translateY(${index * height}px)`;
    element.setAttribute("aria-rowindex", String(index + 2));
    element.tabIndex = index === this.active ? 0 : -1;
    element.classList.toggle("chosen", chosen);
    if (this.toggle) {
      element.setAttribute("aria-selected", String(chosen));
    }
    element.onclick = (event) => this.#click(event, row, index);
    show(element, this.cells(row));
  }

  #click(event, row, index) {
    this.active = index;
    // Links and checkboxes know themselves what a click on them means.
    if (!event.target.closest("a, button, input, label") && !getSelection().toString()) {
      this.open(row);
    }
  }

  #key(event) {
    const row = this.rows[this.active];
    const moves = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: this.#page(),
      PageUp: -this.#page(),
      Home: -this.rows.length,
      End: this.rows.length,
    };
    if (!row || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key in moves) {
      event.preventDefault();
      this.#move(moves[event.key]);
    } else if (event.key === " " && this.toggle && !event.target.closest("a, button")) {
      event.preventDefault();
      this.toggle(row);
    } else if (event.key === "Enter" && event.target.getAttribute("role") === "row") {
      this.open(row);
    }
  }

  #move(by) {
    this.active = Math.max(0, Math.min(this.rows.length - 1, this.active + by));
    this.draw();
    const element = this.standing.get(this.id(this.rows[this.active]));
    element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
  }

  #page() {
    return Math.max(1, Math.floor(innerHeight / this.#rowHeight()) - 3);
  }

  #rowHeight() {
    return parseFloat(getComputedStyle(this.element).getPropertyValue("--row-height"));
  }
}
