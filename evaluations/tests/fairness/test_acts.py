"""Drawing the double-inspection sample and ordering the second visit."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.tests.factories import grant
from core.access import Denied, may
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry
from evaluations.actions.fairness import draw_double_sample, order_double
from evaluations.actions.fairness.draw_double_sample import NobodyToDraw
from evaluations.actions.fairness.order_double import NotRepeatable, SameInspector
from evaluations.enums import InspectionState
from evaluations.gather.fairness.sample import drawn_inspections
from evaluations.models import DoubleSample, Inspection, TeamMember
from evaluations.rules.fairness import sampling
from evaluations.rules.planning.draws import commitment_of, draw
from evaluations.tests.fairness.conftest import AT, FIRST_DAY, SECOND_DAY, TODAY

SEED = "ab" * 32


@pytest.fixture
def sample(cast, month):
    """Draw the sample of November; keywords replace the usual arguments."""

    def do(**given):
        usual = {"form_id": uuid4(), "period": month, "percent": 10, "seed": SEED}
        return draw_double_sample(**(usual | {"actor": cast.admin, "at": AT} | given))

    return do


@pytest.fixture
def first(cast, visit):
    return visit(cast.commune, cast.inspector, FIRST_DAY)


@pytest.fixture
def order(cast, first, inspectors):
    """Order the double inspection of the commune; keywords replace the usual arguments."""

    def do(**given):
        usual = {
            "form_id": uuid4(),
            "first": first,
            "visited_on": TODAY,
            "order_number": "77/QĐ-SNV",
            "leader": inspectors[0],
            "members": [inspectors[1]],
            "actor": cast.admin,
            "at": AT,
        }
        return order_double(**(usual | given))

    return do


def causes(made):
    return {entry["code"]: entry["cause"] for entry in made.candidates}


class TestTheDraw:
    """One draw of a month, from everything that was concluded in it."""

    def test_it_can_be_redone_from_what_is_kept(self, cast, visit, sample):
        for agency in (cast.commune, cast.department):
            visit(agency, cast.inspector)
        made = sample(percent=20)
        codes = [entry["code"] for entry in made.candidates if not entry["cause"]]
        assert sorted(codes) == sorted([cast.commune.code, cast.department.code])
        assert made.drawn == draw(made.seed, codes, 1)

    def test_the_trail_keeps_the_commitment_and_not_the_seed(self, sample, first):
        made = sample()
        entry = AuditEntry.objects.get(event="fairness.sample_drawn")
        assert entry.after["commitment"] == commitment_of(made.seed)
        assert made.seed not in str(entry.after)
        assert first.agency.code not in str(entry.after)

    def test_what_cannot_be_repeated_is_listed_with_its_cause(self, cast, visit, sample):
        visit(cast.department, cast.inspector, mode="follow_up")
        visit(cast.home_affairs, cast.head)
        visit(cast.commune, cast.inspector)
        assert causes(sample()) == {
            cast.department.code: sampling.IS_FOLLOW_UP,
            cast.home_affairs.code: sampling.OWN_AGENCY,
            cast.commune.code: "",
        }

    def test_nor_is_one_drawn_where_another_of_home_affairs_works(self, cast, visit, sample):
        visit(cast.department, cast.inspector)
        visit(cast.commune, cast.inspector)
        grant(cast.other_head, Role.HOME_AFFAIRS, cast.province)
        assert causes(sample(percent=100))[cast.commune.code] == sampling.OWN_AGENCY

    def test_an_agency_takes_part_once_with_its_latest_visit(self, cast, visit, sample):
        visit(cast.commune, cast.inspector, FIRST_DAY)
        later = visit(cast.commune, cast.inspector, SECOND_DAY)
        made = sample(percent=100)
        assert len(made.drawn) == 1
        assert [one.inspection_id for one in drawn_inspections(made)] == [later.pk]

    def test_an_inspection_under_way_takes_no_part(self, cast, visit, sample):
        visit(cast.commune, cast.inspector, state=InspectionState.MINUTED)
        with pytest.raises(NobodyToDraw, match="chưa có cuộc kiểm tra nào"):
            sample()

    def test_a_month_is_drawn_once(self, sample, first):
        sample()
        with pytest.raises(Conflict, match="đã rút mẫu"):
            sample()
        assert DoubleSample.objects.count() == 1

    def test_the_same_form_again_gives_the_same_sample(self, sample, first):
        form_id = uuid4()
        assert sample(form_id=form_id) == sample(form_id=form_id, seed="cd" * 32)
        assert AuditEntry.objects.filter(event="fairness.sample_drawn").count() == 1

    def test_the_same_form_with_another_share_is_a_conflict(self, sample, first):
        form_id = uuid4()
        sample(form_id=form_id)
        with pytest.raises(Conflict):
            sample(form_id=form_id, percent=20)


class TestTheOrder:
    """Another team, within thirty days, unannounced."""

    def test_the_second_team_gets_a_draft_like_any_other(self, cast, order, first, inspectors):
        second = order()
        assert (second.double_of, second.state, second.mode) == (first, "draft", "unannounced")
        assert second.agency == cast.commune
        roles = dict(TeamMember.objects.filter(inspection=second).values_list("user", "role"))
        assert roles == {inspectors[0].pk: "leader", inspectors[1].pk: "member"}

    def test_it_is_written_down_who_ordered_it(self, cast, order, first):
        second = order()
        entry = AuditEntry.objects.get(event="fairness.double_ordered")
        assert (entry.actor_id, entry.subject_id) == (cast.admin.pk, str(second.pk))
        assert entry.agency_id is None

    @pytest.mark.parametrize("place", ["leader", "members"])
    def test_nobody_of_the_first_team_is_on_the_second(self, cast, order, place):
        given = {"leader": cast.inspector} if place == "leader" else {"members": [cast.inspector]}
        with pytest.raises(SameInspector, match="Trần Văn Kiểm đã ở đoàn thứ nhất"):
            order(**given)
        assert Inspection.objects.filter(double_of__isnull=False).count() == 0

    def test_nobody_inspects_where_they_work(self, cast, order):
        with pytest.raises(AccessRefused):
            order(leader=cast.other_head)

    @pytest.mark.parametrize("days", [0, -1, 31])
    def test_it_is_within_thirty_days_after_the_first(self, order, days):
        with pytest.raises(NotRepeatable, match="hết 03/12/2026"):
            order(visited_on=FIRST_DAY + timedelta(days=days))

    def test_only_a_concluded_one_is_repeated(self, order, cast, visit):
        with pytest.raises(NotRepeatable, match="đã kết luận"):
            order(first=visit(cast.department, cast.inspector, state=InspectionState.REPORTED))

    def test_a_double_is_not_doubled(self, order, cast, visit, first):
        double = visit(cast.commune, cast.head, date(2026, 11, 10), double_of=first)
        with pytest.raises(NotRepeatable, match="kiểm tra lặp"):
            order(first=double)

    def test_the_same_form_again_gives_the_same_inspection(self, order):
        form_id = uuid4()
        assert order(form_id=form_id) == order(form_id=form_id)
        assert AuditEntry.objects.filter(event="fairness.double_ordered").count() == 1

    def test_a_second_order_is_a_conflict_until_the_first_is_cancelled(self, order):
        second = order()
        with pytest.raises(Conflict, match="đã có đoàn khác"):
            order()
        Inspection.objects.filter(pk=second.pk).update(state=InspectionState.CANCELLED)
        assert order() != second


class TestAccess:
    """Sở Nội vụ alone; an inspector does not see even their own figure."""

    @pytest.mark.parametrize("persona", ["inspector", "leader", "head", "officer", "custodian", "operator"])
    @pytest.mark.parametrize("name", ["fairness.read", "fairness.draw"])
    def test_nobody_else_reads_or_draws(self, cast, persona, name):
        assert isinstance(may(getattr(cast, persona), name), Denied)
        assert may(cast.admin, name)

    def test_home_affairs_orders_no_visit_to_its_own_office(self, cast, visit, first):
        assert may(cast.admin, "fairness.order_double", first)
        own = may(cast.admin, "fairness.order_double", visit(cast.home_affairs, cast.head))
        assert isinstance(own, Denied)
        assert "công tác tại cơ quan này" in own.reason
        assert isinstance(may(cast.inspector, "fairness.order_double", first), Denied)
