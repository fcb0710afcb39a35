// The engine of the phone app: everything the screens may ask for, and when things happen by themselves.
import { mark, since } from "./clock.js";
import { handOver } from "./handover.js";
import { install, onInstallChange } from "./install.js";
import { Phone } from "./phone.js";
import { barePhoto, canvasToPhoto, decodePhoto, shrinkPhoto } from "./photos.js";
import { hurry, nextDue } from "./queue.js";
import { demandKeys, drop, record } from "./records.js";
import { importRescue, rescueFile } from "./rescue.js";
import { lockIfOther, logout, refresh } from "./session.js";
import { sha256, textOf } from "./signing.js";
import { standing } from "./standing.js";
import { measure, persist } from "./storage.js";
import { syncOnce } from "./sync.js";
import { localOf, photosOf, queueOf, stateOf } from "./telling.js";
import { askForSync, startWorker } from "./updates.js";

const FIRST_LOOK = 700; // ms a start waits for the server to say who is signed in
const LOOK_AGAIN = 5_000; // ms until a queue that another tab is sending is looked at again
const HOUR = 60 * 60 * 1000;

/** Open the engine: at once with what is on the phone; the server is asked beside it. */
export async function openEngine() {
  const engine = new Engine(await Phone.open());
  await engine.begin();
  return engine;
}

class Engine {
  #phone;
  #timer = null;
  #refreshing = null;
  install = install;
  clock = { mark, since };
  decodePhoto = decodePhoto;
  canvasToPhoto = canvasToPhoto;
  shrinkPhoto = shrinkPhoto;

  constructor(phone) {
    this.#phone = phone;
    phone.onMessage = () => this.#schedule();
    onInstallChange(() => phone.changed());
  }

  async begin() {
    const phone = this.#phone;
    startWorker();
    window.addEventListener("online", () => this.refresh());
    window.addEventListener("offline", () => phone.changed());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#wake());
    setInterval(() => this.#everyHour(), HOUR);
    this.#measure();
    phone.noteTime();
    // Where another person has signed in since, their colleague's data is not even shown for a moment; a phone
    // without network does not wait, its requests fail at once.
    if (!phone.locked && navigator.onLine) {
      await lockIfOther(phone, FIRST_LOOK).catch(() => {});
    }
    this.refresh();
  }

  // -- what is true now

  get state() {
    return stateOf(this.#phone);
  }

  subscribe(listener) {
    return this.#phone.subscribe(listener);
  }

  /** Session, keys, visits; then whatever waits is sent. Asked twice at once it is done once. */
  refresh() {
    this.#refreshing ??= refresh(this.#phone).finally(() => {
      this.#refreshing = null;
      this.#measure();
      this.retryAll();
    });
    return this.#refreshing;
  }

  // -- visits and what stands

  async visits() {
    return (this.#phone.pack?.visits ?? []).map((visit) => ({ ...visit, local: localOf(this.#phone, visit.id) }));
  }

  async visit(id) {
    return (await this.visits()).find((visit) => visit.id === id) ?? null;
  }

  async standing(visitId) {
    return standing(this.#phone, visitId);
  }

  async signedText(visitId) {
    return textOf(standing(this.#phone, visitId));
  }

  async signedSha256(visitId) {
    return sha256(await this.signedText(visitId));
  }

  // -- recording

  async record(visit, kind, subject, content) {
    return this.#recorded(await record(this.#phone, { visit, kind, subject, content }));
  }

  /** Settle a conflict: the record replaces all that stand side by side. */
  async choose(visit, subject, content) {
    const kind = subject.startsWith("signature:") ? "signature" : { start: "start", headcount: "headcount", finish: "finish" }[subject] ?? "observation";
    return this.#recorded(await record(this.#phone, { visit, kind, subject, content, choosing: true }));
  }

  async addPhoto(visit, { criterion = "", caption = "", blurred = 0, ...handed }) {
    demandKeys(this.#phone);
    const { blob, width, height } = await barePhoto(handed);
    const photo = await blob.arrayBuffer();
    const content = { sha256: await sha256(photo), size: photo.byteLength, width, height, criterion, caption, blurred, type: "image/jpeg" };
    const id = crypto.randomUUID();
    this.#recorded(await record(this.#phone, { visit, kind: "photo", subject: `photo:${id}`, content, id, photo }));
    this.#measure();
    return { id, sha256: content.sha256 };
  }

  photos(visitId) {
    return photosOf(this.#phone, visitId);
  }

  /** The picture while its bytes are on this phone, else null: the server has it. */
  async photoBlob(id) {
    demandKeys(this.#phone);
    const bytes = await this.#phone.ledger.photoBytes(id);
    return bytes && new Blob([bytes], { type: "image/jpeg" });
  }

  #recorded(entry) {
    askForSync();
    this.#schedule(0);
    return { ...JSON.parse(entry.body), state: entry.state };
  }

  // -- the queue

  queue() {
    return queueOf(this.#phone);
  }

  async retry(id) {
    await hurry(this.#phone.ledger, [id]);
    return this.syncNow();
  }

  async retryAll() {
    if (!this.#phone.locked) {
      await hurry(this.#phone.ledger);
    }
    return this.syncNow();
  }

  async drop(id) {
    if (this.#phone.sending?.has(id)) {
      throw new Error("Bản ghi này đang được gửi. Hãy đợi một chút rồi thử lại.");
    }
    return drop(this.#phone, id);
  }

  /** Send what is due, then wait for what is due next. */
  async syncNow() {
    clearTimeout(this.#timer);
    const sent = await syncOnce(this.#phone).catch(() => true);
    this.#schedule(sent ? undefined : LOOK_AGAIN);
  }

  #schedule(wait) {
    clearTimeout(this.#timer);
    const { locked, ledger, syncing } = this.#phone;
    const due = locked ? null : nextDue(ledger);
    if (due !== null) {
      this.#timer = setTimeout(() => this.syncNow(), Math.max(wait ?? 0, syncing ? LOOK_AGAIN : 0, due));
    }
  }

  async #wake() {
    if (await this.#phone.lockIfExpired()) {
      return;
    }
    // The person may come back from logging in, or from where there was no network.
    if (this.#phone.server === "ok") {
      this.#schedule(0);
    } else {
      this.refresh();
    }
  }

  async #everyHour() {
    await this.#phone.noteTime();
    await this.#phone.lockIfExpired();
  }

  // -- when the phone cannot send

  rescueFile(passphrase) {
    return rescueFile(this.#phone, passphrase);
  }

  async importRescue(file, passphrase) {
    const added = await importRescue(this.#phone, file, passphrase);
    this.#schedule(0);
    await this.#phone.changed(); // the screens hear of it before the caller does
    return added;
  }

  async handOver() {
    const taken = await handOver(this.#phone);
    await this.#phone.load();
    this.#schedule(0);
    return taken;
  }

  // -- the phone itself

  async persist() {
    const kept = await persist();
    await this.#measure();
    return kept;
  }

  async #measure() {
    this.#phone.storage = await measure();
    this.#phone.changed();
  }

  /** Keys first, then the session; without network the session is ended as soon as there is one. */
  async logout() {
    if (await logout(this.#phone)) {
      location.assign("/tai-khoan/login/");
    }
  }
}
