import { h } from "./dom.js";

/**
 * Asks before something is done. The action runs at most once however often the button is pressed; the dialog stays,
 * and says why, where it is refused.
 *
 * @param body what it will do
 * @param action given nothing; its promise settles when the outcome is known
 */
export function confirm({ title, body, button, tone = "", cancel = "Not now", action }) {
  const said = h("p", { class: "dialog-said", role: "alert" });
  const doIt = h("button", { type: "submit", class: `button primary ${tone}` }, button);
  const leave = h("button", { type: "button", class: "button", onclick: () => dialog.close() }, cancel);
  const form = h(
    "form",
    { method: "dialog", onsubmit: (event) => once(event) },
    h("h2", { id: "dialog-title" }, title),
    h("div", { class: "dialog-body" }, body),
    said,
    h("div", { class: "dialog-buttons" }, leave, doIt),
  );
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-labelledby": "dialog-title", onclose: () => dialog.remove() },
    form,
  );
  let running = false;

  async function once(event) {
    event.preventDefault();
    if (running) {
      return;
    }
    running = true;
    busy(true);
    said.textContent = "";
    try {
      await action();
      dialog.close();
    } catch (problem) {
      said.textContent = problem.message;
      busy(false);
      running = false;
    }
  }

  function busy(is) {
    doIt.disabled = is;
    doIt.textContent = is ? "Working…" : button;
    dialog.setAttribute("aria-busy", String(is));
  }

  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A sentence that passes by; announced to screen readers as well. */
export function toast(sentence, tone = "") {
  const region = document.getElementById("toasts");
  const told = h("p", { class: `toast ${tone}` }, sentence);
  region.append(told);
  setTimeout(() => told.remove(), TOAST_MILLIS);
}

const TOAST_MILLIS = 7000;
