// Sealing what lies on the phone: AES-GCM with the device's key, a fresh IV each time, the place as additional data.
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Seal bytes for one place ("photo:<id>"): they cannot be moved to another row unnoticed. */
export async function seal(key, bytes, place) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, key, bytes);
  return { iv, data };
}

/** Open what was sealed for that place; rejects when the key is another or a byte was changed. */
export function unseal(key, { iv, data }, place) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: encoder.encode(place) }, key, data);
}

export const sealJson = (key, value, place) => seal(key, encoder.encode(JSON.stringify(value)), place);

export async function unsealJson(key, sealed, place) {
  return JSON.parse(decoder.decode(await unseal(key, sealed, place)));
}
