// Signatures of records and of the server's answers (HMAC-SHA256), digests, and the text both sides sign on site.
const encoder = new TextEncoder();

export const bytesOf = (text) => encoder.encode(text);

export function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** SHA-256 of a text (as UTF-8) or of bytes, in hex. */
export async function sha256(content) {
  return hex(await crypto.subtle.digest("SHA-256", typeof content === "string" ? bytesOf(content) : content));
}

/** The phone's signature under the exact text of a record. */
export async function sign(key, body) {
  return hex(await crypto.subtle.sign("HMAC", key, bytesOf(body)));
}

/** Whether an answer was signed by the server for this very request (its nonce). */
export function isFromServer(key, nonce, answer, mac) {
  if (!/^[0-9a-f]{64}$/.test(mac ?? "")) {
    return Promise.resolve(false);
  }
  const before = bytesOf(`${nonce}\n`);
  const message = new Uint8Array(before.length + answer.byteLength);
  message.set(before);
  message.set(new Uint8Array(answer), before.length);
  return crypto.subtle.verify("HMAC", key, unhex(mac), message);
}

const PARTS = ["present", "on_duty_away", "in_meeting", "at_grassroots", "on_leave", "sick", "maternity", "unexcused"];
const VIETNAM = 7 * 60 * 60 * 1000; // no summer time since 1975

const hourInVietnam = (iso) => new Date(Date.parse(iso) + VIETNAM).toISOString().slice(11, 16);
const oneLine = (note) => (note ?? "").normalize("NFC").replace(/\r\n|\r|\n/g, " ").trim();

function headcountLine(content) {
  return ["DD", hourInVietnam(content.counted_at), ...PARTS.map((part) => content[part])].join("|");
}

function observationLine(code, { n, k, not_applicable, severity, note }) {
  return [code, n, k, not_applicable ? 1 : 0, severity, oneLine(note)].join("|");
}

/**
 * What the signatures on site stand under: the head-count, then each finding by code, a line each.
 * The server makes the same text (evaluations/rules/signing.py).
 * @param headcount the content of the head-count, or null
 * @param observations [code, content] pairs in any order
 */
export function signedText(headcount, observations) {
  const byCode = [...observations].sort(([a], [b]) => (a < b ? -1 : 1));
  return [...(headcount ? [headcountLine(headcount)] : []), ...byCode.map(([code, content]) => observationLine(code, content))].join("\n");
}

const NO_FINDING = /^(start|headcount|finish|photo:.*|signature:.*)$/;

/** The text to sign for what stands in a visit (a Map of subjects). */
export function textOf(stands) {
  const findings = [...stands].filter(([subject]) => !NO_FINDING.test(subject)).map(([code, { content }]) => [code, content]);
  return signedText(stands.get("headcount")?.content ?? null, findings);
}
