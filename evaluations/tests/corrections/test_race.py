"""Two of Home Affairs decide one request at the same instant: one snapshot, and the second is told so."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import make_cast
from agencies.tests.factories import grant, make_staff, make_user
from evaluations.actions.corrections import ask_correction, grant_correction
from evaluations.actions.corrections.refusals import AlreadyDecided, BaseMoved
from evaluations.models import Correction, PeriodSnapshot
from evaluations.tests.corrections.conftest import AT, closed_october


@pytest.mark.django_db(transaction=True)
def test_two_deciders_at_once() -> None:
    cast = make_cast()
    closed = closed_october(cast)
    deciders = [make_user(make_staff(name, cast.home_affairs)) for name in ("Mai Thị Quyết", "Võ Văn Định")]
    for user in deciders:
        grant(user, Role.HOME_AFFAIRS, cast.province)
    correction = ask_correction(
        form_id=closed.planned.pk,
        period=closed.period,
        seen_base=closed.snapshot.pk,
        cause="error",
        reason="Biên bản số 5.",
        lines=[closed.line()],
        actor=cast.admin,
        at=AT,
    )
    together, outcomes = Barrier(2), []

    def decide(user: User) -> None:
        try:
            together.wait()
            grant_correction(
                correction=correction,
                decision="Đúng.",
                seen_base=closed.snapshot.pk,
                actor=User.objects.get(pk=user.pk),
                at=AT,
            )
            outcomes.append("granted")
        except (AlreadyDecided, BaseMoved) as refusal:
            outcomes.append(refusal.message)
        finally:
            connection.close()

    threads = [Thread(target=decide, args=(user,)) for user in deciders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one == "granted" for one in outcomes) == [False, True]
    assert "đã quyết định đề nghị này" in next(one for one in outcomes if one != "granted")
    assert PeriodSnapshot.objects.filter(period=closed.period).count() == 2
    assert Correction.objects.get().state == "granted"
