"""Measures the month's self-assessment; run in a process of its own, writes figures.json."""

import json
import math
import os
import statistics
import time
from pathlib import Path
from random import Random
from typing import Any

import django

SLOWER = 4
RUNS = 3
SYLLABLES_PER_MINUTE, SLOW_READER = 370, 250
FITTS_A, FITTS_B = 0.2, 0.12
THOUGHT = 1.35
FORM = "/phieu/hien-tai/"

CALM = """() => new Promise((resolve) => {
  let at = scrollY;
  let still = 0;
  const look = () => {
    still = scrollY === at ? still + 1 : 0;
    at = scrollY;
    return still >= 3 ? resolve() : requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Resolves once the page has not scrolled for three frames."""

WORDS = "(one) => one.innerText.trim().split(/\\s+/).length"


def main() -> None:
    """Make the world, fill in, write what came out."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from django.conf import settings

    from bench.offline_lane import Server, browser

    people = _people(RUNS)
    with Server() as server, browser() as chromium:
        address = f"http://127.0.0.1:{server.port}"
        runs = []
        for kind, users in people.items():
            for number, user in enumerate(users):
                one = _fill(chromium, address, user, Random(f"{kind}:{number}"))
                print(
                    f"{kind:<20} {one['questions']:>3.0f} questions {one['words']:>4.0f} syllables   "
                    f"machine {one['machine_s']:5.1f} s   thumb {one['thumb_s']:5.1f} s   "
                    f"reading {one['reading_s']:5.1f} s   together {one['whole_s']:6.1f} s"
                )
                runs.append(one)
        pages = _weights(chromium, address, people["at a counter"][0])
    figures = {
        "assessment_median_s": statistics.median(one["whole_s"] for one in runs),
        "assessment_longest_s": max(one["whole_s"] for one in runs),
        "assessment_machine_median_s": statistics.median(one["machine_s"] for one in runs),
        "assessment_slow_reader_median_s": statistics.median(
            one["machine_s"] + one["thumb_s"] + one["words"] / SLOW_READER * 60 for one in runs
        ),
        "assessment_with_thought_median_s": statistics.median(
            one["whole_s"] + THOUGHT * one["questions"] for one in runs
        ),
        "assessment_taps_p95_ms": statistics.quantiles([tap for one in runs for tap in one["taps"]], n=20)[
            -1
        ],
        "assessment_open_median_ms": statistics.median(one["open_ms"] for one in runs),
        **pages,
    }
    (Path(settings.VAR_DIR) / "figures.json").write_text(json.dumps(figures))


def _people(count: int) -> dict[str, list[Any]]:
    """A department with an open month, and people of three kinds with accounts."""
    from agencies.enums import AgencyKind, Position
    from agencies.tests.factories import make_agency, make_staff, make_user
    from core import clock
    from evaluations.actions.open_period import open_period
    from evaluations.actions.publish_criteria_set import publish_criteria_set
    from evaluations.criteria_data import shipped_set

    now = clock.now()
    province = make_agency("Tỉnh Vĩnh Long", AgencyKind.PROVINCE, short_name="Vĩnh Long")
    department = make_agency("Sở Tư pháp", parent=province, has_counter=True)
    unit = make_agency("Phòng Hành chính tư pháp", AgencyKind.DIVISION, department)
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=now)
    open_period(kind="month", day=clock.today(), actor=None, at=now)
    kinds: dict[str, dict[str, Any]] = {
        "at a counter": {"is_counter": True},
        "in an office": {},
        "heading a division": {"position": Position.UNIT_HEAD},
    }
    return {
        kind: [make_user(make_staff(f"Người {kind} {number}", unit, **fields)) for number in range(count)]
        for kind, fields in kinds.items()
    }


def _context(chromium: Any, address: str, user: Any) -> Any:
    """A phone on which the person is signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    context.add_cookies([cookie])
    return context


