"""Two close at the same instant while facts still come: one snapshot, and it holds every fact accepted."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection

from agencies.models import User
from core.errors import Refused
from evaluations.actions.closing.close import close_period
from evaluations.actions.closing.locking import AlreadyClosed, NotReady
from evaluations.gather.closing.proof import prove_snapshots
from evaluations.models import Period, RegisterFact
from evaluations.models.closing import PeriodSnapshot
from evaluations.tests.closing.month import AT, ready_month


@pytest.mark.django_db(transaction=True)
def test_two_closers_and_a_late_fact() -> None:
    ready = ready_month()
    third = ready.another()
    fact = RegisterFact.objects.filter(period=ready.period, verified_at=None).order_by("pk")[0]
    together, told = Barrier(3), {}

    def run(name: str, act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
            told[name] = "done"
        except Refused as refusal:
            told[name] = type(refusal).__name__
        except DatabaseError as error:
            told[name] = "refused" if "period_closed" in str(error) else str(error)
        finally:
            connection.close()

    def closes(user: User) -> Callable[[], object]:
        return lambda: close_period(period=Period.objects.get(pk=ready.period.pk), actor=user, at=AT)

    late = {"n": 7, "k": 7, "verified_at": AT, "not_applicable": False}
    acts = {
        "one": closes(ready.second),
        "two": closes(third),
        "fact": lambda: RegisterFact.objects.filter(pk=fact.pk).update(**late),
    }
    threads = [Thread(target=run, args=item) for item in acts.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    closers = sorted((told["one"], told["two"]))
    if told["fact"] == "done" and not PeriodSnapshot.objects.exists():
        # the fact came first and moved a signed figure, so both were refused for the same reason
        assert closers == [NotReady.__name__] * 2
        assert Period.objects.get(pk=ready.period.pk).is_open
        return
    assert closers == [AlreadyClosed.__name__, "done"]
    assert PeriodSnapshot.objects.count() == 1
    assert prove_snapshots().problems == ()
