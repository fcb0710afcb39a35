// The service worker: registered, asked to take over only at a start, and used to send when the page is gone.
import { HOME } from "./request.js";

export const SYNC_TAG = "vhcv-capture";

/** Register the worker. A newer one that was waiting takes over now, at a start, before anything is sent. */
export async function startWorker() {
  if (!navigator.serviceWorker) {
    return null;
  }
  const registration = await navigator.serviceWorker.register(`${HOME}sw.js`, { scope: HOME, updateViaCache: "none" }).catch(() => navigator.serviceWorker.getRegistration(HOME));
  registration?.waiting?.postMessage({ type: "take-over" });
  return registration ?? null;
}

/** Ask the browser to wake the worker once there is a network again, where it can. */
export async function askForSync() {
  const registration = await navigator.serviceWorker?.getRegistration(HOME);
  await registration?.sync?.register(SYNC_TAG).catch(() => {});
}
