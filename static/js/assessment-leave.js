// On every page of a signed-in person: unsaved words of their form go when they sign out or have handed it in.
// Another person's words stay sealed until that one comes back; words that lie open go at once.
(() => {
  "use strict";
  const PREFIX = "vhcv-phieu:";
  const user = document.currentScript?.dataset.vhcvUser;

  const remove = (isMeant) => {
    try {
      Object.keys(localStorage)
        .filter((name) => name.startsWith(PREFIX) && isMeant(name))
        .forEach((name) => localStorage.removeItem(name));
    } catch {
      // storage is forbidden: nothing was kept either
    }
  };
  const isOwn = (name) => name.startsWith(`${PREFIX}${user}:`);

  remove((name) => !isOwn(name) && localStorage.getItem(name).startsWith("{"));
  const sent = document.querySelector("[data-vhcv-forget]");
  if (sent) {
    remove((name) => name.startsWith(`${PREFIX}${user}:${sent.dataset.vhcvForget}:`));
  }
  document.addEventListener("submit", (event) => {
    if (event.target.matches('form[action$="/logout/"]')) {
      remove(isOwn);
    }
  });
})();
