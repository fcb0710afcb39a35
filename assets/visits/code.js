// From the code of a visit to the rating page of its counter (docs/decisions/visit-tokens.md).
// The code goes to the portal twice: for its agency's key, and with a blinded token to be signed. The rating
// page gets the token and its signature only, in which the portal recognises its key and nothing else.
// Between the two steps the tab keeps the token, so that an answer lost on the way costs nothing.
import { blindToken, canBlind, importKey, post, unblind } from "../blind/token.js";

const root = document.querySelector("[data-vhcv-visit]");
const KEPT = "vhcv-visit";

const recall = (code) => {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  return kept?.code === code ? kept : null;
};
const remember = (kept) => sessionStorage.setItem(KEPT, JSON.stringify(kept));

const run = () => {
  const { vhcvKey: keyUrl, vhcvSign: signUrl, vhcvQuery: query } = root.dataset;
  const said = root.querySelector("[data-vhcv-said]");
  const form = root.querySelector("[data-vhcv-ask]");
  const button = form.querySelector("button");
  const choice = root.querySelector("[data-vhcv-choose]");
  const list = root.querySelector("[data-vhcv-counters]");
  const words = root.querySelector("[data-vhcv-words]").content;

  const say = (text, kind = "") => {
    said.hidden = !text;
    said.className = `notice ${kind}`;
    said.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
  };
  const word = (name) => words.querySelector(`[data-vhcv-word="${name}"]`).textContent;

  // A form and no link: the token must stand in no address.
  const open = (address, { token, signature }) => {
    const carrier = document.createElement("form");
    carrier.method = "post";
    carrier.action = address + query;
    carrier.hidden = true;
    Object.entries({ mo: "1", token, signature }).forEach(([name, value]) => {
      carrier.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    });
    document.body.append(carrier);
    carrier.submit();
  };

  const choose = (counters, kept) => {
    if (counters.length === 1) {
      open(counters[0].address, kept);
      return;
    }
    say(word(counters.length ? "ready" : "none"), counters.length ? "ok" : "warn");
    const isOnePlace = new Set(counters.map(({ place }) => place)).size === 1;
    list.replaceChildren(...counters.map(({ name, place, address }) => {
      const item = document.createElement("li");
      const pick = Object.assign(document.createElement("button"), {
        type: "button", className: "pick", textContent: isOnePlace ? name : `${name} – ${place}`,
      });
      pick.addEventListener("click", () => open(address, kept));
      item.append(pick);
      return item;
    }));
    form.hidden = true;
    choice.hidden = false;
    list.querySelector("button")?.focus();
  };

  // Kept before it is sent: the same blinded message gets the same signature again.
  const signed = async (code, spki) => {
    const kept = recall(code);
    if (kept?.signature) {
      return kept;
    }
    const key = await importKey(spki);
    const fresh = kept ?? { code, ...(await blindToken(key)) };
    remember(fresh);
    const { ok, told } = await post(signUrl, { code, blinded: fresh.blinded }, { credentials: "omit" });
    if (!ok) {
      say(told.message ?? word("lost"), "bad");
      return null;
    }
    const ready = { ...fresh, signature: await unblind(key, fresh, told.signature) };
    remember(ready);
    return ready;
  };

  const handIn = async (event) => {
    event.preventDefault();
    const code = form.elements.ma.value.replace(/[\s–-]/g, "").toUpperCase();
    if (!code) {
      say(word("empty"), "bad");
      form.elements.ma.focus();
      return;
    }
    button.disabled = true;
    say(word("working"));
    try {
      const { ok, told } = await post(keyUrl, { code }, { credentials: "omit" });
      if (!ok) {
        say(told.message ?? word("lost"), "bad");
        form.elements.ma.focus();
        return;
      }
      const kept = await signed(code, told.key);
      if (kept) {
        choose(told.counters, kept);
      }
    } catch {
      say(word("lost"), "bad");
    } finally {
      button.disabled = false;
    }
  };

  say("");
  root.querySelector("[data-vhcv-plain]").hidden = true;
  form.hidden = false;
  form.elements.ma.value = decodeURIComponent(location.hash.slice(1)).slice(0, 16);
  form.addEventListener("submit", handIn);
};

const isAble = () => {
  try {
    sessionStorage.setItem(`${KEPT}-try`, "1");
    sessionStorage.removeItem(`${KEPT}-try`);
    return canBlind();
  } catch {
    return false;
  }
};

if (root && isAble()) {
  run();
}
