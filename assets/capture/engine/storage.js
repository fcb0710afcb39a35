// Room on the phone: asked to be kept for good, measured, warned about before it runs out.
const WARN_AT = 0.8; // of the quota

/** {persisted, usage, quota (bytes), ratio, warn}; zeros where the browser does not tell. */
export async function measure() {
  const storage = navigator.storage;
  const [persisted, { usage = 0, quota = 0 } = {}] = await Promise.all([storage?.persisted?.() ?? false, storage?.estimate?.()]);
  const ratio = quota ? usage / quota : 0;
  return { persisted, usage, quota, ratio, warn: ratio >= WARN_AT };
}

/** Ask the browser never to clear this data by itself; whether it agreed. */
export const persist = async () => (await navigator.storage?.persist?.()) ?? false;
