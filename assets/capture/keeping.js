// Drafts on their way into the phone's store. A tap is painted first; the record follows after a short quiet,
// at once when the page is left, and never twice at the same time for one subject.

const QUIET = 400; // ms without a further tap
const LONGEST = 2000; // ms that quick taps may put a record off

export class Keeper {
  constructor(engine, changed) {
    this.engine = engine;
    this.changed = changed;
    this.drafts = new Map();
    const flush = () => this.flushAll();
    document.addEventListener("visibilitychange", () => document.hidden && flush());
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", (event) => this.unsaved().length && event.preventDefault());
  }

  /** What was entered and is not yet a record: {content, valid, failed} or undefined. */
  draft(visit, subject) {
    return this.drafts.get(`${visit}|${subject}`);
  }

  /** Take what was just entered; it is recorded soon when valid, else kept until it is mended. */
  put(visit, kind, subject, content, valid) {
    const key = `${visit}|${subject}`;
    const draft = this.drafts.get(key) ?? { visit, kind, subject, storing: null, since: Date.now() };
    clearTimeout(draft.timer);
    Object.assign(draft, { content, valid, failed: "" });
    this.drafts.set(key, draft);
    if (valid) {
      const left = draft.since + LONGEST - Date.now();
      draft.timer = setTimeout(() => this.flush(key), Math.max(0, Math.min(QUIET, left)));
    }
  }

  /** Forget an entry that people gave up. */
  drop(visit, subject) {
    const key = `${visit}|${subject}`;
    clearTimeout(this.drafts.get(key)?.timer);
    this.drafts.delete(key);
  }

  /** Drafts of a visit that could not become records as they are. */
  unsaved(visit = null) {
    return [...this.drafts.values()].filter((draft) => !visit || draft.visit === visit);
  }

  /** Record a draft now; what is entered meanwhile follows in a record of its own. */
  async flush(key) {
    const draft = this.drafts.get(key);
    if (!draft?.valid || draft.storing) {
      return draft?.storing;
    }
    clearTimeout(draft.timer);
    const { content } = draft;
    draft.since = Date.now();
    draft.storing = this.engine
      .record(draft.visit, draft.kind, draft.subject, content)
      .then(() => {
        if (draft.content === content) {
          this.drafts.delete(key);
        }
      })
      .catch((error) => {
        draft.failed = error.message || "Máy không lưu được.";
      })
      .finally(() => {
        draft.storing = null;
        this.changed(draft.visit, draft.subject, draft.failed);
      });
    await draft.storing;
    if (this.drafts.get(key)?.valid && !draft.failed) {
      await this.flush(key);
    }
    return undefined;
  }

  /** Record everything that can be recorded. */
  flushAll() {
    return Promise.all([...this.drafts.keys()].map((key) => this.flush(key)));
  }
}
