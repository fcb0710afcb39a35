// The phone app of inspectors: opens the engine, reads the address after #, shows one screen at a time.
import { openEngine } from "./engine/index.js";
import { Keeper } from "./keeping.js";
import * as courtesy from "./screens/courtesy.js";
import * as calls from "./screens/calls.js";
import * as criterion from "./screens/criterion.js";
import * as headcount from "./screens/headcount.js";
import * as lock from "./screens/lock.js";
import * as minutes from "./screens/minutes.js";
import * as queue from "./screens/queue.js";
import * as signing from "./screens/signing.js";
import * as visit from "./screens/visit.js";
import * as visits from "./screens/visits.js";
import { topLine } from "./top.js";
import { alert, button, h, say, speakThrough } from "./ui.js";

const ROUTES = [
  [/^$/, visits],
  [/^hang-cho$/, queue],
  [/^k\/([\w-]+)$/, visit],
  [/^k\/([\w-]+)\/diem-danh$/, headcount],
  [/^k\/([\w-]+)\/giao-dich$/, courtesy],
  [/^k\/([\w-]+)\/goi-thu$/, calls],
  [/^k\/([\w-]+)\/bien-ban$/, minutes],
  [/^k\/([\w-]+)\/ky$/, signing],
  [/^k\/([\w-]+)\/tc\/([^/]+)$/, criterion],
];

const DRAW_AFTER = 150; // ms

const root = document.getElementById("ung-dung");
const urls = root.dataset;
const top = h("header.top");
const main = h("main.screen", { id: "noi-dung", tabindex: "-1" });
const bar = h("div.bar", { hidden: true });
const toast = h("div.toast", { role: "status", "aria-live": "polite" });
speakThrough(toast);

const app = { engine: null, keeper: null, urls, memory: new Map(), agreed: new Set(), go: (hash) => { location.hash = hash; } };
let current = null;
let shown = 0;
let drawing = 0;
const places = new Map();

function find(hash) {
  const path = decodeURIComponent(hash.replace(/^#\/?/, ""));
  for (const [pattern, screen] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return [screen, match.slice(1)];
    }
  }
  return [visits, []];
}

function place(view, hash, moved) {
  document.title = `${view.title} · Ghi nhận tại chỗ`;
  main.replaceChildren(view.node);
  bar.replaceChildren(...[].concat(view.bar ?? []));
  bar.hidden = !view.bar;
  document.body.classList.toggle("has-bar", Boolean(view.bar));
  drawTop(view);
  if (moved) {
    window.scrollTo(0, places.get(hash) ?? 0);
    main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

function broken(error) {
  const again = button("Thử lại", () => location.reload(), { kind: "primary" });
  return { title: "Có lỗi", node: h("div", h("h1", { tabindex: "-1" }, "Màn hình này chưa mở được"), alert("bad", error.message || "Có lỗi khi đọc dữ liệu trên máy.", h("p", "Dữ liệu đã ghi vẫn nằm trên máy.")), again) };
}

/** Show the screen of the address; moved is false when the same screen is drawn anew. */
async function render(moved = true) {
  const turn = ++shown;
  const { hash } = location;
  const [screen, words] = app.engine.state.locked ? [lock, []] : find(hash);
  let view;
  try {
    view = await screen.show(app, ...words);
  } catch (error) {
    view = broken(error);
  }
  if (turn !== shown) {
    return;
  }
  current = { ...view, hash, screen };
  place(view, hash, moved);
}

async function move() {
  if (current) {
    places.set(current.hash, window.scrollY);
    await app.keeper.flushAll();
    current.leave?.();
  }
  await render();
}

/** Draw the line at the top; untouched while it says the same, so that nothing is read out twice. */
function drawTop(view) {
  const parts = topLine(app, view);
  const said = parts.map((part) => part.outerHTML).join("");
  if (said !== top.said) {
    top.said = said;
    top.replaceChildren(...parts);
  }
}

/**
 * What changed is shown a little later and once, so that a tap is never behind a drawing; only "all sent" is taken
 * back at once, for it must not stand a moment longer than it is true.
 */
function refresh() {
  if (current && app.engine.state.locked !== (current.screen === lock)) {
    render();
  } else {
    if (current && !top.querySelector(".is-waiting")) {
      drawTop(current);
    }
    drawing ||= setTimeout(() => {
      drawing = 0;
      if (current) {
        drawTop(current);
        current.refresh?.();
      }
    }, DRAW_AFTER);
  }
}

app.redraw = () => render(false);

async function begin() {
  root.replaceChildren(h("a.skip-link", { href: "#noi-dung", onclick: (event) => { event.preventDefault(); main.focus(); } }, "Đến nội dung chính"), top, main, bar, toast);
  app.engine = await openEngine();
  app.keeper = new Keeper(app.engine, (...what) => {
    if (what[2]) {
      say(`Chưa lưu được trên máy: ${what[2]}`, "bad");
    }
    current?.stored?.(...what);
  });
  app.engine.subscribe(refresh);
  window.addEventListener("hashchange", move);
  await render();
  root.dataset.ready = "yes";
  performance.mark("usable");
}

begin().catch((error) => {
  root.replaceChildren(h("main.screen", alert("bad", "Ứng dụng chưa mở được trên máy này", h("p", error.message), h("p", "Bản ghi đã lưu không mất. Hãy mở lại trang; nếu vẫn lỗi, dùng ", h("a", { href: urls.plain }, "trang ghi nhận thông thường"), " khi có mạng.")), button("Mở lại trang", () => location.reload(), { kind: "primary" })));
});
