// The minutes as a .docx made on the phone: the same blocks as the page, in WordprocessingML.
import { DRAFT_MARK, placeAndDay } from "./content.js";
import { boundsOf } from "./html.js";
import { zip } from "./zip.js";

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MM = 56.7; // twentieths of a point
const LINE = 165; // mm between the margins
const EMU = 9525; // per pixel
const SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';
const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML 1.0 has no place for control characters
const escaped = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => ESCAPES[sign]);
const mm = (length) => Math.round(length * MM);

function run(text, { bold = false, italic = false, size = 13, font = "" } = {}) {
  const look = `${font && `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}"/>`}${bold ? "<w:b/>" : ""}${italic ? "<w:i/>" : ""}<w:sz w:val="${size * 2}"/>`;
  const lines = text.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:r><w:rPr>${look}</w:rPr>${lines.join("<w:br/>")}</w:r>`;
}

function paragraph(content, { align = "left", indent = 0, before = 0, after = 4, keep = false, style = "" } = {}) {
  const look = `${style && `<w:pStyle w:val="${style}"/>`}${keep ? "<w:keepNext/><w:keepLines/>" : ""}<w:spacing w:before="${before * 20}" w:after="${after * 20}"/><w:ind w:firstLine="${mm(indent)}"/><w:jc w:val="${align}"/>`;
  return `<w:p><w:pPr>${look}</w:pPr>${content}</w:p>`;
}

const rule = (width) => `<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr><w:spacing w:after="60" w:line="120" w:lineRule="exact"/><w:ind w:left="${mm((width[0] - width[1]) / 2)}" w:right="${mm((width[0] - width[1]) / 2)}"/></w:pPr></w:p>`;

function grid(widths, rows, { lines = true } = {}) {
  const edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="${lines ? "single" : "nil"}" w:sz="4" w:space="0" w:color="000000"/>`).join("");
  const columns = widths.map((width) => `<w:gridCol w:w="${mm(width)}"/>`).join("");
  return `<w:tbl><w:tblPr><w:tblW w:w="${mm(widths.reduce((sum, width) => sum + width, 0))}" w:type="dxa"/><w:tblBorders>${edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${columns}</w:tblGrid>${rows.join("")}</w:tbl>`;
}

const cell = (width, content) => `<w:tc><w:tcPr><w:tcW w:w="${mm(width)}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
const row = (cells, { head = false } = {}) => `<w:tr><w:trPr><w:cantSplit/>${head ? "<w:tblHeader/>" : ""}</w:trPr>${cells.join("")}</w:tr>`;

function letterhead(head) {
  const [left, right] = [72, 93];
  const middle = (text, look = {}) => paragraph(run(text, { size: 12, ...look }), { align: "center", after: 0 });
  const issuer = middle(head.parent) + middle(head.issuer, { bold: true }) + rule([left, 26]) + middle(head.number ? `Số: ${head.number}` : "Số:\u2003\u2003/BB", { size: 13 });
  const country = middle("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", { bold: true }) + middle("Độc lập - Tự do - Hạnh phúc", { bold: true, size: 13 }) + rule([right, 56]) + middle(placeAndDay(head), { italic: true, size: 13 });
  return grid([left, right], [row([cell(left, issuer), cell(right, country)])], { lines: false });
}

const KINDS = {
  heading: ({ text, level }) => paragraph(run(text, { bold: true, italic: level === 2 }), { before: 6, keep: true, style: `Heading${level}` }),
  paragraph: ({ text, mark }) => paragraph(run(mark ? `${mark} ${text}` : text), { align: "both", indent: 10 }),
  table: tableXml,
  small: ({ text }) => paragraph(run(text, { italic: true, size: 11 }), { before: 6 }),
  signatures: () => "",
};

function tableXml({ labels, widths, rows, numbers, fixed, emphasised }) {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const wide = widths.map((width) => (width * LINE) / total);
  const words = (text, column, bold) => cell(wide[column], paragraph(run(text, { bold, size: fixed.includes(column) ? 9 : 11, font: fixed.includes(column) ? "Courier New" : "" }), { align: numbers.includes(column) ? "right" : "left", after: 1 }));
  const head = row(labels.map((label, column) => cell(wide[column], paragraph(run(label, { bold: true, size: 11 }), { align: "center", after: 1 }))), { head: true });
  return grid(wide, [head, ...rows.map((one, place) => row(one.map((text, column) => words(text, column, emphasised.includes(place)))))]) + paragraph("", { after: 2 });
}

function signersXml(signers, pictures) {
  const wide = LINE / signers.length;
  const middle = (content, more = {}) => paragraph(content, { align: "center", after: 2, keep: true, ...more });
  const one = (signer, place) => {
    const drawn = signer.remark ? middle(run(signer.remark, { italic: true })) : pictures[place] ? middle(pictureXml(place, pictures[place])) : middle("", { before: 60 });
    return cell(wide, middle(run(signer.capacity, { bold: true })) + drawn + middle(run(signer.name, { bold: true })) + (signer.post ? middle(run(signer.post)) : ""));
  };
  return grid(signers.map(() => wide), [row(signers.map(one))], { lines: false });
}

function pictureXml(place, { width, height }) {
  const scale = Math.min(1, 200 / width, 90 / height);
  const size = `cx="${Math.round(width * scale * EMU)}" cy="${Math.round(height * scale * EMU)}"`;
  const fill = `<pic:blipFill><a:blip r:embed="rIdSign${place}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`;
  const shape = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`;
  const picture = `<pic:pic><pic:nvPicPr><pic:cNvPr id="${place + 1}" name="chu-ky-${place}.png"/><pic:cNvPicPr/></pic:nvPicPr>${fill}${shape}</pic:pic>`;
  return `<w:r><w:drawing><wp:inline><wp:extent ${size}/><wp:docPr id="${place + 1}" name="Chữ ký ${place + 1}" descr="Chữ ký"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

