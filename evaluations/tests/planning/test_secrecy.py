"""An unannounced line, and an unannounced inspection in draft, are unknown to whom they are about."""

from uuid import uuid4

import pytest
from django.db.models import Q
from django.urls import reverse

from agencies.enums import Role
from agencies.models import AgencyVersion
from agencies.panels import panels_for
from agencies.tests.factories import grant, make_staff, make_user
from core.models import AuditEntry, Notification
from evaluations.gather.planning.day_route import route_of
from evaluations.models import Inspection, InspectionPlan, PlanLine, TeamMember
from evaluations.tests.inspections.conftest import AT, DAY
from evaluations.tests.planning.conftest import begin


@pytest.fixture
def get(client):
    """A page as somebody reads it."""

    def do(user, name, *args, status=200, **query):
        client.force_login(user)
        answer = client.get(reverse(name, args=args), query)
        assert answer.status_code == status
        return answer.text if status == 200 and not answer.streaming else ""

    return do


def seen_by(user, line):
    user.__dict__.pop("_scope", None)
    return PlanLine.objects.visible_to(user, DAY).filter(pk=line.pk).exists()


UNAWARE = ("head", "unit_head", "officer", "other_head", "leader", "inspector", "custodian", "operator")


class TestUnannouncedLine:
    """RELIABILITY §2.2: inspection plan, unannounced."""

    @pytest.mark.parametrize("persona", UNAWARE)
    def test_nobody_but_home_affairs_knows_of_it(self, cast, secret, persona):
        assert not seen_by(getattr(cast, persona), secret)
        assert seen_by(cast.admin, secret)

    def test_home_affairs_does_not_see_what_is_planned_where_they_work(self, cast, secret, other_admin):
        assert not seen_by(other_admin, secret)

    def test_the_team_knows_of_it_and_other_inspectors_do_not(self, cast, secret, month, member):
        visit = begin(secret, cast, month, state="draft", started_at=None)
        TeamMember.objects.create(inspection=visit, user=member, role="leader")
        assert seen_by(member, secret)
        assert not seen_by(cast.inspector, secret)

    def test_whoever_came_to_work_there_since_knows_of_it_no_more(self, cast, secret, month):
        """A post taken after the team was formed ends what a place on it opened."""
        moved = make_user(make_staff("Vũ Văn Chuyển", cast.department))
        grant(moved, Role.INSPECTOR, cast.province)
        visit = begin(secret, cast, month, state="draft", started_at=None)
        TeamMember.objects.create(inspection=visit, user=moved, role="member")
        assert not seen_by(moved, secret)
        assert not Inspection.objects.visible_to(moved, DAY).exists()
        assert route_of(moved, DAY) == {}
        Inspection.objects.filter(pk=visit.pk).update(started_at=AT)
        assert seen_by(moved, secret)
        assert Inspection.objects.visible_to(moved, DAY).exists()

    @pytest.mark.parametrize(
        ("persona", "afterwards"),
        [("head", True), ("leader", True), ("inspector", True), ("other_head", False)],
    )
    def test_it_is_known_once_the_team_has_checked_in(self, cast, secret, month, persona, afterwards):
        visit = begin(secret, cast, month, state="draft", started_at=None)
        assert not seen_by(getattr(cast, persona), secret)
        Inspection.objects.filter(pk=visit.pk).update(started_at=AT)
        assert seen_by(getattr(cast, persona), secret) is afterwards

    @pytest.mark.parametrize("persona", ["head", "leader", "inspector"])
    def test_its_page_neither_lists_nor_counts_nor_finds_it(self, cast, secret, plan, get, persona):
        user = getattr(cast, persona)
        page = get(user, "plan_detail", plan.pk)
        assert "Sở Tư pháp" not in page
        announced = 0 if persona == "head" else 1
        assert f'Cả năm <span class="tab-count">{announced}</span>' in page
        assert f'Quý IV <span class="tab-count">{announced}</span>' in page
        assert "Không tìm thấy" in get(user, "plan_detail", plan.pk, q="tu phap")
        assert f"{announced} dòng" in get(user, "plan_list")

    @pytest.mark.parametrize("persona", ["head", "leader", "inspector"])
    @pytest.mark.parametrize("route", ["line_edit", "line_drop", "line_order"])
    def test_its_own_pages_are_not_there(self, cast, secret, get, persona, route):
        get(getattr(cast, persona), route, secret.pk, status=404)

    def test_the_plan_as_a_file_leaves_it_out(self, cast, secret, plan, client):
        for user, rows in ((cast.leader, 1), (cast.admin, 2)):
            client.force_login(user)
            answer = client.get(reverse("plan_export", args=[plan.pk, "xlsx"]))
            assert len(_rows_of(answer.content)) == rows

    def test_issuing_tells_only_the_heads_of_announced_lines(self, cast, secret):
        told = Notification.objects.filter(kind="inspection.planned").values_list("recipient", flat=True)
        assert list(told) == [cast.other_head.pk]

    def test_a_draft_plan_is_known_to_home_affairs_alone(self, cast, plan, add, get):
        line = add(cast.department)
        for persona in UNAWARE:
            assert not seen_by(getattr(cast, persona), line)
        get(cast.head, "plan_detail", plan.pk, status=404)
        assert InspectionPlan.objects.visible_to(cast.admin, DAY).count() == 1


