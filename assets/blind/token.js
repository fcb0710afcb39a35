// A token that is signed without being seen, the browser's half (RFC 9474, RSABSSA-SHA384-PSS-Deterministic;
// the server's is core/blind.py). A random token is blinded, signed by the portal, unblinded, and later shown
// with its signature, in which the portal recognises its key but not the signing.
import { RSABSSA } from "@cloudflare/blindrsa-ts";

const suite = RSABSSA.SHA384.PSS.Deterministic();
const encode = (bytes) => btoa(String.fromCharCode(...bytes));
const decode = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));

// A browser that has what this takes, at an address that lets it.
export const canBlind = () => Boolean(window.isSecureContext && crypto.subtle && typeof BigInt === "function");

// The portal's public key, SPKI in base64.
export const importKey = (spki) =>
  crypto.subtle.importKey("spki", decode(spki), { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);

// A fresh token with what is sent to be signed, and what takes the blinding off; all text, to be kept.
export const blindToken = async (key) => {
  const token = crypto.getRandomValues(new Uint8Array(32));
  const { blindedMsg, inv } = await suite.blind(key, suite.prepare(token));
  return { token: hex(token), inverse: encode(inv), blinded: encode(blindedMsg) };
};

// The signature on the token itself; throws unless it is the key's own.
export const unblind = async (key, { token, inverse }, signature) =>
  encode(await suite.finalize(key, suite.prepare(fromHex(token)), decode(signature), decode(inverse)));

// JSON there and back; what the portal refuses comes with its words and is no exception.
export const post = async (url, content, options) => {
  const answer = await fetch(url, {
    method: "POST",
    body: JSON.stringify(content),
    redirect: "error",
    referrerPolicy: "no-referrer",
    cache: "no-store",
    ...options,
  });
  const told = await answer.json().catch(() => ({}));
  return { ok: answer.ok, status: answer.status, told };
};
