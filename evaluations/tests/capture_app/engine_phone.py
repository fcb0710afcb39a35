"""An inspector's phone in tests of the engine: opens the app and calls the engine as the screens do."""

from time import monotonic
from typing import Any

from evaluations.tests.capture.contents import seen
from evaluations.tests.capture_app.phone import APP, Phone


class EnginePhone(Phone):
    """Does what the screens do, without them."""

    def sign_out(self) -> None:
        """Lose the session, as when it expires."""
        self.context.clear_cookies()

    def open(self, hash_: str = "") -> Any:
        """Open the app in a tab of its own and wait until the engine is open."""
        self.page = self.context.new_page()
        self.page.goto(self.address + APP + hash_)
        if not hash_:
            self.page.evaluate("opened.then(() => true)")
        return self.page

    def be_ready(self) -> None:
        """Wait until the worker can open the app without a server."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def close(self) -> None:
        """Close the tab at hand."""
        self.page.close()

    def do(self, words: str, *given: Any) -> Any:
        """Evaluate an expression with ``engine`` and ``a`` (what is given) in the tab at hand."""
        return self.page.evaluate(
            f"async (a) => {{ const engine = await opened; return {words}; }}", list(given)
        )

    def refresh(self) -> dict[str, Any]:
        """Session, keys, pack and a first sending."""
        answer: dict[str, Any] = self.do("await engine.refresh()")
        return answer

    @property
    def state(self) -> dict[str, Any]:
        """What the engine says of itself."""
        return dict(self.do("engine.state"))

    def observe(self, visit: Any, code: str, **content: Any) -> str:
        """Record an observation; its id."""
        return str(
            self.do(
                "(await engine.record(a[0], 'observation', a[1], a[2])).id", str(visit), code, seen(**content)
            )
        )

    def photograph(self, visit: Any, *, noise: int = 400) -> dict[str, Any]:
        """Take a photograph that is hard to compress (``noise`` px wide); {id, sha256}."""
        return dict(self.do(PHOTOGRAPH, str(visit), noise))

    def queue(self) -> dict[str, dict[str, Any]]:
        """The queue by id."""
        return {entry["id"]: entry for entry in self.do("engine.queue()")}

    def states(self) -> list[str]:
        """The states of all that was recorded, sorted."""
        return sorted(entry["state"] for entry in self.queue().values())

    def until(self, words: str, *given: Any, page: Any = None, longest: float = 15) -> None:
        """Wait until an expression of the tab is true; asked from here, for the CSP forbids eval inside."""
        end = monotonic() + longest
        while not (page or self.page).evaluate(f"(a) => {words}", list(given)):
            assert monotonic() < end, f"vain: {words}; {self.queue()}"
            (page or self.page).wait_for_timeout(50)

    def wait_until_sent(self, page: Any = None) -> None:
        """Wait until nothing waits."""
        self.until(ALL_SENT, page=page)

    def dump(self) -> str:
        """All values of IndexedDB as text, bytes as Latin-1, so that any plain word would be found."""
        return str(self.page.evaluate(DUMP))


ALL_SENT = (
    "engine.queue().length && engine.queue().every((one) => one.state === 'sent') && !engine.state.syncing"
)

PHOTOGRAPH = """await (async () => {
  const canvas = document.createElement("canvas");
  canvas.width = a[1];
  canvas.height = Math.round(a[1] * 0.75);
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(canvas.width, canvas.height);
  for (let at = 0; at < picture.data.length; at += 65536) {
    crypto.getRandomValues(picture.data.subarray(at, at + 65536));
  }
  pen.putImageData(picture, 0, 0);
  const photo = await engine.canvasToPhoto(canvas);
  return engine.addPhoto(a[0], { ...photo, criterion: "TP-04", caption: "Quầy số 1", blurred: 0 });
})()"""

DUMP = """async () => {
  const text = (value) => {
    if (value instanceof CryptoKey) {
      return `CryptoKey extractable=${value.extractable}`;
    }
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return new TextDecoder("latin1").decode(value);
    }
    if (value && typeof value === "object") {
      return Object.entries(value).map(([key, one]) => `${key}=${text(one)}`).join("\\n");
    }
    return String(value);
  };
  const open = (name) => new Promise((resolve) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
  });
  const all = (store) => new Promise((resolve) => {
    const request = store.getAll();
    request.onsuccess = () => resolve(request.result);
  });
  let out = "";
  for (const { name } of await indexedDB.databases()) {
    const db = await open(name);
    for (const store of db.objectStoreNames) {
      out += `\\n## ${name}.${store}\\n` + text(await all(db.transaction(store).objectStore(store)));
    }
    db.close();
  }
  return out;
}"""
