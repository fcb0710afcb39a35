// What a person has typed and the server does not hold yet, kept in this browser under the form's id and theirs.
// Sealed with a key that only pages of the same signed-in person carry; where the browser offers no sealing
// (a plain http address that is not this machine) it lies open until it is saved, sent or signed out.
(() => {
  "use strict";
  const PREFIX = "vhcv-phieu";
  const DAYS = 45; // what is older belongs to a month long closed

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
  const fromText = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  class Mirror {
    constructor({ user, place, seal }) {
      this.prefix = `${PREFIX}:${user}:${place}:`;
      this.key = window.crypto?.subtle
        ? crypto.subtle.importKey("raw", bytes(seal), "AES-GCM", false, ["encrypt", "decrypt"])
        : null;
      this.turn = 0;
    }

    async seal(words) {
      if (!this.key) {
        return words;
      }
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await this.key, new TextEncoder().encode(words));
      return `${toText(iv)}.${toText(sealed)}`;
    }

    async open(kept) {
      if (!this.key || kept.startsWith("{")) {
        return kept;
      }
      const [iv, sealed] = kept.split(".").map(fromText);
      const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await this.key, sealed);
      return new TextDecoder().decode(words);
    }

    /** Keep `fields` ({name: {value, was}}) of the form `uuid`; none at all removes what was kept. */
    async write(uuid, fields) {
      const turn = (this.turn += 1);
      const name = this.prefix + uuid;
      try {
        if (!Object.keys(fields).length) {
          localStorage.removeItem(name);
          return true;
        }
        const kept = await this.seal(JSON.stringify({ at: Date.now(), fields }));
        // a later keystroke was faster
        if (turn === this.turn) {
          localStorage.setItem(name, kept);
        }
        return true;
      } catch {
        return false; // storage full or forbidden: the server's draft is all there is
      }
    }

    /** Everything kept of this month's form, the newest last: [{uuid, at, fields}]. */
    async read() {
      const found = [];
      for (const name of Mirror.names().filter((one) => one.startsWith(this.prefix))) {
        try {
          const { at, fields } = JSON.parse(await this.open(localStorage.getItem(name)));
          found.push({ uuid: name.slice(this.prefix.length), at, fields });
        } catch {
          localStorage.removeItem(name); // damaged, or sealed with a key that is no more
        }
      }
      return found.sort((one, other) => one.at - other.at).filter(({ at }) => at > Date.now() - DAYS * 86_400_000);
    }

    /** Remove what was kept, but for the form `uuid`. */
    erase(uuid = "") {
      for (const name of Mirror.names()) {
        if (name.startsWith(this.prefix) && name !== this.prefix + uuid) {
          localStorage.removeItem(name);
        }
      }
    }

    static names() {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}:`));
      } catch {
        return [];
      }
    }
  }

  window.vhcvMirror = Mirror;
})();
