// The browser offers installing once, early: keep the offer until the person asks for it.
let offer = null;
let onChange = () => {};

if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    onChange();
  });
  window.addEventListener("appinstalled", () => {
    offer = null;
    onChange();
  });
}

export const install = {
  get available() {
    return offer !== null;
  },
  /** Show the browser's own question; resolves to whether the app was installed. */
  async prompt() {
    if (!offer) {
      return false;
    }
    await offer.prompt();
    const { outcome } = await offer.userChoice;
    offer = null;
    onChange();
    return outcome === "accepted";
  },
};

export function onInstallChange(listener) {
  onChange = listener;
}
