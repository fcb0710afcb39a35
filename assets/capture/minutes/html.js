// The minutes as a page: what is read back on site, printed, or saved as PDF by the browser.
import { h, svg } from "../ui.js";
import { DRAFT_MARK, placeAndDay } from "./content.js";

/** The paper as an element. */
export function paperNode(paper) {
  return h(
    "article.paper",
    { lang: "vi" },
    h("p.draft-mark", DRAFT_MARK),
    letterhead(paper.letterhead),
    h("h2.paper-title", paper.title),
    h("p.paper-subtitle", paper.subtitle),
    h("div.paper-rule"),
    paper.legal_lines.map((line) => h("p.paper-base", line)),
    [...paper.blocks, ...paper.tail].map(blockNode),
  );
}

function letterhead(head) {
  return h(
    "div.paper-head",
    h("div", h("p", head.parent), h("p.strong", head.issuer), h("div.paper-rule.is-short"), h("p", head.number ? `Số: ${head.number}` : "Số:\u2003\u2003/BB")),
    h("div", h("p.strong", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), h("p.strong", "Độc lập - Tự do - Hạnh phúc"), h("div.paper-rule"), h("p.paper-place", placeAndDay(head))),
  );
}

const KINDS = {
  heading: ({ text, level }) => h(level === 1 ? "h3" : "h4", text),
  paragraph: ({ text, mark }) => h("p.paper-text", mark && `${mark} `, text),
  table: tableNode,
  signatures: ({ signers }) => h("div.paper-signers", signers.map(signerNode)),
  small: ({ text }) => h("p.paper-small", text),
};

const blockNode = (block) => KINDS[block.block](block);

function tableNode({ labels, rows, numbers, fixed, emphasised, caption, widths }) {
  const kind = (column) => [numbers.includes(column) && "num", fixed.includes(column) && "digest"].filter(Boolean).join(" ") || null;
  const total = widths.reduce((sum, width) => sum + width, 0);
  return h(
    `div.paper-table${labels.length > 2 ? ".is-wide" : ""}`,
    { tabindex: 0, role: "region", "aria-label": caption },
    h(
      "table",
      h("caption.visually-hidden", caption),
      h("colgroup", widths.map((width) => h("col", { width: `${Math.round((100 * width) / total)}%` }))),
      h("thead", h("tr", labels.map((label) => h("th", { scope: "col" }, label)))),
      h("tbody", rows.map((row, place) => h("tr", { class: emphasised.includes(place) ? "strong" : null }, row.map((words, column) => h("td", { class: kind(column), "data-label": labels[column] }, words))))),
    ),
  );
}

function signerNode(signer) {
  return h(
    "div.paper-signer",
    h("p.strong", signer.capacity.split("\n").flatMap((line, place) => (place ? [h("br"), line] : [line]))),
    h("div.paper-sign", signer.remark ? h("p.paper-remark", signer.remark) : signer.strokes.length ? strokesNode(signer) : null),
    h("p.strong", signer.name),
    signer.post && h("p", signer.post),
  );
}

/** A drawn signature, cut to what was drawn. */
export function strokesNode({ strokes, name = "" }) {
  const box = boundsOf(strokes);
  const lines = strokes.map((stroke) => svg("polyline", { points: stroke.map(([x, y]) => `${x},${y}`).join(" "), fill: "none", stroke: "#10233f", "stroke-width": 2.5, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  return svg("svg", { class: "signature", viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`, role: "img", "aria-label": name ? `Chữ ký của ${name}` : "Chữ ký" }, ...lines);
}

/** The box around strokes, with a margin. */
export function boundsOf(strokes) {
  const points = strokes.flat();
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs) - 6, Math.min(...ys) - 6];
  return { x, y, width: Math.max(...xs) - x + 6, height: Math.max(...ys) - y + 6 };
}
