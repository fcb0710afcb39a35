// On every ordinary page: the keys of the phone app go when their owner signs out, or when somebody else is
// signed in on this phone. What was recorded stays on the phone, sealed, until its owner signs in again.
(() => {
  "use strict";

  const DATABASE = "vhcv-capture"; // as in engine/store.js, whose library would be too much for every page
  const LONGEST = 1500; // ms that signing out waits for this
  const user = Number(document.currentScript?.dataset.vhcvUser);

  /** Open the database if it is there; never make one on a phone that does not use the app. */
  function open() {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(DATABASE);
      request.onupgradeneeded = () => request.transaction.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = reject;
    });
  }

  async function removeKeys(reason, isMeant) {
    const db = await open();
    const transaction = db.transaction(["keys", "meta"], "readwrite");
    const keys = transaction.objectStore("keys");
    const done = new Promise((resolve) => {
      transaction.oncomplete = transaction.onabort = resolve;
    });
    keys.getAll().onsuccess = ({ target }) => {
      if (target.result.some(isMeant)) {
        keys.clear();
        transaction.objectStore("meta").put({ name: "lock", value: reason });
        transaction.objectStore("meta").delete("ending");
      }
    };
    await done;
    db.close();
    new BroadcastChannel(DATABASE).postMessage({ type: "locked" });
  }

  if (!window.indexedDB) {
    return;
  }
  if (user) {
    removeKeys("no_user", (row) => row.user !== user).catch(() => {});
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches('form[action$="/logout/"]') || event.defaultPrevented) {
      return;
    }
    event.preventDefault();
    const patience = new Promise((resolve) => setTimeout(resolve, LONGEST));
    Promise.race([removeKeys("logout", () => true).catch(() => {}), patience]).then(() => form.submit());
  });
})();
