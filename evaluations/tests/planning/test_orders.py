"""The decision, the team, relatives and the notice of one inspection."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.tests.factories import grant
from core.access import may
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification
from evaluations.access.inspections import OWN_AGENCY
from evaluations.actions.inspections import cancel_inspection, check_in, create_inspection
from evaluations.actions.inspections.team import TeamRefused
from evaluations.actions.planning import (
    change_team,
    declare_relative,
    end_relative,
    record_order,
    send_notice,
)
from evaluations.actions.planning.change_team import TeamClosed
from evaluations.actions.planning.record_order import OrderFacts, OrderRefused
from evaluations.actions.planning.relatives import DeclaredAlready
from evaluations.actions.planning.send_notice import NoticeRefused
from evaluations.models import Inspection, InspectionOrder, IssuedDocument, RelativeDeclaration, TeamMember
from evaluations.tests.inspections.conftest import AT, DAY

FACTS = OrderFacts(
    "125/QĐ-SNV",
    DAY,
    "Trần Thị Giám",
    "Giám đốc Sở Nội vụ",
    "Kế hoạch số 15/KH-UBND",
    date(2026, 1, 1),
    date(2026, 10, 31),
    2,
)


@pytest.fixture
def announced(cast, month, member):
    """A planned inspection of the commune, next week."""
    return create_inspection(
        form_id=uuid4(),
        agency=cast.commune,
        visited_on=DAY + timedelta(days=5),
        mode="planned",
        order_number="chưa có số",
        members=[member],
        actor=cast.inspector,
        at=AT,
    )


@pytest.fixture
def order(cast):
    """Record the usual decision for an inspection as it stands."""

    def do(inspection, facts=FACTS, **given):
        current = Inspection.objects.get(pk=inspection.pk)
        usual = {"seen_version": current.version, "actor": cast.admin, "at": AT}
        return record_order(inspection=current, facts=facts, **(usual | given))

    return do


class TestOrder:
    def test_it_gives_the_inspection_its_number(self, announced, order):
        order(announced)
        announced.refresh_from_db()
        assert (announced.order_number, announced.version) == ("125/QĐ-SNV", 2)
        assert InspectionOrder.objects.get(inspection=announced).duration_days == 2

    def test_the_same_again_changes_nothing(self, announced, order):
        order(announced)
        order(announced, seen_version=1)
        assert AuditEntry.objects.filter(event="inspection.ordered").count() == 1

    def test_a_correction_says_what_it_started_from(self, announced, order):
        order(announced)
        with pytest.raises(Conflict):
            order(announced, FACTS._replace(duration_days=3), seen_version=1)
        assert order(announced, FACTS._replace(duration_days=3)).duration_days == 3

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"issued_on": DAY + timedelta(days=1)}, "chưa đến"),
            ({"covers_from": date(2027, 1, 1)}, "ngày cuối"),
        ],
    )
    def test_it_refuses_what_cannot_be(self, announced, order, changed, words):
        with pytest.raises(OrderRefused, match=words):
            order(announced, FACTS._replace(**changed))

    def test_it_is_signed_before_the_visit(self, announced, order):
        Inspection.objects.filter(pk=announced.pk).update(visited_on=DAY - timedelta(days=1))
        with pytest.raises(OrderRefused, match="không muộn hơn ngày kiểm tra"):
            order(announced)

    def test_it_stands_once_the_minutes_are_out(self, announced, order):
        Inspection.objects.filter(pk=announced.pk).update(state="minuted")
        with pytest.raises(OrderRefused, match="Biên bản"):
            order(announced)

    def test_replaying_the_creation_still_gives_the_same_inspection(self, cast, announced, order, member):
        order(announced)
        again = create_inspection(
            form_id=announced.pk,
            agency=cast.commune,
            visited_on=DAY + timedelta(days=5),
            mode="planned",
            order_number="chưa có số",
            members=[member],
            actor=cast.inspector,
            at=AT,
        )
        assert again == announced


class TestTeam:
    @pytest.fixture
    def change(self, cast):
        def do(inspection, roles, **given):
            current = Inspection.objects.get(pk=inspection.pk)
            usual = {
                "decision_number": "126/QĐ",
                "decided_on": DAY,
                "reason": "Đi công tác",
                "seen_version": current.version,
                "actor": cast.admin,
                "at": AT,
            }
            return change_team(inspection=current, roles=roles, **(usual | given))

        return do

    def test_the_new_team_stands_and_the_old_leader_has_no_right_left(self, cast, announced, change, member):
        change(announced, {member: "leader"})
        assert list(TeamMember.objects.values_list("user", "role")) == [(member.pk, "leader")]
        assert not may(cast.inspector, "inspection.record", announced)
        assert may(member, "inspection.conclude", announced)

    def test_the_decision_and_both_teams_are_in_the_audit_trail_without_the_agency(
        self, cast, announced, change, member
    ):
        change(announced, {member: "leader"})
        entry = AuditEntry.objects.get(event="inspection.team_changed")
        names = (cast.inspector.username, member.username)
        assert entry.before == {"team": {names[0]: "leader", names[1]: "member"}}
        assert entry.after == {"team": {names[1]: "leader"}, "decision": "126/QĐ", "decided_on": f"{DAY}"}
        assert (entry.reason, entry.agency_id) == ("Đi công tác", None)

    def test_who_is_new_or_in_another_role_is_told_without_the_agency(self, announced, change, member):
        change(announced, {member: "leader"})
        earlier, told = Notification.objects.filter(kind="inspection.assigned").order_by("pk")
        assert (earlier.recipient, told.recipient) == (member, member)
        assert "Thành viên" in earlier.body
        assert "Trưởng đoàn" in told.body
        assert "Cái Nhum" not in told.subject + told.body

    @pytest.mark.parametrize("roles", [(), ("member", "member"), ("leader", "leader")])
    def test_it_needs_one_leader(self, cast, announced, change, member, roles):
        with pytest.raises(TeamRefused, match="đúng một trưởng đoàn"):
            change(announced, dict(zip((cast.inspector, member), roles, strict=False)))

    def test_the_guard_asks_everybody_again(self, cast, announced, change, member):
        grant(cast.stranger, Role.INSPECTOR, cast.province)
        with pytest.raises(AccessRefused, match="Lý Thị Lạ.*không được phân công"):
            change(announced, {member: "leader", cast.stranger: "member"})
        assert TeamMember.objects.filter(inspection=announced).count() == 2

    def test_it_changes_on_site_too_and_not_after_the_minutes(self, cast, announced, change, member):
        Inspection.objects.filter(pk=announced.pk).update(state="on_site")
        change(announced, {member: "leader"})
        Inspection.objects.filter(pk=announced.pk).update(state="minuted")
        with pytest.raises(TeamClosed):
            change(announced, {cast.inspector: "leader"})

    def test_the_same_team_again_changes_nothing_and_an_old_page_is_a_conflict(
        self, cast, announced, change, member
    ):
        change(announced, {cast.inspector: "leader", member: "member"}, seen_version=0)
        assert not AuditEntry.objects.filter(event="inspection.team_changed").exists()
        with pytest.raises(Conflict):
            change(announced, {member: "leader"}, seen_version=0)


class TestRelatives:
    """Feature 12: own, former or declared relative's agency."""

    @pytest.fixture
    def declared(self, cast, member):
        return declare_relative(
            form_id=uuid4(), agency=cast.commune, relation="Vợ, chồng", actor=member, at=AT
        )

    def test_a_declaration_bars_from_the_agency_until_it_ends(self, cast, member, declared):
        assert may(member, "inspection.create", cast.commune).reason == OWN_AGENCY
        assert may(member, "inspection.create", cast.department)
        end_relative(declaration=declared, actor=member, at=AT)
        assert may(member, "inspection.create", cast.commune)

    def test_others_are_not_told_that_it_was_a_relative(self, cast, month, member, declared):
        with pytest.raises(AccessRefused) as refusal:
            create_inspection(
                form_id=uuid4(),
                agency=cast.commune,
                visited_on=DAY,
                mode="planned",
                order_number="1",
                members=[member],
                actor=cast.inspector,
                at=AT,
            )
        words = refusal.value.message
        assert words == "Phan Thị Đoàn không tham gia đoàn được: không được phân công tại cơ quan này."

    def test_nor_may_whoever_gives_the_order_put_themselves_on_the_team(self, cast, month, member, declared):
        grant(member, Role.HOME_AFFAIRS, cast.province)
        with pytest.raises(AccessRefused):
            create_inspection(
                form_id=uuid4(), agency=cast.commune, visited_on=DAY, mode="planned", order_number="1",
                actor=member, at=AT,
            )  # fmt: skip

    def test_it_ends_the_rights_on_a_team_at_once(self, cast, announced, member):
        assert may(member, "inspection.record", announced)
        declare_relative(form_id=uuid4(), agency=cast.commune, relation="Con", actor=member, at=AT)
        assert not may(member, "inspection.record", announced)

    def test_neither_the_row_nor_the_audit_trail_names_anybody_or_tells_where(self, cast, member, declared):
        fields = {field.name for field in RelativeDeclaration._meta.get_fields()}
        assert fields == {"id", "user", "agency", "relation", "declared_at", "ended_at"}
        entry = AuditEntry.objects.get(event="relative.declared")
        assert (entry.before, entry.after, entry.agency_id, entry.reason) == (None, None, None, "")

    def test_it_is_declared_once_and_by_oneself(self, cast, member, declared):
        with pytest.raises(DeclaredAlready):
            declare_relative(form_id=uuid4(), agency=cast.commune, relation="Con", actor=member, at=AT)
        with pytest.raises(AccessRefused):
            end_relative(declaration=declared, actor=cast.inspector, at=AT)
        with pytest.raises(AccessRefused):
            declare_relative(form_id=uuid4(), agency=cast.commune, relation="Con", actor=cast.officer, at=AT)

    def test_only_its_author_sees_it(self, cast, member, declared):
        for persona in ("admin", "inspector", "leader", "operator", "head"):
            assert not RelativeDeclaration.objects.visible_to(getattr(cast, persona)).exists()
        assert RelativeDeclaration.objects.visible_to(member).get() == declared


