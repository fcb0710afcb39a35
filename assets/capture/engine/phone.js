// What the engine knows while it is open: who, with which keys, what was recorded, how the server was last seen.
// Tabs and the service worker each have one and tell each other what changed.
import { silentFor } from "./clock.js";
import { keyRows, phoneId, readKeys, removeKeys } from "./keys.js";
import { Ledger } from "./ledger.js";
import { sealJson, unsealJson } from "./sealing.js";
import { countOthers, getMeta, openStore, setMeta, write } from "./store.js";

const DAY = 24 * 60 * 60 * 1000;
const CHANNEL = "vhcv-capture";
const NOTE_CONTACT_EVERY = 60_000; // ms
const REOPEN_AFTER = 200; // ms

export class Phone {
  db = null;
  /** The id of this browser on this phone. */
  id = "";
  device = null;
  user = null;
  keys = null;
  lockReason = "no_user";
  server = "unknown";
  csrf = "";
  newest = "";
  pack = null;
  drift = null;
  others = 0;
  syncing = false;
  storage = { persisted: false, usage: 0, quota: 0, ratio: 0, warn: false };
  ledger = new Ledger(this);
  #listeners = new Set();
  #telling = null;
  #contactNoted = 0;

  /** Open the store and, if this person's keys are still good, what lies in it. */
  static async open() {
    const phone = new Phone();
    await phone.#reopen();
    phone.channel = new BroadcastChannel(CHANNEL);
    phone.channel.onmessage = ({ data }) => phone.#fromOtherTab(data);
    await phone.load();
    return phone;
  }

  // A browser may drop the connection, and storage may be cleared under an open page: open anew.
  async #reopen() {
    this.db = await openStore({ onTerminated: () => setTimeout(() => this.#reopen().catch(() => {}), REOPEN_AFTER) });
    if (!this.locked && !(await getMeta(this.db, "phone"))) {
      await this.#restore();
    }
  }

  /** Storage was cleared under this page: what it still remembers goes back, sealed as it was, all or nothing. */
  async #restore() {
    await write(this.db, [
      ["meta", { name: "phone", value: this.id }],
      ...(await keyRows(this)),
      ...(await this.#packRows()),
      ...[...this.ledger.records.values()].map(({ row }) => ["records", row]),
    ]);
    this.changed();
  }

  /** Read keys, pack and records again. */
  async load() {
    this.id = await phoneId(this.db);
    const held = await readKeys(this.db);
    this.others = await countOthers(this.db, held?.device ?? null);
    if (!held) {
      this.#forget((await getMeta(this.db, "lock")) || "no_user");
      return;
    }
    Object.assign(this, held, { lockReason: "" });
    if (await this.lockIfExpired()) {
      return;
    }
    await this.loadPack();
    await this.ledger.load();
    this.changed();
  }

  /** Keep the visits that were taken along, sealed. */
  async keepPack(pack) {
    this.pack = pack;
    if (pack) {
      await write(this.db, await this.#packRows());
    }
  }

  async #packRows() {
    return this.pack ? [["packs", { device: this.device, sealed: await sealJson(this.keys.seal, this.pack, `pack:${this.device}`) }]] : [];
  }

  async loadPack() {
    const row = await this.db.get("packs", this.device);
    this.pack = row ? await unsealJson(this.keys.seal, row.sealed, `pack:${this.device}`) : null;
    this.newest ||= this.pack?.app ?? "";
  }

  get locked() {
    return !this.keys;
  }

  /** Take the keys away here and in every other tab. */
  async lock(reason) {
    await removeKeys(this.db, reason);
    this.others = await countOthers(this.db, null);
    this.#forget(reason);
    this.tell({ type: "locked" });
  }

  #forget(reason) {
    Object.assign(this, { device: null, user: null, keys: null, pack: null, csrf: "", lockReason: reason });
    this.ledger.clear();
    this.changed();
  }

  /** After so many days without a signed word of the server the keys go: the phone may be in other hands. */
  async lockIfExpired() {
    const contact = await getMeta(this.db, "contact");
    if (this.locked || !contact || silentFor(contact) < this.lockAfterDays * DAY) {
      return false;
    }
    await this.lock("expired");
    return true;
  }

  /** A signed answer came: the server is there, and its clock is so far ahead of ours. */
  heard(drift) {
    this.server = "ok";
    this.drift = drift ?? this.drift;
    const now = Date.now();
    if (Math.abs(now - this.#contactNoted) > NOTE_CONTACT_EVERY) {
      this.#contactNoted = now;
      setMeta(this.db, "contact", { at: now, seen: now }).catch(() => {});
    }
  }

  /** The latest time ever seen, so that a clock turned back does not lengthen the keys' life. */
  async noteTime() {
    const contact = await getMeta(this.db, "contact");
    if (contact) {
      await setMeta(this.db, "contact", { ...contact, seen: Math.max(contact.seen, Date.now()) });
    }
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tell the screens, once for all changes of the same moment; resolves once they were told. */
  changed() {
    this.#telling ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#telling = null;
        this.#listeners.forEach((listener) => listener());
        resolve();
      });
    });
    return this.#telling;
  }

  tell(message) {
    this.channel?.postMessage(message);
  }

  /** Messages carry ids only; what changed is read from the store. */
  async #fromOtherTab({ type, ids }) {
    if (type === "locked" || type === "unlocked") {
      await this.load();
    } else if (type === "rows" && !this.locked) {
      await this.ledger.reload(ids);
    } else if (type === "pack" && !this.locked) {
      await this.loadPack();
    }
    this.onMessage?.(type);
    this.changed();
  }

  close() {
    this.channel?.close();
    this.db.close();
  }
}
