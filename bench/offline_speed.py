"""Measures the page that records without network; run in a process of its own, writes figures.json."""

import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import django

SLOWER = 4
STARTS, TAPS, FINDINGS, PHOTOS = 5, 30, 60, 30
WIDTH = 760
"""Pixels of noise that weigh as much as a photograph of the app (about 250 kB)."""

LINE = 50_000
"""Bytes a second of the slow line."""

HOME = "/kiem-tra/tai-cho/"

WEIGHT = """async () => {
  let bytes = (await (await fetch("sw.js")).arrayBuffer()).byteLength;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      bytes += (await (await cache.match(request)).arrayBuffer()).byteLength;
    }
  }
  return bytes;
}"""

WATCH_TAPS = """() => {
  window.taps = new Map();
  new PerformanceObserver((list) => list.getEntries().forEach(({ interactionId, duration }) => {
    if (interactionId) {
      window.taps.set(interactionId, Math.max(duration, window.taps.get(interactionId) ?? 0));
    }
  })).observe({ type: "event", durationThreshold: 16 });
}"""

CRITERIA = """async ([id]) => {
  const visit = await (await opened).visit(id);
  return visit.groups.flatMap(({ criteria }) => criteria)
    .filter(({ details, from_headcount }) => !details && !from_headcount)
    .map(({ code, entry: { fixed_n, options } }) =>
      [code, options.length ? fixed_n ?? 10 : fixed_n, options.length ? options[0][0] : 0]);
}"""
"""Code, n and k of each criterion; n is null where both are typed."""

REQUESTS = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/api/")).map(({ duration }) => duration / 1000)"""


def main() -> None:
    """Measure everything."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from django.conf import settings

    from bench.offline_lane import Server, browser
    from evaluations.tests.capture_app.engine_build import build_engine
    from evaluations.tests.capture_app.screens_build import build_app
    from tests.faults.offline.world import make_visits

    visits = make_visits(2)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        build_app(Path(settings.VAR_DIR))
        build_engine(Path(folder))
        with Server() as server:
            figures = _page(chromium, f"http://127.0.0.1:{server.port}", visits[0])
        with Server(PORTAL_VAR_DIR=folder) as server, server.proxy() as proxy:
            figures |= _slow_line(chromium, proxy, visits[1])
    (Path(settings.VAR_DIR) / "figures.json").write_text(json.dumps(figures))


def _page(chromium: Any, address: str, visit: Any) -> dict[str, float]:
    """Starts from cold, the weight, taps."""
    from agencies.models import User
    from evaluations.tests.capture_app.screens_phone import ScreenPhone

    folder = tempfile.mkdtemp(prefix="vhcv-phone-")
    try:
        with _profile(chromium, folder) as context:
            phone = ScreenPhone(context, address)
            phone.sign_in(User.objects.get(pk=visit.leader))
            phone.open()
            phone.take_along()
            phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            weight = phone.page.evaluate(WEIGHT)
            phone.start(visit.id)
            phone.is_sent()
        starts = []
        for _ in range(STARTS):
            with _profile(chromium, folder) as context:
                starts.append(_start(ScreenPhone(context, address)))
        with _profile(chromium, folder) as context:
            phone = ScreenPhone(context, address)
            _start(phone)
            taps = _taps(phone, visit.id)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"starts from cold without network, ms: {sorted(round(one) for one in starts)}")
    print(f"taps until painted, ms: {sorted(round(one) for one in taps)}")
    return {
        "offline_usable_ms": statistics.median(starts),
        "offline_bytes": weight,
        "offline_tap_p95_ms": statistics.quantiles(taps, n=20)[-1],
    }


@contextmanager
def _profile(chromium: Any, folder: str) -> Iterator[Any]:
    """A browser of its own on a profile that lasts: each time it is opened the start is cold."""
    from tests.services import CHROMIUM, CHROMIUM_FLAGS

    context = chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=str(CHROMIUM),
        args=CHROMIUM_FLAGS,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="vi-VN",
    )
    try:
        yield context
    finally:
        context.close()


def _start(phone: Any) -> float:
    """Milliseconds from asking for the page until it can be used, without network, on a slow processor."""
    phone.context.set_offline(True)
    page = phone.page = phone.context.new_page()
    phone.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(phone.address + HOME)
    page.locator("#ung-dung[data-ready]").wait_for()
    page.locator("h1").first.wait_for()
    return float(page.evaluate("performance.getEntriesByName('usable')[0].startTime"))


def _taps(phone: Any, visit: str) -> list[float]:
    """Milliseconds from each tap on a large button until the next paint; at least 16, a frame."""
    page = phone.page
    phone.criterion(visit, "TP-04")
    page.locator(".tally-good").wait_for()
    page.evaluate(WATCH_TAPS)
    for number in range(TAPS):
        page.locator(".tally-good" if number % 3 else ".tally-bad").tap()
        page.wait_for_timeout(400)
    taken = [float(one) for one in page.evaluate("[...window.taps.values()]")]
    return [*taken, *(16.0 for _ in range(TAPS - len(taken)))]


def _slow_line(chromium: Any, proxy: Any, visit: Any) -> dict[str, float]:
    """A visit of every criterion with 30 photographs as phones make them, over 50 KB a second."""
    from tests.faults.offline.account import is_stored
    from tests.faults.offline.plan import Step, seen
    from tests.faults.offline.session import Place, Session
    from tests.faults.proxy import Fault

    session = Session(Place(proxy, chromium, lambda: None), visit, Random(1847))
    session.begin()
    found, dice = session.phone.page.evaluate(CRITERIA, [visit.id]), session.dice
    steps = [one for one in session.steps if one.kind not in ("observation", "photo")]
    # Where the set has fewer criteria than 60, some are thought over a second time.
    findings = [
        Step("observation", code, seen(dice) | ({} if n is None else {"n": n, "k": k}))
        for code, n, k in (found * FINDINGS)[:FINDINGS]
    ]
    photos = [Step("photo", "", {"criterion": found[0][0]}, WIDTH) for _ in range(PHOTOS)]
    session.steps = [*steps[:2], *findings, *photos, *steps[2:]]
    session.record()
    page, journal = session.phone.page, session.phone.journal
    page.evaluate("performance.clearResourceTimings(); performance.setResourceTimingBufferSize(5000)")
    proxy.fault = Fault("throttle", rate=LINE)
    began = time.perf_counter()
    session.phone.be_quiet(900)
    seconds = time.perf_counter() - began
    taken = page.evaluate(REQUESTS)
    weight = sum(one.content["size"] for one in journal.photos.values())
    missing = sum(not is_stored(one) for one in journal.kept.values())
    session.close()
    print(
        f"{len(found)} criteria, {len(journal.kept)} records, {PHOTOS} photographs of {weight / 1e6:.1f} MB "
        f"over {LINE // 1000} KB/s: {len(taken)} requests"
    )
    return {
        "offline_longest_request_s": max(taken),
        "offline_slow_line_s": seconds,
        "offline_missing": missing,
    }


if __name__ == "__main__":
    main()
