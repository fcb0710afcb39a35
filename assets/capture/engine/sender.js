// One sender at a time: tabs of one browser and its service worker share one queue.
const LOCK = "vhcv-capture-sender";
const LEASE = 70_000; // ms; longer than the longest request

/** Do the work if nobody else is sending; returns whether it was done. `renew` is called before each request. */
export async function asSender(db, work) {
  if (!navigator.locks) {
    return withLease(db, work);
  }
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) {
      return false;
    }
    await work(async () => {});
    return true;
  });
}

/** Where the browser has no locks: a row says who sends and until when; a sender that died lets go by itself. */
async function withLease(db, work) {
  const me = crypto.randomUUID();
  if (!(await take(db, me))) {
    return false;
  }
  try {
    await work(async () => {
      if (!(await take(db, me))) {
        throw new Error("Một thẻ khác đang gửi.");
      }
    });
    return true;
  } finally {
    await db.delete("meta", "lease");
  }
}

async function take(db, me) {
  const transaction = db.transaction("meta", "readwrite");
  const lease = (await transaction.store.get("lease"))?.value;
  const isFree = !lease || lease.holder === me || lease.until < Date.now() || lease.until > Date.now() + LEASE;
  if (isFree) {
    await transaction.store.put({ name: "lease", value: { holder: me, until: Date.now() + LEASE } });
  }
  await transaction.done;
  return isFree;
}
