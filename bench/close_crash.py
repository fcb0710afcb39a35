"""A closing that is killed: at every statement, just before and just after it, and on either side of COMMIT.

The closing runs in a child of this process (a fork, so that nothing is started anew a hundred times), which
kills itself with SIGKILL. Afterwards the month is open as it was, or closed whole; anything else is between.
``python -m bench.close_crash`` makes its own small world and prints one line of JSON.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import django

SPARE = 4
"""Months in hand: one is used up whenever the closing survives (after COMMIT)."""


def main() -> None:
    """Try every point and print the counts."""
    django.setup()
    from bench.close_world import make_months, make_world

    world = make_world()
    print(json.dumps(crash_everywhere(world, make_months(world, SPARE))))


def crash_everywhere(world: Any, months: list[Any], step: int = 1) -> dict[str, Any]:
    """Kill a closing at every ``step``-th point; how many points, what stood afterwards, what was between."""
    left = list(months)
    told: dict[str, Any] = {"crash_points": 0, "open": 0, "whole": 0, "between": 0, "why": []}
    for after in (False, True):
        for point in _points(step):
            month = left[0]
            before = _standing(month)
            survived = _killed(world, month, point, after=after)
            state = _state(month, before)
            told[state] += 1
            told["crash_points"] += not survived
            if state == "between":
                told["why"].append([point, after, _standing(month)])
            if state != "open":
                left.pop(0)
            if survived:
                break
    return told


def _points(step: int) -> Iterator[int]:
    point = 1
    while True:
        yield point
        point += step


def _killed(world: Any, month: Any, point: int, *, after: bool) -> bool:
    """Close in a child that dies at its ``point``-th statement; whether it came to its end instead."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if not child:
        try:
            _close(world, month, point, after=after)
            os._exit(0)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == 0, "the closing failed of itself"
    return True


def _close(world: Any, month: Any, point: int, *, after: bool) -> None:
    """In the child: close the month under a wrapper that counts, COMMIT among the statements."""
    from django.db import connection as used

    from bench.close_world import closing_moment
    from evaluations.actions.closing.close import close_period

    counted = 0

    def at_point(act: Callable[[], Any]) -> Any:
        nonlocal counted
        counted += 1
        if counted == point and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = act()
        if counted == point:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    connection: Any = used
    connection.ensure_connection()
    commit = connection._commit
    connection._commit = lambda: at_point(commit)
    with connection.execute_wrapper(lambda execute, *words: at_point(lambda: execute(*words))):
        close_period(period=month, actor=world.home[1], at=closing_moment(month))


def _standing(month: Any) -> dict[str, Any]:
    """All that a closing writes, as it stands now; waits for a transaction that the server still undoes."""
    from django.db import transaction

    from core.models import AuditEntry, Notification
    from evaluations.models import AgencyResult, OwedForm, Period, PeriodSummary
    from evaluations.models.closing import PeriodSnapshot, SnapshotLine

    with transaction.atomic():
        PeriodSummary.objects.select_for_update().get(period=month)
        state = Period.objects.select_for_update().get(pk=month.pk).state
    revisions = AgencyResult.objects.filter(period=month).order_by("agency")
    return {
        "state": state,
        "snapshots": PeriodSnapshot.objects.filter(period=month).count(),
        "lines": SnapshotLine.objects.filter(snapshot__period=month).count(),
        "results": list(revisions.values_list("revision", "snapshot")),
        "summary": list(PeriodSummary.objects.filter(period=month).values_list("revision", "snapshot")),
        "owed": OwedForm.objects.filter(period=month).count(),
        "told": Notification.objects.filter(key__startswith=f"period.closed:{month.pk}:").count(),
        "audited": AuditEntry.objects.filter(
            subject_type="evaluations.period", subject_id=str(month.pk)
        ).count(),
    }


def _state(month: Any, before: dict[str, Any]) -> str:
    """open: nothing of the closing is left. whole: it is all there and proves itself. Else between."""
    from evaluations.gather.closing.proof import prove_snapshots
    from evaluations.models.closing import PeriodSnapshot

    now = _standing(month)
    if now == before:
        return "open"
    snapshot = PeriodSnapshot.objects.filter(period=month).first()
    whole = (
        snapshot is not None
        and now["state"] == "closed"
        and now["lines"] == snapshot.lines_count
        and {pointing for _, pointing in now["results"]} == {snapshot.pk}
        and now["audited"] > before["audited"]
        and now["told"] == len(now["results"])
        and not prove_snapshots().problems
    )
    return "whole" if whole else "between"


if __name__ == "__main__":
    main()
