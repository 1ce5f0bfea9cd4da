/**
 * Builds elements, and brings a page that stands to what it should be while focus, scroll and what was typed stay.
 * No markup is ever made from text, so nothing that arrives can become an element.
 */

const SVG = "http://www.w3.org/2000/svg";
const HANDLERS = ["onclick", "oninput", "onchange", "onkeydown", "onsubmit", "onscroll", "onclose"];
const PROPERTIES = ["value", "checked", "indeterminate"];

/** An HTML element. Attributes that are null or false are left out; handlers are functions. */
export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes ?? {}, children);
}

/** An SVG element. */
export function s(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes ?? {}, children);
}

/** Several nodes side by side. */
export function all(...children) {
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(children));
  return fragment;
}

function fill(element, attributes, children) {
  element.append(...nodes(children));
  for (const [name, value] of Object.entries(attributes)) {
    set(element, name, value);
  }
  return element;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (HANDLERS.includes(name) || PROPERTIES.includes(name)) {
    element[name] = value;
  } else if (name === "style") {
    // Through the object model: a strict content security policy forbids the attribute.
    Object.assign(element.style, value);
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

/** Makes the children of an element those given, changing only what differs. */
export function show(element, ...children) {
  const wanted = element.cloneNode(false);
  wanted.append(...nodes(children));
  reconcile(element, wanted);
}

function key(node) {
  return node.dataset?.key;
}

function morph(standing, wanted) {
  if (standing.nodeName !== wanted.nodeName) {
    standing.replaceWith(wanted);
  } else if (standing.nodeType === Node.TEXT_NODE) {
    if (standing.data !== wanted.data) {
      standing.data = wanted.data;
    }
  } else if (!("own" in standing.dataset)) {
    // What is marked as its own belongs to a list or a chart that keeps itself.
    attributes(standing, wanted);
    reconcile(standing, wanted);
  }
}

function attributes(standing, wanted) {
  for (const { name, value } of wanted.attributes) {
    if (name !== "style" && standing.getAttribute(name) !== value) {
      standing.setAttribute(name, value);
    }
  }
  for (const { name } of [...standing.attributes]) {
    if (name !== "style" && !keepsItself(standing, name) && !wanted.hasAttribute(name)) {
      standing.removeAttribute(name);
    }
  }
  if (standing.style.cssText !== wanted.style.cssText) {
    standing.style.cssText = wanted.style.cssText;
  }
  HANDLERS.forEach((name) => (standing[name] = wanted[name]));
  PROPERTIES.forEach((name) => property(standing, wanted, name));
}

/** What the reader opened stays open. */
function keepsItself(element, attribute) {
  return attribute === "open" && ["DETAILS", "DIALOG"].includes(element.nodeName);
}

function property(standing, wanted, name) {
  const typing = name === "value" && standing === document.activeElement;
  if (name in standing && !typing && standing[name] !== wanted[name]) {
    standing[name] = wanted[name];
  }
}

function reconcile(standing, wanted) {
  const keyed = new Map([...standing.children].filter(key).map((child) => [key(child), child]));
  let at = standing.firstChild;
  for (const next of [...wanted.childNodes]) {
    const match = key(next) ? keyed.get(key(next)) : at && !key(at) ? at : null;
    if (!match) {
      standing.insertBefore(next, at);
      continue;
    }
    if (match === at) {
      at = at.nextSibling;
    } else {
      standing.insertBefore(match, at);
    }
    morph(match, next);
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}
