// A pad to sign on: strokes with their time, kept as they were drawn.
import { button, h } from "../ui.js";
import { strokesNode } from "../minutes/html.js";

const LEAST_POINTS = 8; // fewer is a touch by accident

/** {node, strokes(), size(), isDrawn()}; strokes are [[x, y, ms since the first touch], …]. */
export function openPad(label) {
  const strokes = [];
  let begun = 0;
  let open = null;
  const canvas = h("canvas.pad", { role: "img", "aria-label": `${label}: ký bằng ngón tay vào ô này` });
  const size = () => ({ width: Math.round(canvas.clientWidth), height: Math.round(canvas.clientHeight) });

  const pen = () => {
    const sharp = window.devicePixelRatio || 1;
    const { width, height } = size();
    if (canvas.width !== Math.round(width * sharp)) {
      Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
    }
    const context = canvas.getContext("2d");
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    Object.assign(context, { lineWidth: 2.5, lineCap: "round", lineJoin: "round", strokeStyle: "#10233f" });
    return context;
  };
  const redraw = () => {
    const context = pen();
    context.clearRect(0, 0, canvas.width, canvas.height);
    strokes.forEach((stroke) => {
      context.beginPath();
      stroke.forEach(([x, y]) => context.lineTo(x, y));
      context.stroke();
    });
    tools.forEach((tool) => { tool.disabled = strokes.length === 0; });
  };
  const point = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [Math.round((event.clientX - frame.left) * 10) / 10, Math.round((event.clientY - frame.top) * 10) / 10, Math.round(event.timeStamp - begun)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    begun ||= event.timeStamp;
    open = [point(event)];
    strokes.push(open);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!open) {
      return;
    }
    const context = pen();
    context.beginPath();
    context.moveTo(...open.at(-1));
    for (const one of event.getCoalescedEvents?.() ?? [event]) {
      open.push(point(one));
      context.lineTo(...open.at(-1));
    }
    context.stroke();
  });
  const lift = () => {
    open = null;
    redraw();
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  const tools = [
    button("Bỏ nét cuối", () => { strokes.pop(); redraw(); }, { icon: "undo-2", disabled: true }),
    button("Ký lại từ đầu", () => { strokes.length = 0; begun = 0; redraw(); }, { icon: "x", disabled: true }),
  ];
  return { node: h("div.pad-part", h("div.pad-frame", canvas), h("div.pair", tools)), strokes: () => strokes, size, isDrawn: () => strokes.reduce((sum, stroke) => sum + stroke.length, 0) >= LEAST_POINTS };
}

/** A signature as it was recorded, to look at. */
export const drawn = (content) => (content.way === "drawn" ? strokesNode(content) : h("p", `Từ chối ký. Lý do: ${content.reason}. Người làm chứng: ${[content.witness_name, content.witness_post].filter(Boolean).join(", ")}.`));
