"""Every table that belongs to a period is under the database's guard, the photographs and the sets too."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Thread
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, models, transaction

from agencies.tests.cast import Cast
from core.models import Attachment
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.enums import PeriodState
from evaluations.gather.sets import load_set
from evaluations.models import (
    Criterion,
    Inspection,
    Observation,
    ObservationPhoto,
    Period,
    PeriodSet,
    PeriodSummary,
)

AT = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)
# A rating carries its day and no period.
BY_DAY = {"feedback_rating", "feedback_ratingsuspicion"}
# The procedure goes on after the month has closed, and counts nothing by itself: what was concluded late
# counts from a later month, which the guard of the inspection's own row keeps.
PROCEDURE = {
    "evaluations_appeal",
    "evaluations_calibrationmark",
    "evaluations_caselink",
    "evaluations_quotaexception",
    "evaluations_reopenrequest",
    "evaluations_reviewreply",
    "evaluations_survey",
    "evaluations_surveyballot",
    "evaluations_surveycount",
    "evaluations_surveyturn",
    "evaluations_capturedownload",
    "evaluations_capturedphoto",
    "evaluations_capturerecord",
    "evaluations_doublesample",
    "evaluations_explanation",
    "evaluations_explanationfile",
    "evaluations_findingoutcome",
    "evaluations_handover",
    "evaluations_inspectionorder",
    "evaluations_issueddocument",
    "evaluations_recommendation",
    "evaluations_remedyfile",
    # these have guards of their own: a snapshot is made by closing, the others come after it
    "evaluations_correction",
    "evaluations_correctionline",
    "evaluations_periodsnapshot",
    "evaluations_rankingrelease",
    "evaluations_snapshotline",
}


@pytest.fixture
def period(cast: Cast) -> Iterator[Period]:
    """November 2026, open; kept sets are forgotten, for ids come again after a rollback."""
    load_set.cache_clear()
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=AT)
    yield open_period(kind="month", day=date(2026, 11, 12), actor=None, at=AT)
    load_set.cache_clear()


@pytest.fixture
def observation(cast: Cast, period: Period) -> Observation:
    """A finding of a visit in November."""
    visit = Inspection.objects.create(
        id=uuid4(),
        agency=cast.department,
        period=period,
        mode="planned",
        order_number="1",
        visited_on=date(2026, 11, 12),
        created_by=cast.inspector,
        created_at=AT,
    )
    return Observation.objects.create(
        id=uuid4(),
        inspection=visit,
        criterion=Criterion.objects.get(code="TT-01"),
        n=10,
        k=8,
        recorded_by=cast.inspector,
        recorded_at=AT,
    )


def _bound_tables() -> set[str]:
    """Tables that hold a foreign key to a period, or to a row of such a table."""
    bound: set[type[models.Model]] = {Period}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if model not in bound and field.is_relation and field.related_model in bound
        }
        if not more:
            return {model._meta.db_table for model in bound - {Period}} | BY_DAY
        bound |= more


def _guarded_tables() -> set[str]:
    catalogue = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'period_guard_%%'",
        "postgresql": "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'period_guard'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor].replace("%%", "%"))
        return {row[0] for row in cursor.fetchall()}


def _close(period: Period) -> None:
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)


def test_no_table_of_a_period_is_without_the_guard(db: None) -> None:
    assert _guarded_tables() == _bound_tables() - PROCEDURE


def test_a_closed_month_takes_and_loses_no_photograph(observation: Observation, period: Period) -> None:
    first, second = (
        Attachment.objects.create(path=f"{number}.jpg", content_type="image/jpeg", size=1, created_at=AT)
        for number in range(2)
    )
    kept = ObservationPhoto.objects.create(observation=observation, attachment=first)
    _close(period)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        ObservationPhoto.objects.create(observation=observation, attachment=second)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        kept.delete()
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        ObservationPhoto.objects.filter(pk=kept.pk).update(attachment=second)
    assert ObservationPhoto.objects.get().attachment_id == first.pk


def test_a_closed_month_keeps_the_sets_it_was_scored_by(period: Period) -> None:
    pinned = PeriodSet.objects.filter(period=period)
    assert pinned.update(comparison_group=models.F("comparison_group")) == 3
    _close(period)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        pinned.update(comparison_group=models.F("comparison_group"))
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        pinned.delete()
    assert pinned.count() == 3


def _try_to_close(period: Period, answers: list[str]) -> None:
    """What closing does first, from another connection: lock the row for the change of its state."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM evaluations_period WHERE id = %s FOR NO KEY UPDATE NOWAIT", [period.pk]
            )
        answers.append("free")
    except OperationalError:
        answers.append("held")
    finally:
        connection.close()


def _closing_meanwhile(period: Period) -> str:
    answers: list[str] = []
    other = Thread(target=_try_to_close, args=(period, answers))
    other.start()
    other.join()
    return answers[0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_period_is_not_closed_under_a_writer(period: Period) -> None:
    """The guard holds the row FOR SHARE; a foreign key alone would let the state change meanwhile."""
    assert _closing_meanwhile(period) == "free"
    with transaction.atomic():
        PeriodSummary.objects.filter(period=period).update(revision=1)
        assert _closing_meanwhile(period) == "held"
    assert _closing_meanwhile(period) == "free"
