"""Opening, giving out, casting, shuffling, counting; nothing stored leads from a person to a ballot."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models

from core.blind import blind_sign
from core.errors import Conflict, PeriodClosed
from core.models import AuditEntry
from core.tests.blinding import blind
from evaluations.actions.survey import (
    cast_ballot,
    count_survey,
    make_keys,
    open_surveys,
    shuffle_surveys,
    take_turn,
)
from evaluations.actions.survey.cast import ForgedBallot, NotABallot
from evaluations.actions.survey.count import SurveyStillOpen
from evaluations.actions.survey.open import SurveyDates
from evaluations.actions.survey.take_turn import BadRequest, SurveyNotOpen, _first
from evaluations.gather.registered import gather_registered
from evaluations.gather.sets import load_set
from evaluations.models import PeriodSet, RegisterFact, Survey, SurveyBallot, SurveyCount, SurveyTurn
from evaluations.tests.assessments.conftest import NOW, Month
from evaluations.tests.survey.conftest import CLOSES, OPENS, Asking

LATER = CLOSES + timedelta(days=1)


def test_each_rated_agency_gets_its_own_key(asking: Asking) -> None:
    surveys = list(Survey.objects.order_by("pk"))
    assert len(surveys) == 3
    assert len({one.public_key for one in surveys}) == 3
    assert len(AuditEntry.objects.get(event="survey.keys_made").after["keys"]) == 3


def test_opening_again_changes_nothing(asking: Asking) -> None:
    before = list(Survey.objects.order_by("pk").values())
    again = open_surveys(
        period=asking.month.period, opens_on=OPENS, closes_on=CLOSES, actor=asking.month.cast.admin, at=NOW
    )
    assert again == make_keys(period=asking.month.period, at=NOW) == 0
    assert list(Survey.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(("first", "last"), [(-1, 6), (0, 1), (0, 60)])
def test_days_that_do_not_fit_are_refused(month: Month, first: int, last: int) -> None:
    days = {"opens_on": OPENS + timedelta(days=first), "closes_on": OPENS + timedelta(days=last)}
    with pytest.raises(SurveyDates):
        open_surveys(period=month.period, **days, actor=month.cast.admin, at=NOW)


def test_a_closed_month_opens_none(month: Month) -> None:
    month.close()
    with pytest.raises(PeriodClosed):
        open_surveys(period=month.period, opens_on=OPENS, closes_on=CLOSES, actor=None, at=NOW)


def test_the_same_blinded_message_gives_the_same_answer_and_another_is_refused(asking: Asking) -> None:
    staff, one = asking.voters[0].staff_id, blind(asking.survey.public_key)
    first = take_turn(survey=asking.survey, staff_id=staff, blinded=one.message, on=OPENS)
    assert take_turn(survey=asking.survey, staff_id=staff, blinded=one.message, on=OPENS) == first
    other = blind(asking.survey.public_key).message
    with pytest.raises(Conflict, match="máy hoặc trình duyệt khác"):
        take_turn(survey=asking.survey, staff_id=staff, blinded=other, on=OPENS)
    assert SurveyTurn.objects.count() == 1


def test_nonsense_gets_no_turn(asking: Asking) -> None:
    with pytest.raises(BadRequest):
        take_turn(survey=asking.survey, staff_id=asking.voters[0].staff_id, blinded="x" * 400, on=OPENS)
    assert not SurveyTurn.objects.exists()


@pytest.mark.parametrize("day", [OPENS - timedelta(days=1), LATER])
def test_outside_its_days_it_neither_gives_nor_takes(asking: Asking, day: Any) -> None:
    ballot = asking.ballot(asking.voters[0])
    with pytest.raises(SurveyNotOpen):
        asking.ballot(asking.voters[1], on=day)
    with pytest.raises(SurveyNotOpen):
        cast_ballot(**ballot, marks=(3, 3), on=day)


def test_a_ballot_counts_once_and_cannot_be_changed(asking: Asking) -> None:
    ballot = asking.ballot(asking.voters[0])
    cast_ballot(**ballot, marks=(4, None), on=OPENS)
    cast_ballot(**ballot, marks=(4, None), on=OPENS)
    with pytest.raises(Conflict, match="chỉ bỏ một lần"):
        cast_ballot(**ballot, marks=(5, None), on=OPENS)
    assert SurveyBallot.objects.get().marks == (4, None)


def test_a_repeat_raises_no_error_that_a_log_of_the_database_would_keep(asking: Asking) -> None:
    """PostgreSQL logs a failed statement with its values and its moment."""
    ballot, staff = asking.ballot(asking.voters[0]), asking.voters[1].staff_id
    failed: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except Exception:
            failed.append(sql)
            raise

    with connection.execute_wrapper(watch):
        for _time in range(2):
            cast_ballot(**ballot, marks=(4, 2), on=OPENS)
        one, other = ("x", "y")
        for blinded in (one, other):
            assert _first(asking.survey, staff, blinded, "s").blinded == one
    assert not failed


def test_a_forged_ballot_is_refused(asking: Asking) -> None:
    ballot = asking.ballot(asking.voters[0])
    other = Survey.objects.exclude(pk=asking.survey.pk).order_by("pk")[0]
    for change in ({"token": "0" * 64}, {"signature": "A" * 344}, {"survey_id": other.pk}):
        with pytest.raises(ForgedBallot):
            cast_ballot(**(ballot | change), marks=(3, 3), on=OPENS)
    assert not SurveyBallot.objects.exists()


@pytest.mark.parametrize("marks", [(), (3,), (None, None), (0, 1), ("5", 5), (3, 3, 3)])
def test_marks_out_of_range_are_refused(asking: Asking, marks: tuple[Any, ...]) -> None:
    with pytest.raises(NotABallot):
        cast_ballot(**asking.ballot(asking.voters[0]), marks=marks, on=OPENS)


def test_no_column_of_turns_and_ballots_could_join_them_or_tell_when(asking: Asking) -> None:
    """The shape: one foreign key, to the survey; no moment, no counter, no person in a ballot."""
    kinds = {model: {f.name: type(f) for f in model._meta.fields} for model in (SurveyTurn, SurveyBallot)}
    assert set(kinds[SurveyTurn]) == {"id", "survey", "staff", "blinded", "signature"}
    assert set(kinds[SurveyBallot]) == {"token", "survey", "marks"}
    telling = (models.DateField, models.TimeField, models.AutoField)
    assert not [kind for found in kinds.values() for kind in found.values() if issubclass(kind, telling)]


def test_nothing_stored_of_a_turn_is_found_in_a_ballot(asking: Asking) -> None:
    asking.votes((1, 2), (3, 4), (5, 5), (2, 2), (4, 1))
    turns = list(SurveyTurn.objects.order_by("pk").values_list("id", "staff", "blinded", "signature"))
    ballots = list(SurveyBallot.objects.order_by("pk").values_list("token", "marks"))
    assert len(turns) == len(ballots) == 5
    kept = {str(value) for turn in turns for value in turn}
    assert not kept & {str(value) for ballot in ballots for value in ballot}
    events = (
        AuditEntry.objects.filter(event__startswith="survey").order_by("pk").values_list("event", flat=True)
    )
    assert list(events) == ["survey.opened", "survey.keys_made"]


def test_the_night_rewrites_both_tables_and_loses_nothing(asking: Asking) -> None:
    asking.votes((1, 2), (3, 4), (5, 5), (2, 2), (4, 1))
    before = [set(model.objects.values_list("pk", flat=True)) for model in (SurveyTurn, SurveyBallot)]
    assert shuffle_surveys(on=OPENS) == 10
    after = [set(model.objects.values_list("pk", flat=True)) for model in (SurveyTurn, SurveyBallot)]
    assert after == before
    assert shuffle_surveys(on=LATER) == 0


def test_counting_writes_a_verified_fact_and_destroys_everything_else(asking: Asking) -> None:
    asking.votes((1, 5), (2, 5), (3, 5), (4, 5), (5, None))
    assert [tuple(one) for one in asking.count()] == [("TT-13", 5, 15)]
    asking.survey.refresh_from_db()
    assert asking.survey.private_key == ""
    assert not SurveyTurn.objects.exists()
    assert not SurveyBallot.objects.exists()
    count = SurveyCount.objects.get()
    assert (count.criterion, count.answers, count.marks) == ("TT-13", 5, 15)
    fact = RegisterFact.objects.get()
    assert (fact.criterion.code, fact.n, fact.k, fact.verified_at) == ("TT-13", 25, 15, fact.declared_at)
    assert asking.count() == []


def test_the_fact_reaches_the_score(asking: Asking) -> None:
    asking.votes(*[(4, 5)] * 6)
    asking.count()
    period, agency = asking.month.period, asking.survey.agency_id
    loaded = load_set(PeriodSet.objects.filter(period=period).order_by("pk")[0].criteria_set_id)
    inputs = gather_registered(period, {agency: loaded})[agency].inputs
    found = {loaded.rules.criteria[one.position].code: (one.n, one.k) for one in inputs}
    assert found == {"TT-13": (30, 24), "GT-09": (30, 30)}


def test_too_few_ballots_come_to_nothing(asking: Asking) -> None:
    asking.votes((1, 1), (2, 2), (3, 3), (4, 4))
    assert asking.count() == []
    assert not SurveyCount.objects.exists()
    assert not RegisterFact.objects.exists()
    assert not SurveyBallot.objects.exists()
    assert AuditEntry.objects.get(event="survey.counted").after == {"counts": [], "facts": 0}


def test_it_is_not_counted_before_its_last_day_is_over(asking: Asking) -> None:
    with pytest.raises(SurveyStillOpen):
        count_survey(survey=asking.survey, at=NOW + timedelta(days=6))


def test_a_month_closed_meanwhile_keeps_the_count_and_gets_no_fact(asking: Asking) -> None:
    asking.votes(*[(4, 5)] * 5)
    asking.month.close()
    assert len(asking.count()) == 2
    assert SurveyCount.objects.count() == 2
    assert not RegisterFact.objects.exists()


def test_ballots_that_nobody_took_spoil_the_count(asking: Asking) -> None:
    """With the private key anybody makes ballots; there are then more of them than turns."""
    asking.votes(*[(4, 5)] * 6)
    made = blind(asking.survey.public_key)
    signature = made.unblind(blind_sign(asking.survey.private_key, made.message))
    cast_ballot(survey_id=asking.survey.pk, token=made.token, signature=signature, marks=(1, 1), on=OPENS)
    assert asking.count() == []
    assert not RegisterFact.objects.exists()
    assert "không công nhận" in AuditEntry.objects.get(event="survey.counted").after["refused"]


def test_after_counting_the_old_ballots_are_taken_by_nobody(asking: Asking) -> None:
    ballot = asking.ballot(asking.voters[0])
    asking.count()
    with pytest.raises(SurveyNotOpen):
        cast_ballot(**ballot, marks=(3, 3), on=OPENS)
