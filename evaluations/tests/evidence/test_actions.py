"""Promising a seed, drawing once, telling those drawn; nobody chooses and nobody draws twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, PeriodClosed
from core.models import AuditEntry, Notification
from evaluations.actions.evidence import commit_draw, draw_people
from evaluations.actions.evidence.commit import PercentOutOfRange, TooLate
from evaluations.actions.evidence.draw import MonthNotOver
from evaluations.gather.evidence.candidates import candidates
from evaluations.models import EvidenceDraw, SampledPerson
from evaluations.rules.calibration.proof import digest_of, size_of
from evaluations.rules.planning.draws import commitment_of, draw
from evaluations.tasks import draw_evidence
from evaluations.tests.assessments.conftest import NOW, Month

AFTER = NOW + timedelta(days=12)


def test_the_commitment_is_the_digest_of_a_seed_that_the_audit_does_not_tell(promised: EvidenceDraw) -> None:
    assert promised.commitment == commitment_of(promised.seed)
    entry = AuditEntry.objects.get(event="evidence_draw.committed")
    assert entry.after["commitment"] == promised.commitment
    assert promised.seed not in str(entry.after)


def test_it_is_promised_once(month: Month, promised: EvidenceDraw) -> None:
    again = commit_draw(period=month.period, percent=20, actor=month.cast.admin, at=NOW)
    assert again.seed == promised.seed
    for other in ({"percent": 10, "actor": month.cast.admin}, {"percent": 20, "actor": month.cast.leader}):
        with pytest.raises(Conflict):
            commit_draw(period=month.period, **other, at=NOW)


@pytest.mark.parametrize("percent", [0, 21, 100])
def test_a_share_out_of_range_is_refused(month: Month, percent: int) -> None:
    with pytest.raises(PercentOutOfRange):
        commit_draw(period=month.period, percent=percent, actor=month.cast.admin, at=NOW)


def test_after_the_month_nothing_is_promised_any_more(month: Month) -> None:
    with pytest.raises(TooLate):
        commit_draw(period=month.period, percent=5, actor=month.cast.admin, at=AFTER)


def test_a_closed_month_promises_nothing(month: Month) -> None:
    month.close()
    with pytest.raises(PeriodClosed):
        commit_draw(period=month.period, percent=5, actor=month.cast.admin, at=NOW)


def test_it_is_not_drawn_before_the_month_is_over(promised: EvidenceDraw, month: Month) -> None:
    with pytest.raises(MonthNotOver, match="01/12/2026"):
        draw_people(made=promised, actor=month.cast.admin, at=NOW)


def test_the_draw_takes_the_promised_share_of_those_who_owe(promised: EvidenceDraw, month: Month) -> None:
    drawn = draw_people(made=promised, actor=month.cast.admin, at=AFTER)
    owing = candidates(month.period)
    codes = sorted({code for _agency, _staff, code in owing})
    assert drawn.codes == "\n".join(codes)
    assert drawn.candidates_sha256 == digest_of(drawn.codes)
    size = size_of(len(codes), 20)
    expected = set(draw(drawn.seed, codes, size))
    found = set(SampledPerson.objects.values_list("staff__code", flat=True))
    assert found == expected
    assert Notification.objects.filter(kind="evidence.drawn").count() == size
    assert AuditEntry.objects.get(event="evidence_draw.drawn").after["seed"] == drawn.seed


def test_drawing_again_gives_the_first_outcome(promised: EvidenceDraw, month: Month) -> None:
    first = draw_people(made=promised, actor=month.cast.admin, at=AFTER)
    before = list(SampledPerson.objects.order_by("pk").values())
    again = draw_people(made=promised, actor=None, at=AFTER + timedelta(days=1))
    assert again.drawn_at == first.drawn_at
    assert list(SampledPerson.objects.order_by("pk").values()) == before


def test_a_closed_month_is_drawn_no_more(promised: EvidenceDraw, month: Month) -> None:
    month.close()
    with pytest.raises(PeriodClosed):
        draw_people(made=promised, actor=month.cast.admin, at=AFTER)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        SampledPerson.objects.create(
            draw=promised, agency=month.cast.department, staff=month.cast.officer.staff
        )


def test_the_night_draws_what_is_due(promised: EvidenceDraw, time_machine_after: None) -> None:
    draw_evidence()
    draw_evidence()
    promised.refresh_from_db()
    assert promised.drawn_at is not None
    assert SampledPerson.objects.exists()
