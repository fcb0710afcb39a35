"""Races for the end of a month: eight facts against one or two who close it, each on a line of its own.

``python -m bench.close_race JOURNAL PERIOD…`` writes one line of JSON for each month: what was accepted, what
was refused in which words, who closed. A fact that moves a signed figure makes the closing refuse: then Home
Affairs signs the new figure and closes again, as people would.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import django

FORMS, TRIES = 6, 60
PACE = [0.06]
"""Seconds of the last closing: the facts come in over twice that, so that some are early and some late."""


def main(journal: str, periods: list[str]) -> None:
    """Run one race for each month, one after the other."""
    django.setup()
    from bench.close_world import found_world

    world, chance = found_world(), random.Random(int(periods[0]))
    with open(journal, "w", encoding="utf-8") as book, ThreadPoolExecutor(10) as lanes:
        for number, period in enumerate(periods):
            told = race(world, int(period), chance, lanes, still=number % 2 == 0, two=number % 4 < 2)
            book.write(json.dumps(told) + "\n")
            book.flush()
        leave(lanes)


def race(
    world: Any, period_id: int, chance: random.Random, lanes: ThreadPoolExecutor, *, still: bool, two: bool
) -> dict[str, Any]:
    """One month: the facts of ``still`` move no figure; ``two`` close at once. What everybody was told."""
    from evaluations.models import Period

    period = Period.objects.get(pk=period_id)
    acts = [*_facts(world, period, chance, still=still)]
    closers = world.home[1:] if two else world.home[1:2]
    together, spread = Barrier(len(acts) + len(closers)), 2 * min(PACE[0], 1)
    waits = [chance.random() * spread for _ in acts]
    begun = [lanes.submit(_fact, together, wait, *act) for wait, act in zip(waits, acts, strict=True)]
    closing = [
        lanes.submit(_close, together, chance.random() * spread, period, world, user) for user in closers
    ]
    return {
        "period": period_id,
        "facts": [one.result() for one in begun],
        "closers": [one.result() for one in closing],
    }


def _facts(world: Any, period: Any, chance: random.Random, *, still: bool) -> Any:
    """Six forms, a rating and a line of a register: what each is, and the act that records it."""
    from bench.close_world import closing_moment

    at = closing_moment(period)
    for agency, staff in chance.sample(world.submitters, FORMS):
        scores = _scores(world, chance, still=still)
        yield _told("form", agency, scores=scores), _submitting(period, agency, staff, scores, at)
    counter = chance.choice(world.counters)
    stars = 5 if still else chance.randint(1, 5)
    yield _told("rating", counter.agency_id, stars=stars), _rating(period, counter, stars)
    agency = chance.choice(world.agencies)
    k = 9 if still else chance.randint(0, 9)
    yield _told("register", agency.pk, n=9, k=k), _register(period, agency.pk, world.register, k, at)


def _told(kind: str, agency: int, **said: Any) -> dict[str, Any]:
    return {"kind": kind, "id": str(uuid4()), "agency": agency, **said}


def _scores(world: Any, chance: random.Random, *, still: bool) -> list[int | None]:
    from evaluations.gather.sets import load_set
    from evaluations.rules.assessments.answers import Applicability, sheet_for

    sheet = sheet_for(load_set(world.criteria_set.pk).rules, Applicability())
    pick = max if still else lambda values: chance.choice(sorted(values))
    return [None if texts is None else pick(texts.values()) for texts in sheet.accepted]


def _submitting(
    period: Any, agency: int, staff: Any, scores: list[int | None], at: Any
) -> Callable[[str], Any]:
    from evaluations.actions.assessments.submit import submit_assessment
    from evaluations.gather.assessments.owed import own_form
    from evaluations.rules.assessments.answers import Answers

    def act(form_id: str) -> None:
        form = own_form(staff.pk, period.pk, agency)
        assert form is not None
        submit_assessment(
            form=form, form_id=UUID(form_id), version=0, answers=Answers(tuple(scores)), actor=None, at=at
        )

    return act


def _rating(period: Any, counter: Any, stars: int) -> Callable[[str], Any]:
    from evaluations.actions.guard import refuse_closed_period
    from feedback.models import Rating

    def act(form_id: str) -> None:
        with refuse_closed_period():
            Rating.objects.create(
                id=form_id,
                counter=counter,
                agency_id=counter.agency_id,
                day=period.starts_on,
                stars=stars,
                courtesies=255,
            )

    return act


def _register(period: Any, agency: int, criterion: Any, k: int, at: Any) -> Callable[[str], Any]:
    from evaluations.actions.guard import refuse_closed_period
    from evaluations.models import RegisterFact

    def act(form_id: str) -> None:
        with refuse_closed_period():
            RegisterFact.objects.create(
                id=form_id,
                period=period,
                agency_id=agency,
                criterion=criterion,
                n=9,
                k=k,
                declared_at=at,
                verified_at=at,
            )

    return act


def _fact(together: Barrier, wait: float, said: dict[str, Any], act: Callable[[str], Any]) -> dict[str, Any]:
    """Wait, try, and say what came of it; a broken statement is told in its own words."""
    from django.db import DatabaseError

    from core.errors import Refused

    together.wait()
    time.sleep(wait)
    try:
        act(said["id"])
    except Refused as refusal:
        return said | {"refused": f"{type(refusal).__name__}: {refusal.message}"}
    except DatabaseError as error:
        return said | {"refused": f"{type(error).__name__}: {error}"}
    return said


def _close(together: Barrier, wait: float, period: Any, world: Any, user: Any) -> str:
    """Close the month; where a figure moved, have it signed anew first."""
    from django.db import DatabaseError

    from bench.close_world import closing_moment
    from core.errors import Refused
    from evaluations.actions.closing.close import close_period
    from evaluations.actions.closing.locking import AlreadyClosed, NotReady
    from evaluations.actions.closing.seal import Moved

    together.wait()
    time.sleep(wait)
    for number in range(1, TRIES):
        at, began = closing_moment(period) + timedelta(seconds=number), time.perf_counter()
        try:
            close_period(period=period, actor=user, at=at)
        except AlreadyClosed as refusal:
            return f"AlreadyClosed: {refusal.message}"
        except (NotReady, Moved) as refusal:
            words = refusal.message
        except DatabaseError as error:
            return f"never: {type(error).__name__}: {error}"
        else:
            PACE[0] = time.perf_counter() - began
            return "closed"
        try:
            _sign_again(period, world.home[0], at)
        except Refused as refusal:
            words = refusal.message
    return f"never: {words}"


def _sign_again(period: Any, user: Any, at: Any) -> None:
    from evaluations.actions.closing.sign_home import sign_ready
    from evaluations.actions.results import refresh_results
    from evaluations.models import AgencyResult

    refresh_results(period=period, agencies=None, at=at)
    seen = dict(AgencyResult.objects.filter(period=period).values_list("agency", "total"))
    sign_ready(form_id=uuid4(), period=period, seen=seen, actor=user, at=at)


def leave(lanes: ThreadPoolExecutor) -> None:
    """Close the connection of every thread that has one."""
    from django.db import connection

    together = Barrier(10)

    def leave() -> None:
        together.wait()
        connection.close()

    for one in [lanes.submit(leave) for _ in range(10)]:
        one.result()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
