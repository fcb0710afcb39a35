"""Plans and their lines as acts: made, changed, issued, imported, each once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.tests.factories import grant, make_agency
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification
from evaluations.actions.inspections import create_inspection
from evaluations.actions.inspections.create import LineRefused
from evaluations.actions.planning import add_line, create_plan, drop_line, edit_line, import_lines, issue_plan
from evaluations.actions.planning.import_lines import ImportRefused
from evaluations.actions.planning.issue_plan import NotIssuable
from evaluations.actions.planning.lines import LineNotOpen, LineNotValid, facts_of
from evaluations.models import InspectionPlan, PlanLine, TeamMember
from evaluations.rules.planning.lines import LineFacts
from evaluations.tests.inspections.conftest import AT, DAY


def test_the_same_form_again_gives_the_same_plan(cast):
    form = {"form_id": uuid4(), "year": 2026, "title": "Kế hoạch", "actor": cast.admin, "at": AT}
    assert create_plan(**form) == create_plan(**form)
    assert InspectionPlan.objects.count() == 1
    with pytest.raises(Conflict):
        create_plan(**(form | {"year": 2027}))


class TestLines:
    def test_the_same_form_again_gives_the_same_line(self, cast, plan):
        form = {"form_id": uuid4(), "plan": plan, "actor": cast.admin, "at": AT}
        facts = LineFacts(cast.commune.pk, 1, "planned")
        assert add_line(facts=facts, **form) == add_line(facts=facts, **form)
        assert PlanLine.objects.count() == 1
        with pytest.raises(Conflict):
            add_line(facts=facts._replace(agency_id=cast.department.pk), **form)

    def test_nobody_plans_for_where_they_work(self, cast, add):
        with pytest.raises(LineNotValid, match="Bạn công tác tại"):
            add(cast.home_affairs)

    def test_only_agencies_with_a_score_of_their_own(self, cast, add):
        with pytest.raises(LineNotValid, match="đang được chấm điểm"):
            add(cast.unit)
        with pytest.raises(LineNotValid, match="đang được chấm điểm"):
            add(make_agency("Xã Cũ", "commune", cast.province, ends_on=DAY))

    def test_an_edit_says_what_it_started_from(self, cast, add):
        line = add(cast.commune)
        changed = facts_of(line)._replace(quarter=2)
        edited = edit_line(line=line, facts=changed, seen_version=1, actor=cast.admin, at=AT)
        assert (edited.quarter, edited.version) == (2, 2)
        with pytest.raises(Conflict):
            edit_line(line=line, facts=changed._replace(quarter=3), seen_version=1, actor=cast.admin, at=AT)
        again = edit_line(line=line, facts=changed, seen_version=1, actor=cast.admin, at=AT)
        assert again.version == 2

    def test_what_was_told_is_not_made_secret_again(self, cast, add, issue):
        line = add(cast.commune)
        issue()
        secret = facts_of(line)._replace(mode="unannounced")
        with pytest.raises(LineNotOpen, match="đã được thông báo"):
            edit_line(line=line, facts=secret, seen_version=1, actor=cast.admin, at=AT)

    def test_a_dropped_line_keeps_its_reason_and_is_not_edited(self, cast, add):
        line = drop_line(line=add(cast.commune), reason="Trùng thanh tra", actor=cast.admin, at=AT)
        assert (line.state, line.drop_reason) == ("dropped", "Trùng thanh tra")
        assert drop_line(line=line, reason="khác", actor=cast.admin, at=AT).drop_reason == "Trùng thanh tra"
        with pytest.raises(LineNotOpen):
            edit_line(
                line=line, facts=facts_of(line)._replace(quarter=1), seen_version=2, actor=cast.admin, at=AT
            )

    def test_a_line_added_to_an_issued_plan_is_told_unless_unannounced(self, cast, add, issue):
        add(cast.commune, "unannounced")
        issue()
        assert not Notification.objects.exists()
        add(cast.department)
        assert list(Notification.objects.values_list("recipient", flat=True)) == [cast.head.pk]


class TestIssuing:
    def test_it_is_issued_once_with_one_number(self, cast, plan, add, issue):
        add(cast.commune)
        assert issue() == issue()
        assert AuditEntry.objects.filter(event="inspection_plan.issued").count() == 1
        with pytest.raises(NotIssuable, match="15/KH-UBND"):
            issue_plan(
                plan=plan, number="16", issued_on=DAY, signer="A", signer_post="B", actor=cast.admin, at=AT
            )

    def test_an_empty_plan_is_not_issued(self, issue):
        with pytest.raises(NotIssuable, match="chưa có dòng"):
            issue()

    def test_nor_one_from_tomorrow(self, cast, plan, add):
        add(cast.commune)
        with pytest.raises(NotIssuable, match="chưa đến"):
            issue_plan(
                plan=plan,
                number="1",
                issued_on=DAY + timedelta(days=1),
                signer="A",
                signer_post="B",
                actor=cast.admin,
                at=AT,
            )


class TestImport:
    def test_all_lines_or_none(self, cast, plan):
        lines = [LineFacts(cast.commune.pk, 1, "planned"), LineFacts(cast.home_affairs.pk, 1, "planned")]
        with pytest.raises(ImportRefused):
            import_lines(form_id=uuid4(), plan=plan, lines=lines, actor=cast.admin, at=AT)
        assert not PlanLine.objects.exists()

    def test_the_same_confirmation_again_adds_nothing(self, cast, plan):
        form = {"form_id": uuid4(), "plan": plan, "actor": cast.admin, "at": AT}
        lines = [LineFacts(cast.commune.pk, 1, "planned"), LineFacts(cast.department.pk, 2, "unannounced")]
        assert (import_lines(lines=lines, **form), import_lines(lines=lines, **form)) == (2, 0)
        assert PlanLine.objects.count() == 2


class TestForming:
    """Home Affairs forms an inspection from a line and chooses who leads."""

    @pytest.fixture
    def form(self, cast, month, member):
        def do(line, **given):
            usual = {
                "form_id": uuid4(),
                "agency": line.agency,
                "visited_on": DAY,
                "mode": line.mode,
                "order_number": "chưa có số",
                "members": [member],
                "leader": cast.inspector,
                "plan_line": line,
                "actor": cast.admin,
                "at": AT,
            }
            return create_inspection(**(usual | given))

        return do

    def test_everybody_on_the_team_is_told_and_not_of_which_agency(self, cast, secret, form, member):
        form(secret)
        told = Notification.objects.filter(kind="inspection.assigned")
        assert set(told.values_list("recipient", flat=True)) == {cast.inspector.pk, member.pk}
        assert not [one for one in told if "Tư pháp" in one.subject + one.body]

    def test_the_chosen_one_leads_and_the_others_have_their_roles(self, cast, secret, form, member):
        visit = form(secret, roles={member.pk: "secretary"})
        team = dict(TeamMember.objects.filter(inspection=visit).values_list("user", "role"))
        assert team == {cast.inspector.pk: "leader", member.pk: "secretary"}
        assert (visit.created_by, visit.plan_line) == (cast.admin, secret)
        secret.refresh_from_db()
        assert secret.state == "ordered"

    def test_the_leader_too_must_be_free_of_the_agency(self, cast, secret, form):
        grant(cast.officer, Role.INSPECTOR, cast.province)
        with pytest.raises(AccessRefused, match="Bùi Thị Ánh.*không được phân công tại cơ quan này"):
            form(secret, leader=cast.officer)
        secret.refresh_from_db()
        assert secret.state == "planned"

    def test_a_line_of_a_draft_plan_becomes_none(self, secret, form):
        InspectionPlan.objects.update(state="draft")
        with pytest.raises(LineRefused, match="chưa ban hành"):
            form(secret)

    def test_a_line_becomes_one_inspection_only_doubles_apart(self, cast, secret, form):
        first = form(secret)
        with pytest.raises(LineRefused, match="đã có cuộc kiểm tra"):
            form(secret)
        assert form(secret, double_of=first).double_of == first

    def test_a_dropped_line_becomes_none(self, cast, secret, form):
        drop_line(line=secret, reason="Thôi", actor=cast.admin, at=AT)
        with pytest.raises(LineRefused, match="không thực hiện"):
            form(secret)

    def test_the_same_form_again_gives_the_same_inspection(self, secret, form):
        form_id = uuid4()
        assert form(secret, form_id=form_id) == form(secret, form_id=form_id)
