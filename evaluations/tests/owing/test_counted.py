"""The figure that the roll-up takes from the database is the one that the rule gives person by person."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db.models import Q

from agencies.enums import AgencyKind, LeaveKind, PersonType, PostingKind
from agencies.models import Agency, AgencyVersion, Leave, Posting, StaffMember
from agencies.tests.factories import RECORDED, START, make_agency
from evaluations.enums import Owing, PeriodState
from evaluations.gather.assessments.excused import all_lines, excused_lines
from evaluations.gather.assessments.one_person import lines_of
from evaluations.gather.assessments.owed import own_form, posts_owing
from evaluations.gather.rated import rated_agencies
from evaluations.models import DueTerm
from evaluations.tests.assessments.conftest import Month

NOVEMBER, FIRST_HALF = date(2026, 11, 1), date(2026, 11, 16)
DAYS = (-3, 0, 1, 5, 11, 18, 22, 23, 24, 25, 28, 29, 30)
AROUND = [START, *(NOVEMBER + timedelta(days=day) for day in DAYS)]


def _people(month: Month, dice: Random, number: int) -> None:
    """``number`` people with posts, secondments and leave that begin and end around the month's ends."""
    units = list(AgencyVersion.objects.order_by("pk").values_list("agency", flat=True))
    for place in range(number):
        staff = StaffMember.objects.create(
            code=f"NN{place}", full_name="Người Nào Đó", person_type=PersonType.CIVIL_SERVANT
        )
        Posting.objects.bulk_create(_postings(staff, units, dice))
        Leave.objects.bulk_create(_leave(staff, month, dice) for _ in range(dice.choice((0, 0, 1, 2))))


def _postings(staff: StaffMember, units: list[int], dice: Random) -> list[Posting]:
    """One to three posts; two regular ones never hold together, nor two in one unit."""
    found: list[Posting] = []
    for _ in range(dice.choice((1, 1, 2, 3, 4))):
        starts, ends = _range(dice)
        kind = dice.choice((*[PostingKind.REGULAR] * 3, PostingKind.SECONDMENT, PostingKind.CONCURRENT))
        days = {"starts_on": starts, "ends_on": ends, "recorded_at": RECORDED}
        post = Posting(staff=staff, agency_id=dice.choice(units), kind=kind, title="CV", **days)
        if not any(_clash(post, one) for one in found):
            found.append(post)
    return found


def _clash(one: Posting, other: Posting) -> bool:
    alike = one.agency_id == other.agency_id or one.kind == other.kind == PostingKind.REGULAR
    ends, until = (post.ends_on or date.max for post in (one, other))
    return alike and one.starts_on < until and other.starts_on < ends


def _leave(staff: StaffMember, month: Month, dice: Random) -> Leave:
    starts, ends = _range(dice)
    taken_back = RECORDED if dice.random() < 0.2 else None
    return Leave(
        id=UUID(int=dice.getrandbits(128)), staff=staff, kind=LeaveKind.OTHER, starts_on=starts, ends_on=ends,
        recorded_by=month.cast.head, recorded_at=RECORDED, withdrawn_at=taken_back,
    )  # fmt: skip


def _range(dice: Random) -> tuple[date, date | None]:
    starts = dice.choice(AROUND)
    later = [day for day in [*AROUND, date(2026, 12, 1), date(2027, 1, 5)] if day > starts]
    return starts, dice.choice([*later, None])


def _by_the_rule(month: Month) -> Counter[tuple[int, str]]:
    return Counter((one.line.agency_id, str(one.line.owing)) for one in all_lines(month.period))


@pytest.mark.parametrize("seed", range(6))
def test_the_count_is_the_rule_s_for_random_people(month: Month, seed: int) -> None:
    dice = Random(seed)
    _people(month, dice, 120)
    if seed % 2:
        days, by = dice.randint(1, 10), month.cast.admin
        DueTerm.objects.create(code="min_days", working_days=days, changed_by=by, changed_at=RECORDED)
    every = _by_the_rule(month)
    owed = {agency: count for (agency, owing), count in every.items() if owing == Owing.OWED}
    rated = rated_agencies(month.period)
    assert {one.agency_id: one.headcount for one in rated if one.headcount} == owed
    for one in rated:
        assert rated_agencies(month.period, [one.agency_id]) == [one]
    excused = Counter((one.line.agency_id, str(one.line.owing)) for one in excused_lines(month.period))
    assert excused == Counter({key: count for key, count in every.items() if key[1] != Owing.OWED})
    assert len({owing for _agency, owing in every}) >= len(Owing) - 1


