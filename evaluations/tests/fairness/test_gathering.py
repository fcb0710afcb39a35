"""What is read from the database: values by measure, by recorder and by leader, at a constant cost."""

from datetime import date
from uuid import uuid4

import pytest

from evaluations.enums import InspectionState
from evaluations.gather.fairness.marks import gather_marks
from evaluations.gather.fairness.pairs import gather_pairs
from evaluations.models import Criterion, Observation
from evaluations.rules.fairness.agreement import agreement, why_not_counted
from evaluations.tests.fairness.conftest import AT, FIRST_DAY, SECOND_DAY, TODAY

SPAN = (date(2026, 11, 1), date(2026, 12, 1), TODAY)
SEEN = {"TT-04": (20, 18), "GT-01": (10, 5)}


@pytest.fixture
def pair(cast, inspectors, visit):
    """The commune, seen by two teams."""
    first = visit(cast.commune, cast.inspector, FIRST_DAY, SEEN)
    second = visit(
        cast.commune, inspectors[0], SECOND_DAY, {"TT-04": (20, 20), "GT-01": (10, 5)}, double_of=first
    )
    return first, second


def test_a_mark_is_the_value_by_the_measure_of_its_criterion(cast, visit):
    visit(cast.commune, cast.inspector, FIRST_DAY, SEEN | {"TT-03": (10, 1)})
    marks = gather_marks(cast.admin, *SPAN).marks
    assert sorted(mark.value for mark in marks) == pytest.approx([0.5, 0.75, 0.9])
    assert {(mark.person, mark.agency) for mark in marks} == {(cast.inspector.pk, cast.commune.pk)}


def test_what_does_not_apply_is_no_mark(cast, visit):
    inspection = visit(cast.commune, cast.inspector, FIRST_DAY, SEEN, state=InspectionState.REPORTED)
    Observation.objects.create(
        id=uuid4(),
        inspection=inspection,
        criterion=Criterion.objects.get(code="TT-08"),
        n=0,
        k=0,
        not_applicable=True,
        recorded_by=cast.inspector,
        recorded_at=AT,
    )
    type(inspection).objects.filter(pk=inspection.pk).update(state=InspectionState.CONCLUDED)
    assert len(gather_marks(cast.admin, *SPAN).marks) == 2


def test_a_member_counts_as_recorder_and_the_leader_for_the_team(cast, inspectors, visit):
    inspection = visit(cast.commune, cast.inspector, members=inspectors[:1], state=InspectionState.REPORTED)
    Observation.objects.create(
        id=uuid4(),
        inspection=inspection,
        criterion=Criterion.objects.get(code="TT-04"),
        n=4,
        k=1,
        recorded_by=inspectors[0],
        recorded_at=AT,
    )
    type(inspection).objects.filter(pk=inspection.pk).update(state=InspectionState.CONCLUDED)
    recorded = gather_marks(cast.admin, *SPAN)
    assert [mark.person for mark in recorded.marks] == [inspectors[0].pk]
    assert recorded.names == {inspectors[0].pk: "Phan Thị Đoàn"}
    led = gather_marks(cast.admin, *SPAN, of_team=True)
    assert [mark.person for mark in led.marks] == [cast.inspector.pk]
    assert led.names == {cast.inspector.pk: "Trần Văn Kiểm"}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": InspectionState.REPORTED},
        {"state": InspectionState.LAPSED},
        {"visited_on": date(2026, 10, 31)},
    ],
)
def test_only_what_was_concluded_within_the_span_is_read(cast, visit, fields):
    visit(cast.commune, cast.inspector, FIRST_DAY, SEEN, **fields)
    assert gather_marks(cast.admin, *SPAN).marks == []


def test_a_pair_has_both_teams_and_both_readings(cast, pair):
    (found,) = gather_pairs(cast.admin, *SPAN)
    assert found.ids == (pair[0].pk, pair[1].pk)
    assert found.agency_name == "Xã Cái Nhum"
    assert why_not_counted(found.first, found.second) == ""
    seen = agreement(found.first, found.second)
    assert (seen.n, seen.close, seen.both, seen.only_first) == (2, 2, 1, 1)
    assert seen.mean_gap == pytest.approx(5)


def test_a_cancelled_double_is_no_pair(cast, pair):
    type(pair[1]).objects.filter(pk=pair[1].pk).update(state=InspectionState.CANCELLED)
    assert gather_pairs(cast.admin, *SPAN) == []


def test_a_secret_double_visit_to_their_own_office_is_hidden_from_home_affairs(cast, visit, inspectors):
    first = visit(cast.home_affairs, cast.head, FIRST_DAY, SEEN)
    visit(cast.home_affairs, cast.head, SECOND_DAY, double_of=first, state="draft", started_at=None)
    assert gather_pairs(cast.admin, *SPAN) == []


def test_the_cost_is_the_same_at_any_size(cast, inspectors, visit, pair, django_assert_num_queries):
    def read():
        gather_marks(cast.admin, *SPAN, of_team=True)
        gather_pairs(cast.admin, *SPAN)

    read()  # the scope of the account is kept from here on
    with django_assert_num_queries(8):
        read()
    for day in (5, 9, 11):
        first = visit(cast.department, cast.inspector, date(2026, 11, day), SEEN, members=inspectors[1:])
        visit(cast.department, inspectors[0], date(2026, 11, day + 5), SEEN, double_of=first)
    with django_assert_num_queries(8):
        read()
