// The service worker: opens the app without network and sends what waits when no page is open. It keeps the page
// and what the page names, nothing else: no answer of the server is ever kept.
import { clientsClaim } from "workbox-core";
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { removeKeys } from "./engine/keys.js";
import { Phone } from "./engine/phone.js";
import { hurry } from "./engine/queue.js";
import { HOME } from "./engine/request.js";
import { openStore } from "./engine/store.js";
import { syncOnce } from "./engine/sync.js";
import { SYNC_TAG } from "./engine/updates.js";

const LOGOUT = "/tai-khoan/logout/";

// The server writes the list in front of this script (views/capture/shell.py). Each entry carries its digest, so
// that a login page or a captive portal's page is never kept in place of the app.
const kept = self.__VHCV_PRECACHE || [];

cleanupOutdatedCaches();
precacheAndRoute(kept, { directoryIndex: null, cleanURLs: false });
if (kept.some(({ url }) => url === HOME)) {
  registerRoute(new NavigationRoute(createHandlerBoundToURL(HOME), { allowlist: [/^\/kiem-tra\/tai-cho\/(\?.*)?$/] }));
}
clientsClaim();

/** Open pages of the app; other pages of the portal send nothing. */
async function pages() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.filter(({ url }) => new URL(url).pathname.startsWith(HOME));
}

// A newer worker takes over at the start of the only page, never under pages that are at work.
self.addEventListener("message", (event) => {
  if (event.data?.type === "take-over") {
    event.waitUntil(pages().then((open) => (open.length <= 1 ? self.skipWaiting() : undefined)));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === SYNC_TAG) {
    event.waitUntil(sendAlone());
  }
});

/** With a page open the page sends; without one the worker does. What is left makes the browser try again. */
async function sendAlone() {
  if ((await pages()).length) {
    return;
  }
  const phone = await Phone.open();
  try {
    await hurry(phone.ledger); // the browser says that there is a network now
    await syncOnce(phone);
    if (!phone.locked && phone.ledger.unsent().length) {
      throw new Error("left");
    }
  } finally {
    phone.close();
  }
}

// Signing out from within the app takes the keys away even if the page is closed at once.
self.addEventListener("fetch", (event) => {
  if (event.request.method === "POST" && new URL(event.request.url).pathname === LOGOUT) {
    event.waitUntil(openStore().then((db) => removeKeys(db, "logout").finally(() => db.close())));
  }
});
