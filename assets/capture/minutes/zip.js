// The smallest zip that every office program reads: stored entries, one after another, then the directory.
const encoder = new TextEncoder();
const DAY_ONE = 0x21; // 1 January 1980: the same content gives the same bytes

const TABLE = Uint32Array.from({ length: 256 }, (_none, start) => {
  let sum = start;
  for (let bit = 0; bit < 8; bit += 1) {
    sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
  }
  return sum;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Numbers as little-endian bytes: [value, width] pairs. */
function packed(...fields) {
  return Uint8Array.from(fields.flatMap(([value, width]) => Array.from({ length: width }, (_none, at) => (value >>> (8 * at)) & 0xff)));
}

function common(name, bytes) {
  // version 2.0, names in UTF-8, stored
  return [[20, 2], [0x0800, 2], [0, 2], [0, 2], [DAY_ONE, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
}

/** A zip of [name, text or bytes] entries, as a Blob of the given type. */
export function zip(entries, type = "application/zip") {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [path, content] of entries) {
    const name = encoder.encode(path);
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    const head = packed([0x04034b50, 4], ...common(name, bytes));
    directory.push(packed([0x02014b50, 4], [20, 2], ...common(name, bytes), [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]), name);
    parts.push(head, name, bytes);
    offset += head.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = packed([0x06054b50, 4], [0, 2], [0, 2], [entries.length, 2], [entries.length, 2], [size, 4], [offset, 4], [0, 2]);
  return new Blob([...parts, ...directory, end], { type });
}