/** Strokes as a PNG: {bytes, width, height}, or null where nothing was drawn. */
async function picture({ strokes, remark }) {
  if (remark || !strokes.length) {
    return null;
  }
  const box = boundsOf(strokes);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.ceil(box.width * 2), height: Math.ceil(box.height * 2) });
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.translate(-box.x, -box.y);
  Object.assign(context, { lineWidth: 2.5, lineCap: "round", lineJoin: "round", strokeStyle: "#10233f" });
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(([x, y]) => context.lineTo(x, y));
    context.stroke();
  }
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width: box.width, height: box.height };
}

/** The paper as a .docx Blob. */
export async function docx(paper) {
  const signers = paper.blocks.find((block) => block.block === "signatures")?.signers ?? [];
  const pictures = await Promise.all(signers.map(picture));
  const blocks = [...paper.blocks, ...paper.tail].map((block) => (block.block === "signatures" ? signersXml(block.signers, pictures) : KINDS[block.block](block)));
  const middle = (text, look, more) => paragraph(run(text, look), { align: "center", ...more });
  const body = [
    middle(DRAFT_MARK, { bold: true, size: 11 }, { after: 6 }),
    letterhead(paper.letterhead),
    middle(paper.title, { bold: true, size: 14 }, { before: 12, after: 0 }),
    middle(paper.subtitle, { bold: true, size: 14 }, { after: 2 }),
    rule([LINE, 40]),
    ...paper.legal_lines.map((line) => paragraph(run(line, { italic: true }), { align: "both", indent: 10 })),
    ...blocks,
  ].join("");
  return zip(parts(body, pictures), TYPE);
}

function parts(body, pictures) {
  const drawn = pictures.flatMap((one, place) => (one ? [[place, one.bytes]] : []));
  const margins = `<w:pgSz w:w="${mm(210)}" w:h="${mm(297)}"/><w:pgMar w:top="${mm(20)}" w:bottom="${mm(20)}" w:left="${mm(30)}" w:right="${mm(15)}" w:header="${mm(10)}" w:footer="${mm(10)}" w:gutter="0"/>`;
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rIdHead"/>${margins}<w:titlePg/></w:sectPr>`;
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (list) => `${PROLOGUE}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
  const override = (part, type) => `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`;
  return [
    ["[Content_Types].xml", `${PROLOGUE}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>${override("document", "document.main")}${override("styles", "styles")}${override("header", "header")}</Types>`],
    ["_rels/.rels", relations([relation("rIdMain", "officeDocument", "word/document.xml")])],
    ["word/_rels/document.xml.rels", relations([relation("rIdStyles", "styles", "styles.xml"), relation("rIdHead", "header", "header.xml"), ...drawn.map(([place]) => relation(`rIdSign${place}`, "image", `media/chu-ky-${place}.png`))])],
    ["word/document.xml", `${PROLOGUE}<w:document ${SPACES}><w:body>${body}${section}</w:body></w:document>`],
    ["word/header.xml", `${PROLOGUE}<w:hdr ${SPACES}>${paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', { align: "center" })}</w:hdr>`],
    ["word/styles.xml", styles()],
    ...drawn.map(([place, bytes]) => [`word/media/chu-ky-${place}.png`, bytes]),
  ];
}

function styles() {
  const font = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>';
  const level = (number) => `<w:style w:type="paragraph" w:styleId="Heading${number}"><w:name w:val="heading ${number}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:outlineLvl w:val="${number - 1}"/></w:pPr></w:style>`;
  return `${PROLOGUE}<w:styles ${SPACES}><w:docDefaults><w:rPrDefault><w:rPr>${font}<w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${level(1)}${level(2)}</w:styles>`;
}
