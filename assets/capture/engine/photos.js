// Photographs: decoded, shrunk and drawn anew, so that nothing but the picture is left (no place, no time, no
// phone), then hashed before anything else happens to them.
const LONGEST_SIDE = 1600; // px
const QUALITY = 0.8;
const TYPE = "image/jpeg";

/** Decode a picture file the right way up, at most 1600 px long, onto a canvas. */
export async function decodePhoto(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Error("Máy không đọc được ảnh này. Hãy chụp lại hoặc chọn ảnh JPEG, PNG.");
  });
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // JPEG has no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** The picture on a canvas as it will be kept: {blob, width, height}. */
export async function canvasToPhoto(canvas) {
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, TYPE, QUALITY));
  if (!blob) {
    throw new Error("Máy không lưu được ảnh này. Hãy chụp lại.");
  }
  return { blob, width: canvas.width, height: canvas.height };
}

export const shrinkPhoto = async (file) => canvasToPhoto(await decodePhoto(file));

/** The photograph fit to be kept: as handed over if it is small and bare, else drawn anew. */
export async function barePhoto({ blob, width, height }) {
  const isSmall = Math.max(width, height) <= LONGEST_SIDE;
  if (isSmall && blob.type === TYPE && isBare(new Uint8Array(await blob.arrayBuffer()))) {
    return { blob, width, height };
  }
  return shrinkPhoto(blob);
}

const START = 0xd8;
const SCAN = 0xda;
const MARKS = new Set([...Array.from({ length: 15 }, (_, i) => 0xe1 + i), 0xfe]); // APP1 to APP15, comment

/** Browsers put the colours of the canvas into what they compress; the profile says nothing of place or time. */
const isColourProfile = (bytes, at) => bytes[at + 1] === 0xe2 && new TextDecoder("latin1").decode(bytes.subarray(at + 4, at + 16)) === "ICC_PROFILE\0";

/** Whether a JPEG carries no segment that may hold a place, a time or a text. */
export function isBare(bytes) {
  if (bytes[0] !== 0xff || bytes[1] !== START) {
    return false;
  }
  for (let at = 2; at + 3 < bytes.length && bytes[at] === 0xff; ) {
    const kind = bytes[at + 1];
    if (kind === SCAN) {
      return true;
    }
    if (MARKS.has(kind) && !isColourProfile(bytes, at)) {
      return false;
    }
    at += 2 + bytes[at + 2] * 256 + bytes[at + 3];
  }
  return false;
}
