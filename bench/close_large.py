"""Closing a month of the whole province, and recomputing closed months; on a loaded province.

``python -m bench.close_large close`` closes the running month as on the tenth of the next and prints the
seconds; ``… recompute`` computes every closed month again from its frozen inputs. One line of JSON each.
"""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from datetime import time as moment
from typing import Any
from uuid import uuid4

import django


def main(what: str) -> None:
    """Do one of the two."""
    django.setup()
    print(json.dumps(close_month() if what == "close" else recompute()))


def close_month() -> dict[str, Any]:
    """Make the newest open month ready by writing what is missing, then close it by the act itself."""
    from django.db import connection

    from agencies.enums import Role
    from agencies.models import Agency, User
    from agencies.tests.factories import grant
    from evaluations.actions.closing.close import close_period
    from evaluations.models import OwedForm, Period

    month = Period.objects.months().open().newest_first()[0]
    at = datetime.combine(month.ends_on + timedelta(days=10), moment(3), UTC)
    users = [User.objects.create_user(username=f"chot-{uuid4().hex[:8]}", display_name=n) for n in "AB"]
    for user in users:
        grant(user, Role.HOME_AFFAIRS, Agency.objects.order_by("pk")[0])
    _make_ready(month, users[0], at)
    connection.close()
    clock, processor = time.perf_counter(), time.process_time()
    snapshot = close_period(period=month, actor=users[1], at=at + timedelta(minutes=1))
    return {
        "close_seconds": time.perf_counter() - clock,
        "close_cpu_seconds": time.process_time() - processor,
        "close_people": OwedForm.objects.filter(period=month).count(),
        "close_lines": snapshot.lines_count,
    }


def _make_ready(month: Any, asker: Any, at: datetime) -> None:
    """What people do in the ten days before, by few statements: roll-up, window, answers, signatures."""
    from core.models import OutboxMessage
    from evaluations.actions.registers import settle_registers
    from evaluations.actions.results import refresh_results
    from evaluations.enums import ObjectionState, SignStep
    from evaluations.models import AgencyResult, CaptureRecord, Objection, ResultPreview, SignOff

    # what a worker does after loading
    settle_registers(period=month, agencies=set(_rated(month)), at=at)
    OutboxMessage.objects.filter(handled_at=None).update(handled_at=at)
    refresh_results(period=month, agencies=None, at=at)
    open_now = Objection.objects.filter(period=month, state=ObjectionState.OPEN)
    open_now.update(state=ObjectionState.REJECTED, answer="Giữ nguyên.", answered_at=at, answered_by=asker)
    CaptureRecord.objects.filter(inspection__period=month, state__in=("held", "conflict")).delete()
    ResultPreview.objects.update_or_create(
        period=month,
        defaults={
            "opened_at": at,
            "closes_on": month.ends_on + timedelta(days=5),
            "close_asked_at": at,
            "close_asked_by": asker,
        },
    )
    rows = AgencyResult.objects.filter(period=month).order_by("agency").values_list("agency", "total")
    SignOff.objects.bulk_create(
        SignOff(
            id=uuid4(),
            period=month,
            agency_id=agency,
            step=SignStep.HOME_AFFAIRS,
            total=total,
            revision=1,
            signed_at=at,
            signed_by=asker,
        )
        for agency, total in rows
    )


def _rated(month: Any) -> Any:
    from evaluations.models import AgencyResult

    return AgencyResult.objects.filter(period=month).values_list("agency", flat=True)


def recompute() -> dict[str, Any]:
    """Every figure and rank of every closed month again, held against the lines and the stored results."""
    from evaluations.gather.closing.proof import period_problems, proofs

    began = time.perf_counter()
    found = list(proofs())
    return {
        "recomputed_months": len({proof.snapshot.period_id for proof in found}),
        "recompute_differences": sum(bool(proof.problems) for proof in found) + len([*period_problems()]),
        "recompute_seconds": time.perf_counter() - began,
        "why": [proof.problems[:2] for proof in found if proof.problems][:3],
    }


if __name__ == "__main__":
    main(sys.argv[1])