@pytest.mark.parametrize("seed", range(2))
def test_the_lists_and_each_person_s_own_page_say_the_same(month: Month, seed: int) -> None:
    _people(month, Random(seed), 80)
    lines = all_lines(month.period)
    owed = {
        (one.staff_id, one.line.agency_id, one.line.unit_id) for one in lines if one.line.owing == Owing.OWED
    }
    posts = posts_owing(month.period, Q()).order_by("pk").values_list("staff", "rated", "agency")
    assert set(posts) == owed
    assert len(posts) == len(owed)
    for staff in {one.staff_id for one in lines}:
        mine = [one.line for one in lines if one.staff_id == staff]
        assert lines_of([month.period], staff)[month.period.pk] == mine
        for line in mine:
            form = own_form(staff, month.period.pk, line.agency_id)
            assert (form is not None) == (line.owing == Owing.OWED)
            assert form is None or form.unit_id == line.unit_id


def test_a_unit_that_ended_holds_nobody(month: Month) -> None:
    unit = make_agency("Phòng giải thể", AgencyKind.DIVISION, month.cast.department, ends_on=FIRST_HALF)
    staff = StaffMember.objects.create(code="X1", full_name="Ai Đó", person_type=PersonType.CIVIL_SERVANT)
    Posting.objects.create(staff=staff, agency=unit, title="CV", starts_on=START, recorded_at=RECORDED)
    before = {one.agency_id: one.headcount for one in rated_agencies(month.period)}
    (line,) = lines_of([month.period], staff.pk)[month.period.pk]
    assert (line.owing, line.working_days, line.posts) == (Owing.LEFT, 10, ())
    assert (
        Counter(one.line.agency_id for one in all_lines(month.period) if one.line.owing == Owing.OWED)
        == before
    )


def test_a_merger_within_the_month_leaves_its_people_owing(month: Month) -> None:
    from agencies.enums import SuccessionKind
    from agencies.models import AgencySuccession, Reorganisation

    day = date(2026, 11, 26)
    heir = make_agency("Sở mới", parent=month.cast.province, starts_on=day)
    act = Reorganisation.objects.create(
        decision_number="1/NQ", title="Hợp nhất", decided_on=day, in_force_on=day
    )
    AgencySuccession.objects.create(
        reorganisation=act, kind=SuccessionKind.MERGE, predecessor=month.cast.commune, successor=heir
    )
    AgencyVersion.objects.filter(agency=month.cast.commune).update(ends_on=day)
    people = StaffMember.objects.filter(postings__agency=month.cast.commune)
    for staff in list(people.order_by("pk")):
        staff.postings.update(ends_on=day)
        Posting.objects.create(staff=staff, agency=heir, title="CV", starts_on=day, recorded_at=RECORDED)
    counted = {one.agency_id: one.headcount for one in rated_agencies(month.period)}
    assert counted[heir.pk] == 2
    assert month.cast.commune.pk not in counted


def test_a_form_of_somebody_who_moved_counts_nowhere(month: Month) -> None:
    from evaluations.gather.month import gather_month

    month.submitted(month.cast.officer)
    month.submitted(month.cast.colleague)
    Posting.objects.filter(staff=month.cast.officer.staff_id).update(ends_on=date(2026, 11, 30))
    (found,) = gather_month(month.period, [month.cast.department.pk], today=NOVEMBER)
    assert (found.submitted, found.headcount) == (1, 4)
    assert {one.n for one in found.inputs} <= {0, 1}


def test_a_form_of_somebody_excused_counts_nowhere(month: Month) -> None:
    from evaluations.gather.month import gather_month

    month.submitted(month.cast.officer)
    Leave.objects.create(
        id=uuid4(), staff=month.cast.officer.staff, kind=LeaveKind.MATERNITY, starts_on=NOVEMBER,
        recorded_by=month.cast.head, recorded_at=RECORDED,
    )  # fmt: skip
    (found,) = gather_month(month.period, [month.cast.department.pk], today=NOVEMBER)
    assert (found.submitted, found.headcount) == (0, 4)


def test_a_closed_month_without_a_list_is_worked_out(month: Month) -> None:
    before = rated_agencies(month.period)
    month.close()
    month.period.refresh_from_db()
    assert month.period.state == PeriodState.CLOSED
    assert rated_agencies(month.period) == before


def test_agencies_stay_apart(month: Month) -> None:
    assert {one.line.agency_id for one in all_lines(month.period, [month.cast.commune.pk])} == {
        month.cast.commune.pk
    }
    assert Agency.objects.count() == 6
