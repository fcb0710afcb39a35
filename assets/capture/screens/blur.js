// Places of a picture made unreadable by a finger: the pixels themselves are replaced, before anything is stored.
import { button, h } from "../ui.js";

const CELLS = 4; // a covered place keeps at most this many blocks along its shorter side
const SMALLEST = 16; // pixels of the picture

/** Replace a place of the canvas by few large blocks, each the mean of what it covers. */
export function pixelate(canvas, { x, y, width, height }) {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const side = Math.max(SMALLEST, Math.ceil(Math.min(width, height) / CELLS));
  for (let top = y; top < y + height; top += side) {
    for (let left = x; left < x + width; left += side) {
      const wide = Math.min(side, x + width - left);
      const high = Math.min(side, y + height - top);
      context.fillStyle = mean(context.getImageData(left, top, wide, high).data);
      context.fillRect(left, top, wide, high);
    }
  }
}

function mean(data) {
  const sums = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    sums[0] += data[at];
    sums[1] += data[at + 1];
    sums[2] += data[at + 2];
  }
  return `rgb(${sums.map((sum) => Math.round(sum / (data.length / 4))).join(" ")})`;
}

/** A box in whole pixels inside the picture. */
function inside(canvas, box) {
  const x = Math.max(0, Math.min(canvas.width - SMALLEST, Math.round(box.x)));
  const y = Math.max(0, Math.min(canvas.height - SMALLEST, Math.round(box.y)));
  return { x, y, width: Math.min(canvas.width - x, Math.max(SMALLEST, Math.round(box.width))), height: Math.min(canvas.height - y, Math.max(SMALLEST, Math.round(box.height))) };
}

/** The tool over a canvas: {node, tools, count(), fit()}. */
export function openBlur(canvas) {
  const original = h("canvas");
  Object.assign(original, { width: canvas.width, height: canvas.height });
  original.getContext("2d").drawImage(canvas, 0, 0);
  const boxes = [];
  const told = h("p.blur-count", { role: "status" });
  const undo = button("Bỏ ô cuối", () => { boxes.pop(); draw(); }, { icon: "undo-2" });

  const draw = (open = null) => {
    const context = canvas.getContext("2d");
    context.drawImage(original, 0, 0);
    boxes.forEach((box) => pixelate(canvas, box));
    if (open) {
      context.lineWidth = Math.max(3, canvas.width / 200);
      context.strokeStyle = "#ffd166";
      context.strokeRect(open.x, open.y, open.width, open.height);
    }
    told.textContent = boxes.length ? `Đã làm mờ ${boxes.length} vùng.` : "Chưa làm mờ vùng nào.";
    undo.disabled = boxes.length === 0;
  };

  canvas.className = "blur-canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Ảnh vừa chụp, vẽ ô để làm mờ");
  canvas.setAttribute("aria-describedby", "che-cach");
  byFinger(canvas, boxes, draw);
  byKeys(canvas, boxes, draw);
  draw();
  return { node: h("div.blur-frame", canvas), tools: h("div.blur-tools", told, undo), count: () => boxes.length, fit: () => canvas.focus() };
}

function byFinger(canvas, boxes, draw) {
  let from = null;
  const at = (event) => {
    const frame = canvas.getBoundingClientRect();
    return { x: ((event.clientX - frame.left) * canvas.width) / frame.width, y: ((event.clientY - frame.top) * canvas.height) / frame.height };
  };
  const between = (a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
  canvas.addEventListener("pointerdown", (event) => {
    from = at(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => from && draw(between(from, at(event))));
  canvas.addEventListener("pointerup", (event) => {
    const box = from && between(from, at(event));
    from = null;
    if (box && box.width > 4 && box.height > 4) {
      boxes.push(inside(canvas, box));
    }
    draw();
  });
  canvas.addEventListener("pointercancel", () => {
    from = null;
    draw();
  });
}

function byKeys(canvas, boxes, draw) {
  const step = () => Math.round(canvas.width / 40);
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    const last = boxes.at(-1);
    if (event.key === "Enter") {
      const side = Math.round(Math.min(canvas.width, canvas.height) / 5);
      boxes.push(inside(canvas, { x: (canvas.width - side) / 2, y: (canvas.height - side) / 2, width: side, height: side }));
    } else if (last && moves[event.key]) {
      const [right, down] = moves[event.key];
      boxes[boxes.length - 1] = inside(canvas, { ...last, x: last.x + right * step(), y: last.y + down * step() });
    } else if (last && (event.key === "+" || event.key === "-")) {
      const by = event.key === "+" ? step() : -step();
      boxes[boxes.length - 1] = inside(canvas, { ...last, width: last.width + by, height: last.height + by });
    } else {
      return;
    }
    event.preventDefault();
    draw();
  });
}