def _rows_of(content):
    """The numbered rows of an exported plan."""
    from io import BytesIO

    from python_calamine import load_workbook

    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [row for row in rows if isinstance(row[0], float | int)]


class TestUnannouncedInspection:
    """An inspection in draft is unknown to the inspected wherever one may look."""

    def test_the_list_its_tabs_and_its_search(self, cast, draft, get):
        page = get(cast.head, "inspection_list")
        assert "Sở Tư pháp" not in page.split("<main")[1]
        assert 'class="tab-count">0<' in page
        assert "Đang chuẩn bị" not in page
        assert "Không tìm thấy" in get(cast.head, "inspection_list", q="tu phap")

    @pytest.mark.parametrize(
        "route", ["inspection_detail", "inspection_order", "inspection_team", "inspection_notice"]
    )
    @pytest.mark.parametrize("persona", ["head", "unit_head", "officer", "leader"])
    def test_its_pages_are_not_there(self, cast, draft, get, persona, route):
        get(getattr(cast, persona), route, draft.pk, status=404)

    def test_notifications_of_the_inspected(self, cast, draft):
        staff = Q(recipient__staff__postings__agency__in=[cast.department, cast.unit, cast.other_unit])
        assert not Notification.objects.filter(staff).exists()

    def test_no_audit_entry_about_it_names_the_agency_to_its_readers(self, cast, draft, secret):
        about = AuditEntry.objects.filter(subject_id__in=[str(draft.pk), str(secret.pk)])
        assert about.exists()
        assert not about.filter(agency_id__isnull=False).exists()

    def test_the_panels_and_the_page_of_the_agency(self, cast, draft, get):
        version = AgencyVersion.objects.get(agency=cast.department)
        before = [panel.label for panel in panels_for(cast.head, version, DAY)]
        assert "12/QĐ-SNV" not in get(cast.head, "agency_detail", cast.department.pk)
        Inspection.objects.filter(pk=draft.pk).delete()
        assert [panel.label for panel in panels_for(cast.head, version, DAY)] == before

    def test_coverage_does_not_tell_of_a_visit_that_has_not_begun(self, cast, draft, get):
        assert "đã kiểm tra 0, chưa 3" in get(cast.leader, "coverage")

    def test_the_day_route_is_the_team_members_own(self, cast, draft, member, get):
        assert "Sở Tư pháp" in get(member, "day_route")
        TeamMember.objects.filter(user=member).delete()
        assert "Chưa có lịch đi" in get(member, "day_route")


def test_a_made_up_line_and_a_hidden_one_answer_alike(cast, secret, client):
    client.force_login(cast.leader)
    hidden = client.get(reverse("line_edit", args=[secret.pk]))
    made_up = client.get(reverse("line_edit", args=[uuid4()]))
    assert (hidden.status_code, made_up.status_code) == (404, 404)