def _fill(chromium: Any, address: str, user: Any, dice: Random) -> dict[str, Any]:
    """One form from the link to the receipt."""
    with _context(chromium, address, user) as context:
        page = context.new_page()
        # the second visit, with style sheets and scripts in the browser
        page.goto(address + "/phieu/")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        began = time.perf_counter()
        page.goto(address + FORM)
        page.locator("form[data-vhcv-ready]").wait_for()
        opened = time.perf_counter() - began
        words = _words(page)
        taps, thumb = _taps(page, dice)
        began = time.perf_counter()
        page.get_by_role("button", name="Nộp phiếu").tap()
        page.get_by_text("Phiếu đã khóa").wait_for()
        sent = time.perf_counter() - began
    machine = opened + sum(taps) + sent
    reading = words / SYLLABLES_PER_MINUTE * 60
    return {
        "questions": len(taps),
        "words": words,
        "open_ms": opened * 1000,
        "taps": [1000 * tap for tap in taps],
        "machine_s": machine,
        "thumb_s": thumb,
        "reading_s": reading,
        "whole_s": machine + thumb + reading,
    }


def _words(page: Any) -> int:
    """All that is read once: the note on top, the groups, the statements."""
    read = page.locator(".ask-note-top, .ask-group h2, .ask legend")
    return sum(one.evaluate(WORDS) for one in read.all() if one.is_visible())


def _taps(page: Any, dice: Random) -> tuple[list[float], float]:
    """Seconds of the machine for each question, and of the thumb for all.

    The thumb rests in the lower half at first; a choice is a target as wide as its shorter side.
    """
    taps, thumb = [], 0.0
    hand = (300.0, 640.0)
    for question in page.locator("fieldset.ask").all():
        choices = question.locator(".ask-choices label:not(.ask-na)")
        target = choices.nth(_pick(choices.count(), dice))
        target.scroll_into_view_if_needed()
        page.evaluate(CALM)
        box = target.bounding_box()
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        thumb += _fitts(math.dist(hand, middle), min(box["width"], box["height"]))
        hand = middle
        began = time.perf_counter()
        page.touchscreen.tap(*middle)
        page.evaluate(CALM)
        taps.append(time.perf_counter() - began)
    return taps, thumb + _fitts(math.dist(hand, (290, 740)), 44)


def _fitts(distance: float, width: float) -> float:
    return FITTS_A + FITTS_B * math.log2(distance / width + 1)


def _pick(count: int, dice: Random) -> int:
    """The best or the next one, never one for which a word is asked."""
    if count == 2:
        return 0
    step = dice.choice((0, 0, 1))
    return count - 1 - step if count == 11 else step


def _weights(chromium: Any, address: str, user: Any) -> dict[str, float]:
    """Bytes over the wire of each page after the first, headers included."""
    from evaluations.models import SelfAssessment

    sent = SelfAssessment.objects.filter(staff=user.staff_id).get()
    fresh = _another(user)
    figures = {}
    for name, who, path in (
        ("form", fresh, FORM),
        ("receipt", user, f"/phieu/{sent.pk}/"),
        ("list", user, "/phieu/"),
    ):
        with _context(chromium, address, who) as context:
            page = context.new_page()
            page.goto(address + path, wait_until="networkidle")
            link = context.new_cdp_session(page)
            link.send("Network.enable")
            weights: list[float] = []
            link.on(
                "Network.loadingFinished", lambda event, into=weights: into.append(event["encodedDataLength"])
            )
            page.goto(address + path, wait_until="networkidle")
            figures[f"assessment_{name}_bytes"] = float(sum(weights))
    return figures


def _another(user: Any) -> Any:
    """A colleague whose form is not begun: its page carries everything."""
    from agencies.models import Posting
    from agencies.tests.factories import make_staff, make_user

    unit = Posting.objects.filter(staff=user.staff_id).select_related("agency").get().agency
    return make_user(make_staff("Người chưa làm phiếu", unit, is_counter=True))


if __name__ == "__main__":
    main()