@dataclass
class Sender:
    """Sends the notice of an inspection."""

    cast: Any

    def __call__(self, inspection: Inspection, at: Any = AT) -> Inspection:
        return send_notice(
            inspection=inspection,
            signer="Trần Thị Giám",
            signer_post="GIÁM ĐỐC",
            actor=self.cast.inspector,
            at=at,
        )


class TestNotice:
    """Feature 30."""

    @pytest.fixture
    def send(self, cast):
        return Sender(cast)

    def test_it_is_issued_and_the_head_sees_the_inspection_from_then_on(self, cast, announced, order, send):
        order(announced)
        assert not Inspection.objects.visible_to(cast.other_head, DAY).exists()
        send(announced)
        assert Inspection.objects.visible_to(cast.other_head, DAY).get() == announced
        document = IssuedDocument.objects.get(inspection=announced)
        assert (document.kind, document.signer) == ("notice", "Trần Thị Giám")
        told = Notification.objects.get(kind="inspection.notice")
        assert told.recipient == cast.other_head

    def test_sending_twice_changes_nothing(self, announced, order, send):
        order(announced)
        assert send(announced).notice_sent_at == send(announced).notice_sent_at
        assert IssuedDocument.objects.count() == 1
        assert AuditEntry.objects.filter(event="inspection.notice_sent").count() == 1

    def test_an_unannounced_one_is_refused(self, draft, send):
        with pytest.raises(NoticeRefused, match="đột xuất không gửi thông báo"):
            send(draft)
        assert not IssuedDocument.objects.exists()

    def test_it_needs_the_decision_first_and_time_left(self, announced, order, send):
        with pytest.raises(NoticeRefused, match="Chưa ghi quyết định"):
            send(announced)
        order(announced)
        with pytest.raises(NoticeRefused, match="quá hạn"):
            send(announced, at=AT + timedelta(days=7))

    def test_not_once_the_visit_has_begun_or_was_cancelled(self, cast, announced, order, send):
        order(announced)
        check_in(inspection=announced, visited_on=DAY, actor=cast.inspector, at=AT)
        with pytest.raises(NoticeRefused, match="đang chuẩn bị"):
            send(announced)
        cancel_inspection(inspection=announced, reason="Thôi", actor=cast.inspector, at=AT)
        with pytest.raises(NoticeRefused, match="đang chuẩn bị"):
            send(announced)
