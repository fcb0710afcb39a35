"""A phone whose every record is written into the journal the moment that the engine calls it kept."""

import time
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from evaluations.tests.capture_app.engine_phone import EnginePhone
from tests.faults.offline.journal import Journal, Written
from tests.faults.offline.plan import Step

DONE = frozenset({"sent", "conflict", "refused", "late"})
"""States by which the phone says that the server has a record."""

AT_REST = frozenset({"different", "rejected"})

DIGEST = """const digest = async (bytes) => Array.from(
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)),
  (byte) => byte.toString(16).padStart(2, "0")).join("");"""

RECORD = (
    """async ([how, ...given]) => {
  """
    + DIGEST
    + """
  const engine = await opened;
  const { state, ...body } = await engine[how](...given);
  return { id: body.id, sha256: await digest(new TextEncoder().encode(JSON.stringify(body))) };
}"""
)

PHOTOGRAPH = (
    """async ([visit, width, criterion]) => {
  """
    + DIGEST
    + """
  const engine = await opened;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.round(width * 0.75);
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(canvas.width, canvas.height);
  for (let at = 0; at < picture.data.length; at += 65536) {
    crypto.getRandomValues(picture.data.subarray(at, at + 65536));
  }
  pen.putImageData(picture, 0, 0);
  const photo = await engine.canvasToPhoto(canvas);
  const { id, sha256 } = await engine.addPhoto(visit, { ...photo, criterion, caption: "", blurred: 0 });
  const bytes = await (await engine.photoBlob(id))?.arrayBuffer();
  return { id, bytes: bytes?.byteLength ?? 0, photo: bytes ? await digest(bytes) : sha256 };
}"""
)

TEXT_OF = """async ([id]) => {
  const engine = await opened;
  return engine.queue().find((one) => one.id === id) ?? null;
}"""

CODES = """async ([id]) => {
  const visit = await (await opened).visit(id);
  return visit.groups.flatMap(({ criteria }) => criteria)
    .filter(({ entry, details, from_headcount }) =>
      !details && !from_headcount && entry.fixed_n === null && !entry.options.length)
    .map(({ code }) => code);
}"""

SAVE = """async ([words]) => {
  const { blob } = await (await opened).rescueFile(words);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return btoa(text);
}"""

TAKE_IN = """async ([bytes, words]) => {
  const file = new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))]);
  return (await opened).importRescue(file, words);
}"""


@dataclass
class OfflinePhone(EnginePhone):
    """The phone of the leader of one visit."""

    visit: str = ""
    journal: Journal = field(default_factory=Journal)

    def codes(self) -> list[str]:
        """The criteria of the visit whose n and k are both typed."""
        return list(self.page.evaluate(CODES, [self.visit]))

    def record(self, step: Step, *, how: str = "record") -> None:
        """Record one step and write it down once the engine calls it kept."""
        if step.kind == "photo":
            self._photograph(step)
            return
        given = [step.subject, step.content] if how == "choose" else [step.kind, step.subject, step.content]
        kept = self.page.evaluate(RECORD, [how, self.visit, *given])
        self.journal.keep(Written(kept["id"], kept["sha256"], step.kind, step.subject, step.content))

    def _photograph(self, step: Step) -> None:
        made = self.page.evaluate(PHOTOGRAPH, [self.visit, step.width, step.content["criterion"]])
        subject = f"photo:{made['id']}"
        content = step.content | {"size": made["bytes"]}
        self.journal.keep(Written(made["id"], "", "photo", subject, content, made["photo"]))

    def begin_to_record(self, step: Step) -> None:
        """Tell the engine to record and do not wait for its answer."""
        self.journal.begun.append((step.subject, step.content))
        self.page.evaluate(
            "([visit, kind, subject, content]) => { void engine.record(visit, kind, subject, content); }",
            [self.visit, step.kind, step.subject, step.content],
        )

    def try_now(self, page: Any = None) -> None:
        """Send whatever waits, without waiting for it."""
        (page or self.page).evaluate("() => { void engine.retryAll(); }")

    def waiting(self, page: Any = None) -> list[dict[str, Any]]:
        """What the phone does not say to be with the server."""
        return [one for one in self.entries(page) if one["state"] not in DONE]

    def entries(self, page: Any = None) -> list[dict[str, Any]]:
        """The whole queue as the phone shows it."""
        return list((page or self.page).evaluate("async () => (await opened).queue()"))

    def until(self, met: Any, longest: float = 5) -> bool:  # type: ignore[override]
        """Wait until ``met()``; whether it was within so many seconds."""
        end = time.perf_counter() + longest
        while not met():
            if time.perf_counter() > end:
                return False
            self.page.wait_for_timeout(40)
        return True

    def be_quiet(self, longest: float = 30) -> bool:
        """Send until nothing waits; whether that came about within so many seconds."""

        def is_quiet() -> bool:
            left = self.waiting()
            if left and all(one["state"] not in {"sending", *AT_REST} for one in left):
                self.try_now()
                self.page.wait_for_timeout(120)
            return not left

        return self.until(is_quiet, longest)

    def rescue(self, words: str) -> str:
        """The content of a rescue file, base64."""
        return str(self.page.evaluate(SAVE, [words]))

    def take_in(self, file: str, words: str) -> Any:
        """Import a rescue file."""
        return self.page.evaluate(TAKE_IN, [file, words])


def as_text(data: bytes) -> str:
    """Bytes as base64, for a page."""
    return b64encode(data).decode()
