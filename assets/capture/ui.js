// A tiny element helper and the few parts that every screen is made of. No framework, no inline style, no markup from text.
import { SHAPES } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

function put(node, child) {
  if (Array.isArray(child)) {
    child.forEach((one) => put(node, one));
  } else if (child !== null && child !== undefined && child !== false) {
    node.append(child);
  }
}

function give(node, name, value) {
  if (name.startsWith("on") && value) {
    node.addEventListener(name.slice(2), value);
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "open" || name === "hidden" || name === "htmlFor") {
    node[name] = value;
  } else if (value === true) {
    node.setAttribute(name, "");
  } else if (value !== null && value !== undefined && value !== false) {
    node.setAttribute(name, value);
  }
}

/** An element: h("p.note", {id}, "words", child, [children]); names after dots are classes. */
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) {
    node.className = classes.join(" ");
  }
  const plain = attributes && Object.getPrototypeOf(attributes) === Object.prototype;
  if (plain) {
    Object.entries(attributes).forEach(([key, value]) => give(node, key, value));
  } else {
    put(node, attributes);
  }
  children.forEach((child) => put(node, child));
  return node;
}

/** An SVG element with attributes. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children);
  return node;
}

/** A decorative icon; the words beside it carry the meaning. */
export function icon(name, size = 20) {
  const shapes = SHAPES[name].map(([tag, attributes]) => svg(tag, attributes));
  const frame = { class: "glyph", width: size, height: size, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" };
  return svg("svg", frame, ...shapes);
}

/** A button that does something: button("Lưu", act, {kind: "primary", icon: "check"}). */
export function button(words, act, { kind = "", icon: sign = "", ...rest } = {}) {
  return h(`button.btn${kind && `.btn-${kind}`}`, { type: "button", onclick: act, ...rest }, sign && icon(sign), h("span", words));
}

/** A link inside the app that looks like a button. */
export function linkButton(words, href, { kind = "", icon: sign = "", ...rest } = {}) {
  return h(`a.btn${kind && `.btn-${kind}`}`, { href, ...rest }, sign && icon(sign), h("span", words));
}

const SIGNS = { ok: "circle-check", warn: "triangle-alert", bad: "triangle-alert", info: "info" };

/** A notice: kind ok, warn, bad or info; a title in words and what to do. */
export function alert(kind, title, ...content) {
  return h(`div.alert.kind-${kind}`, { role: kind === "bad" ? "alert" : null }, icon(SIGNS[kind]), h("div.alert-body", h("p.alert-title", title), content));
}

/** A small mark with words. */
export function badge(kind, words) {
  return h(`span.badge.kind-${kind}`, words);
}

/** A labelled box; help and error are tied to it for screen readers. */
export function field(words, control, { help = "", error = "", needed = true } = {}) {
  const id = control.id;
  const parts = [help && h("p.field-help", { id: `${id}-help` }, help), error && h("p.field-error", { id: `${id}-error`, role: "alert" }, error)].filter(Boolean);
  if (parts.length) {
    control.setAttribute("aria-describedby", parts.map((part) => part.id).join(" "));
  }
  control.setAttribute("aria-invalid", String(Boolean(error)));
  return h("div.field", h("label", { htmlFor: id }, words, !needed && h("span.field-optional", " (nếu có)")), parts[0] && help ? parts[0] : null, control, error && parts.at(-1));
}

/** A number with − and +; set(value) writes it without telling, change hears what people do. */
export function stepper(id, words, value, change, { min = 0, max = 9999, letter = "" } = {}) {
  const box = h("input", { id, type: "number", inputmode: "numeric", min, max, step: 1, autocomplete: "off", value: value === null ? "" : String(value) });
  const read = () => (box.value.trim() === "" ? null : Math.trunc(Number(box.value)));
  const step = (by) => {
    box.value = String(Math.min(max, Math.max(min, (read() ?? 0) + by)));
    change(read());
  };
  box.addEventListener("input", () => change(read()));
  const node = h(
    "div.count",
    h("label", { htmlFor: id }, words, letter && h("span.letter", ` (${letter})`)),
    h(
      "div.stepper",
      h("button.step", { type: "button", "aria-label": `Bớt 1: ${words}`, onclick: () => step(-1) }, icon("minus", 22)),
      box,
      h("button.step", { type: "button", "aria-label": `Thêm 1: ${words}`, onclick: () => step(1) }, icon("plus", 22)),
    ),
  );
  return { node, box, read, set: (next) => { box.value = next === null ? "" : String(next); } };
}

/** Radio buttons as large targets: choices are [value, words]. */
export function picks(name, legend, choices, chosen, change, { hideLegend = false, kind = "" } = {}) {
  return h(
    `fieldset.picks${kind && `.${kind}`}`,
    h(hideLegend ? "legend.visually-hidden" : "legend", legend),
    h(
      "div.picks-row",
      choices.map(([value, words]) => {
        const box = h("input", { type: "radio", name, value: String(value), checked: value === chosen, onchange: () => change(value) });
        return h("label", box, h("span", words));
      }),
    ),
  );
}

/** Replace what a node holds; the focus stays on the element of the same id. */
export function swap(node, ...children) {
  const kept = node.contains(document.activeElement) ? document.activeElement.id : "";
  node.replaceChildren();
  children.forEach((child) => put(node, child));
  if (kept) {
    document.getElementById(kept)?.focus({ preventScroll: true });
  }
}

let speaker = null;

/** Where say() speaks: one polite live region of the page. */
export function speakThrough(node) {
  speaker = node;
}

/** Say something to everybody: seen at the bottom for a while, heard by screen readers. */
export function say(words, kind = "info") {
  speaker.className = `toast kind-${kind}`;
  speaker.textContent = words;
  clearTimeout(speaker.timer);
  speaker.timer = setTimeout(() => {
    speaker.textContent = "";
    speaker.className = "toast";
  }, 4000);
}

/** Ask in a dialog; resolves true when people agree. The browser keeps the focus inside and gives it back. */
export function ask({ title, body, yes, no = "Thôi", kind = "primary" }) {
  return new Promise((done) => {
    const heading = h("h2", { id: "hoi-tieu-de" }, title);
    const dialog = h("dialog.ask", { "aria-labelledby": "hoi-tieu-de" }, heading, [].concat(body).map((line) => (typeof line === "string" ? h("p", line) : line)));
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      done(answer);
    };
    dialog.append(h("div.ask-buttons", button(no, () => close(false)), button(yes, () => close(true), { kind })));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** An error in words for people; the browser's own about a full phone is in English. */
function wordsOf({ name, message }) {
  if (name === "QuotaExceededError") {
    return "Máy hết chỗ để lưu. Xóa bớt ảnh, video khác trên máy rồi thử lại.";
  }
  return message || "Việc này không làm được. Hãy thử lại.";
}

/** Run work behind a button: it is out of reach meanwhile, and a failure is said in its own words. */
export async function busy(control, work) {
  control.disabled = true;
  control.setAttribute("aria-busy", "true");
  try {
    return await work();
  } catch (error) {
    say(wordsOf(error), "bad");
    return undefined;
  } finally {
    control.disabled = false;
    control.removeAttribute("aria-busy");
  }
}

/** Hand a file to the person. */
export function save(blob, name) {
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
