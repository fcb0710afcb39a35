"""What a race's journal says held against the closed months: from the frozen inputs and from the sources.

``python -m bench.close_books JOURNAL…`` prints one line of JSON.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

REASON = "PeriodClosed: Kỳ đánh giá đã khóa"


def main(journals: list[str]) -> None:
    """Read the journals, judge every month, print the counts."""
    django.setup()
    lines = [line for path in journals for line in Path(path).read_text("utf-8").splitlines()]
    print(json.dumps(judge([json.loads(line) for line in lines])))


def judge(races: list[dict[str, Any]], world: Any = None) -> dict[str, Any]:
    """How many were accepted and refused, and the months where anything does not add up, with why."""
    from bench.close_world import found_world
    from evaluations.gather.closing.proof import period_problems, proofs

    world = world or found_world()
    proved: dict[int, list[str]] = {}
    revisions: Counter[int] = Counter()
    for proof in proofs():
        revisions[proof.snapshot.period_id] += 1
        proved.setdefault(proof.snapshot.period_id, []).extend(proof.problems)
    wrong = {one["period"]: [*_problems(one, world, proved, revisions)] for one in races}
    wrong = {period: problems for period, problems in wrong.items() if problems}
    facts = [fact for one in races for fact in one["facts"]]
    two = [one for one in races if len(one["closers"]) == 2]
    return {
        "raced": len(races),
        "accepted": sum("refused" not in fact for fact in facts),
        "refused": sum("refused" in fact for fact in facts),
        "both": sum({"refused" in fact for fact in one["facts"]} == {True, False} for one in races),
        "two": len(two),
        "doubled": sum(revisions[one["period"]] != 1 or not _one_told(one["closers"]) for one in two),
        "wrong": len(wrong),
        "why": list(wrong.items())[:5],
        "chain": [*period_problems()][:5],
    }


def _one_told(closers: list[str]) -> bool:
    """Exactly one closed, the other was told that it is done."""
    return sorted(one.split(":")[0] for one in closers) == ["AlreadyClosed", "closed"]


def _problems(
    one: dict[str, Any], world: Any, proved: dict[int, list[str]], revisions: Counter[int]
) -> Iterator[str]:
    period = one["period"]
    if revisions[period] != 1:
        yield f"{revisions[period]} snapshots"
        return
    yield from proved[period]
    if one["closers"].count("closed") != 1 or any(told.startswith("never") for told in one["closers"]):
        yield f"closers were told {one['closers']}"
    yield from (
        f"refused: {fact['refused']}"
        for fact in one["facts"]
        if "refused" in fact and not fact["refused"].startswith(REASON)
    )
    yield from _stored(one)
    yield from _frozen(one, world)


def _stored(one: dict[str, Any]) -> Iterator[str]:
    """The source rows are those of the start and the accepted ones, no other."""
    from evaluations.models import Period, RegisterFact, SelfAssessment
    from feedback.models import Rating

    month = Period.objects.get(pk=one["period"])
    accepted = {fact["id"] for fact in one["facts"] if "refused" not in fact}
    refused = {fact["id"] for fact in one["facts"] if "refused" in fact}
    rows = {
        "form": SelfAssessment.objects.sent().filter(period=month),
        "register": RegisterFact.objects.filter(period=month),
        "rating": Rating.objects.between(month.starts_on, month.ends_on),
    }
    for kind, found in rows.items():
        stored = {str(pk) for pk in found.values_list("pk", flat=True)}
        wanted = {fact["id"] for fact in one["facts"] if fact["kind"] == kind and fact["id"] in accepted}
        if wanted - stored:
            yield f"{kind}: accepted and lost {len(wanted - stored)}"
        if refused & stored:
            yield f"{kind}: refused and stored {len(refused & stored)}"


def _frozen(one: dict[str, Any], world: Any) -> Iterator[str]:
    """Every accepted fact is counted in the frozen inputs, added up here from the journal alone."""
    from bench.close_world import RATINGS, best_answers
    from evaluations.models.closing import SnapshotLine

    accepted = [fact for fact in one["facts"] if "refused" not in fact]
    lines: Any = SnapshotLine.objects.filter(snapshot__period=one["period"], kind="inputs").order_by(
        "position"
    )
    for line in lines:
        said = json.loads(line.payload)
        mine = [fact for fact in accepted if fact["agency"] == line.agency_id]
        forms = [best_answers(world), *(fact["scores"] for fact in mine if fact["kind"] == "form")]
        wanted = {
            (position, "self_assessment"): _added(values)
            for position, values in enumerate(zip(*forms, strict=True))
        }
        for fact in mine:
            if fact["kind"] == "register":
                wanted[world.register.position, "register"] = (fact["n"], fact["k"])
        wanted = {place: counted for place, counted in wanted.items() if counted[0]}
        found = {
            (position, source): (n, k)
            for position, source, n, k, *_ in said["inputs"]
            if n and source in ("self_assessment", "register")
        }
        if wanted != found:
            yield f"agency {line.agency_id}: inputs {len(wanted.items() ^ found.items())} differ"
        ratings = RATINGS + sum(fact["kind"] == "rating" for fact in mine)
        if (said["submitted"], said["ratings"]) != (len(forms), ratings):
            yield f"agency {line.agency_id}: {said['submitted']} forms, {said['ratings']} ratings"


def _added(values: tuple[int | None, ...]) -> tuple[int, int]:
    given = [value for value in values if value is not None]
    return len(given), sum(given)


if __name__ == "__main__":
    main(sys.argv[1:])
