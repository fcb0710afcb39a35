"""Who owes a form."""

from datetime import date

import pytest
from django.db.models import Q

from agencies.enums import PostingKind
from agencies.models import Posting
from agencies.tests.factories import RECORDED
from evaluations.gather.assessments.owed import own_form, own_open_forms, posts_owing
from evaluations.gather.rated import rated_agencies
from evaluations.rules.assessments.answers import Applicability
from evaluations.tests.assessments.conftest import Month


def _post(month: Month, who: str, agency: str, **fields: object) -> Posting:
    return Posting.objects.create(
        staff=getattr(month.cast, who).staff,
        agency=getattr(month.cast, agency),
        title="Chuyên viên",
        recorded_at=RECORDED,
        **({"starts_on": date(2026, 11, 12)} | fields),
    )


def test_a_post_on_the_last_day_owes_one_form(month: Month) -> None:
    form = month.owed_by(month.cast.officer)
    assert (form.unit_id, form.agency_id) == (month.cast.unit.pk, month.cast.department.pk)
    assert form.applies == Applicability(counter=True)
    assert form.stored is None


def test_what_applies_comes_from_the_posts(month: Month) -> None:
    assert month.owed_by(month.cast.unit_head).applies == Applicability(leader=True)
    _post(month, "colleague", "other_unit", kind=PostingKind.CONCURRENT, wears_uniform=True)
    form = month.owed_by(month.cast.colleague)
    assert form.applies == Applicability(uniform=True)
    assert form.unit_id == month.cast.unit.pk


def test_a_secondment_takes_the_form_along(month: Month) -> None:
    _post(month, "officer", "commune", kind=PostingKind.SECONDMENT)
    forms = own_open_forms(month.cast.officer.staff_id)
    assert {form.agency_id for form in forms} == {month.cast.commune.pk}


def test_a_second_post_gives_a_second_form(month: Month) -> None:
    _post(month, "officer", "commune", kind=PostingKind.CONCURRENT)
    forms = own_open_forms(month.cast.officer.staff_id)
    assert {form.agency_id for form in forms} == {month.cast.department.pk, month.cast.commune.pk}


def test_who_moved_during_the_month_owes_the_new_agency(month: Month) -> None:
    staff = month.cast.officer.staff_id
    Posting.objects.filter(staff=staff).update(ends_on=date(2026, 11, 12))
    _post(month, "officer", "commune")
    assert own_form(staff, month.period.pk, month.cast.department.pk) is None
    assert own_form(staff, month.period.pk, month.cast.commune.pk) is not None


def test_a_stored_form_comes_with_it(month: Month) -> None:
    sent = month.submitted(month.cast.officer)
    stored = month.owed_by(month.cast.officer).stored
    assert stored is not None
    assert (stored.pk, stored.scores, stored.submitted_at) == (sent.pk, sent.scores, sent.submitted_at)


def test_those_who_owe_are_those_who_are_counted(month: Month) -> None:
    _post(month, "colleague", "other_unit", kind=PostingKind.CONCURRENT)
    _post(month, "officer", "commune", kind=PostingKind.SECONDMENT)
    counted = {one.agency_id: one.headcount for one in rated_agencies(month.period) if one.headcount}
    rated = list(posts_owing(month.period, Q()).order_by("pk").values_list("rated", flat=True))
    assert {agency: rated.count(agency) for agency in counted} == counted


@pytest.mark.parametrize("who", ["leader", "operator"])
def test_who_works_in_no_rated_agency_owes_nothing(month: Month, who: str) -> None:
    user = getattr(month.cast, who)
    assert user.staff_id is None or own_open_forms(user.staff_id) == []
