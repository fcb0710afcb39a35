"""Recommendations: answered, verified, re-opened, chased, handed over to heirs; and the follow-up visit."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from agencies.enums import Role
from agencies.models import RoleGrant
from agencies.tests.factories import grant, make_staff, make_user
from core.access import may
from core.errors import Conflict
from core.models import Attachment, AuditEntry, Notification
from core.transitions import TransitionRefused
from evaluations.access.follow_up import carriers
from evaluations.actions.follow_up.answer import NothingAnswered, answer_recommendation
from evaluations.actions.follow_up.hand_over import hand_over_open_work
from evaluations.actions.follow_up.remind import remind_owners
from evaluations.actions.follow_up.verify import VerificationRefused, verify_recommendation
from evaluations.gather.follow_up.chasers import chasers_on
from evaluations.gather.follow_up.comparison import pair_of, suggested_change
from evaluations.gather.follow_up.overdue import overdue_by_agency
from evaluations.models import HandOver, Inspection, Recommendation
from evaluations.rules.follow_up.comparison import Change, compare, comparison_sentence, suggested_move
from evaluations.tests.follow_up.conftest import at_day, merge
from evaluations.tests.follow_up.test_replying import picture
from evaluations.tests.inspections.conftest import AT, DAY

DUE = date(2026, 12, 2)


@pytest.fixture
def visit(found, cast):
    """A concluded visit of the department in which one criterion fell short."""
    return found(cast.department, TP_04=(10, 8, "none"))


@pytest.fixture
def remedy(visit, cast, criterion):
    """What the department has to mend by 2 December."""
    return Recommendation.objects.create(
        id=uuid4(), inspection=visit, criterion=criterion("TP-04"), owner=cast.department, position=1,
        text="Lắp biển tên", due_on=DUE,
    )  # fmt: skip


@pytest.fixture
def answer(cast):
    """Answer a recommendation as it stands now."""

    def do(row, text="Đã lắp đủ biển tên.", **given):
        version = Recommendation.objects.get(pk=row.pk).version
        usual = {"seen_version": version, "actor": cast.head, "at": AT}
        return answer_recommendation(recommendation=row, text=text, **(usual | given))

    return do


@pytest.fixture
def verify(cast):
    """Verify an answer as it stands now."""

    def do(row, move, **given):
        version = Recommendation.objects.get(pk=row.pk).version
        usual = {"reason": "Đã xem ảnh.", "due_on": None, "seen_version": version, "actor": cast.admin}
        return verify_recommendation(recommendation=row, move=move, **({"at": AT} | usual | given))

    return do


class TestAnswering:
    def test_words_and_pictures_are_kept(self, answer, remedy, cast):
        row = answer(remedy, pictures=[picture()])
        assert (row.state, row.answer, row.answered_by, row.files.count()) == (
            "answered", "Đã lắp đủ biển tên.", cast.head, 1,
        )  # fmt: skip
        assert AuditEntry.objects.get(event="remedy.answered").agency_id == cast.department.pk

    def test_after_the_due_date_too(self, answer, remedy):
        assert answer(remedy, at=at_day(DUE + timedelta(days=40))).state == "answered"

    def test_the_same_again_changes_nothing(self, answer, remedy):
        answer(remedy, pictures=[picture()], seen_version=1)
        answer(remedy, pictures=[picture()], seen_version=1)
        assert (Attachment.objects.count(), AuditEntry.objects.filter(event="remedy.answered").count()) == (
            1,
            1,
        )

    def test_an_old_version_is_a_conflict(self, answer, remedy):
        answer(remedy)
        with pytest.raises(Conflict):
            answer(remedy, "Khác", seen_version=1)

    def test_without_words_it_is_refused(self, answer, remedy):
        with pytest.raises(NothingAnswered):
            answer(remedy, " ")


class TestVerifying:
    def test_done_it_is_finished(self, answer, verify, remedy, cast):
        answer(remedy)
        assert verify(remedy, "accept").state == "done"
        assert Notification.objects.get(kind="remedy.verified").recipient == cast.head
        with pytest.raises(TransitionRefused):
            answer(remedy)

    @pytest.mark.parametrize(("move", "state"), [("accept_partly", "partly"), ("refuse", "not_done")])
    def test_not_wholly_mended_it_is_open_again_to_a_new_date(self, answer, verify, remedy, move, state):
        answer(remedy)
        row = verify(remedy, move, due_on=date(2026, 12, 20))
        assert (row.state, row.due_on) == (state, date(2026, 12, 20))
        assert answer(remedy, "Bổ sung.").state == "answered"

    @pytest.mark.parametrize(
        ("move", "given", "box"),
        [
            ("accept", {"reason": " "}, "reason"),
            ("refuse", {}, "due_on"),
            ("accept_partly", {"due_on": DAY}, "due_on"),
        ],
    )
    def test_an_incomplete_verification_is_refused(self, answer, verify, remedy, move, given, box):
        answer(remedy)
        with pytest.raises(VerificationRefused) as refused:
            verify(remedy, move, **given)
        assert list(refused.value.errors) == [box]

    @pytest.mark.parametrize("move", ["accept", "accept_partly", "refuse"])
    def test_what_was_not_answered_is_not_verified(self, verify, remedy, move):
        with pytest.raises(TransitionRefused):
            verify(remedy, move, due_on=DUE)

    def test_the_same_again_changes_nothing(self, answer, verify, remedy):
        answer(remedy)
        seen = Recommendation.objects.get().version
        verify(remedy, "accept", seen_version=seen)
        verify(remedy, "accept", seen_version=seen)
        assert AuditEntry.objects.filter(event="remedy.verified").count() == 1

    def test_nobody_verifies_for_the_agency_where_they_work(self, visit, cast):
        own = Recommendation(inspection=visit, owner=cast.home_affairs, owner_id=cast.home_affairs.pk)
        assert not may(cast.admin, "remedy.verify", own)


class TestChasing:
    def test_each_rung_tells_the_head_once(self, remedy, cast):
        days = (date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 30), DUE, date(2026, 12, 7))
        assert [remind_owners(at=at_day(day)) for day in days] == [0, 1, 0, 1, 1]
        assert remind_owners(at=at_day(days[-1], 10)) == 0
        bodies = [row.body for row in Notification.objects.filter(kind="remedy.due").order_by("pk")]
        assert "còn 5 ngày đến hạn" in bodies[0]
        assert "quá hạn 5 ngày" in bodies[2]

    def test_the_last_rung_tells_home_affairs_too(self, remedy, cast):
        assert remind_owners(at=at_day(date(2026, 12, 16))) == 2
        told = {row.recipient for row in Notification.objects.filter(kind="remedy.due")}
        assert told == {cast.head, cast.admin}

    @pytest.mark.parametrize("move", ["answered", "done"])
    def test_what_is_answered_or_mended_meanwhile_is_not_chased(self, answer, verify, remedy, move):
        answer(remedy)
        if move == "done":
            verify(remedy, "accept")
        assert remind_owners(at=at_day(DUE)) == 0

    def test_who_heads_the_owner_that_day_is_told_and_nobody_else(self, remedy, cast):
        RoleGrant.objects.filter(user=cast.head).update(ends_on=DUE)
        new = make_user(make_staff("Lâm Thị Mới", cast.department))
        grant(new, Role.AGENCY_HEAD, cast.department, starts_on=DUE)
        remind_owners(at=at_day(DUE))
        assert [row.recipient for row in Notification.objects.filter(kind="remedy.due")] == [new]

    def test_the_preview_is_what_is_sent(self, remedy, cast):
        previewed = {(one.key, user) for one in chasers_on(DUE) for user in one.recipients}
        remind_owners(at=at_day(DUE))
        sent = {
            (row.key.rpartition(":")[0], row.recipient)
            for row in Notification.objects.filter(kind="remedy.due")
        }
        assert sent == previewed

    def test_it_asks_a_constant_number_of_statements(
        self, remedy, visit, cast, django_assert_max_num_queries
    ):
        for place in range(2, 12):
            Recommendation.objects.create(
                id=uuid4(), inspection=visit, owner=cast.commune, position=place, text="x", due_on=DUE
            )
        with django_assert_max_num_queries(4):
            assert sum(one.count for one in chasers_on(DUE)) == 11


class TestTheBoard:
    def test_by_agency_the_longest_delay_first(self, remedy, visit, cast):
        Recommendation.objects.create(
            id=uuid4(), inspection=visit, owner=cast.commune, position=2, text="x", due_on=DUE - timedelta(10)
        )
        lines = overdue_by_agency(cast.admin, DUE + timedelta(days=3))
        assert [(line.agency, line.count, line.longest) for line in lines] == [
            ("Xã Cái Nhum", 1, 13), ("Sở Tư pháp", 1, 3),
        ]  # fmt: skip
        assert [
            line.agency for line in overdue_by_agency(cast.admin, DUE + timedelta(days=3), at_least=8)
        ] == ["Xã Cái Nhum"]
        assert (
            overdue_by_agency(cast.admin, DUE + timedelta(days=3), words="tư pháp")[0].agency == "Sở Tư pháp"
        )

    def test_on_its_last_day_nothing_is_overdue(self, remedy, cast):
        assert overdue_by_agency(cast.admin, DUE) == []


class TestHeirs:
    ON = date(2026, 12, 1)

    def test_open_recommendations_go_to_the_heir_once(self, remedy, cast):
        merge(cast.department, cast.commune, self.ON)
        assert hand_over_open_work(at=at_day(DAY)) == 0
        assert hand_over_open_work(at=at_day(self.ON)) == 1
        assert hand_over_open_work(at=at_day(self.ON)) == 0
        row = HandOver.objects.get()
        assert (row.recommendation, row.from_agency, row.to_agency) == (remedy, cast.department, cast.commune)
        assert Recommendation.objects.get().owner == cast.commune
        assert [one.recipient for one in Notification.objects.filter(kind="work.handed_over")] == [
            cast.other_head
        ]

    def test_the_heirs_head_reads_and_answers(self, remedy, visit, cast, answer):
        merge(cast.department, cast.commune, self.ON)
        hand_over_open_work(at=at_day(self.ON))
        seen = Inspection.objects.record_visible_to(cast.other_head, self.ON)
        assert list(seen) == [visit]
        assert answer(Recommendation.objects.get(), actor=cast.other_head).state == "answered"

    def test_the_heir_of_an_owner_that_was_not_inspected_reads_what_it_has_to_mend_alone(self, found, cast):
        visit = found(cast.commune, TP_04=(10, 8, "none"))
        row = Recommendation.objects.create(
            id=uuid4(), inspection=visit, owner=cast.department, position=1, text="Cấp biển", due_on=DUE
        )
        merge(cast.department, cast.home_affairs, self.ON)
        assert hand_over_open_work(at=at_day(self.ON)) == 1
        head = make_user(make_staff("Lâm Thị Thừa", cast.home_affairs))
        grant(head, Role.AGENCY_HEAD, cast.home_affairs)
        assert list(Recommendation.objects.visible_to(head, self.ON)) == [row]
        assert not Inspection.objects.visible_to(head, self.ON).exists()
        assert not Inspection.objects.record_visible_to(head, self.ON).exists()
        assert carriers(visit) == {cast.commune.pk}

    def test_the_heir_of_an_heir_of_the_inspected_reads_on(self, minuted, cast):
        merge(cast.department, cast.commune, date(2026, 11, 16))
        hand_over_open_work(at=at_day(date(2026, 11, 16)))
        Inspection.objects.filter(pk=minuted.pk).update(state="concluded")
        Recommendation.objects.create(
            id=uuid4(), inspection=minuted, owner=cast.commune, position=1, text="Cấp biển", due_on=DUE
        )
        merge(cast.commune, cast.home_affairs, self.ON)
        hand_over_open_work(at=at_day(self.ON))
        assert carriers(minuted) == {cast.department.pk, cast.commune.pk, cast.home_affairs.pk}

    def test_what_is_mended_stays_where_it_was(self, remedy, cast, answer, verify):
        answer(remedy)
        verify(remedy, "accept")
        merge(cast.department, cast.commune, self.ON)
        assert hand_over_open_work(at=at_day(self.ON)) == 0

    def test_the_right_to_explain_goes_over_too(self, minuted, cast, time_machine_at, explain):
        merge(cast.department, cast.commune, date(2026, 11, 16))
        assert hand_over_open_work(at=at_day(date(2026, 11, 16))) == 1
        with time_machine_at(date(2026, 11, 17)):
            assert may(cast.other_head, "explanation.submit", minuted)
            assert not may(cast.head, "explanation.submit", minuted)
        assert explain(actor=cast.other_head, at=at_day(date(2026, 11, 17))).submitted_by == cast.other_head

    def test_an_agency_without_an_heir_keeps_its_work(self, remedy, cast):
        from agencies.models import AgencyVersion

        AgencyVersion.objects.filter(agency=cast.department).update(ends_on=self.ON)
        assert hand_over_open_work(at=at_day(self.ON)) == 0
        assert Recommendation.objects.get().owner == cast.department


class TestComparing:
    @pytest.mark.parametrize(
        ("before", "after", "change"),
        [
            (True, False, "mended"), (True, True, "not_mended"), (True, None, "not_checked"),
            (False, True, "new"), (None, True, "new"), (False, False, None), (False, None, None),
            (None, False, None), (None, None, None),
        ],
    )  # fmt: skip
    def test_every_pair(self, before, after, change):
        compared = compare({"A": before}, {"A": after})
        assert [one.change.value for one in compared] == ([change] if change else [])

    def test_a_criterion_absent_from_the_second_visit_could_not_be_checked(self):
        assert compare({"A": True}, {}) == [("A", Change.NOT_CHECKED)]

    def test_it_is_told_in_one_sentence(self):
        compared = compare({"A": True, "B": True}, {"A": False, "B": True, "C": True})
        assert comparison_sentence(compared) == (
            "So với lần kiểm tra trước: đã khắc phục 1, chưa khắc phục 1, mới phát sinh 1 nội dung."
        )
        assert comparison_sentence([]) == ""

    @pytest.mark.parametrize(
        ("change", "state", "move"),
        [
            (Change.MENDED, "answered", "accept"), (Change.NOT_MENDED, "answered", "refuse"),
            (Change.NOT_CHECKED, "answered", ""), (Change.MENDED, "open", ""), (None, "answered", ""),
        ],
    )  # fmt: skip
    def test_it_suggests_and_a_person_decides(self, change, state, move):
        assert suggested_move(change, state) == move

    def test_two_visits_are_compared_by_code(self, visit, found, cast, remedy):
        again = found(cast.department, state="minuted", TP_04=(10, 10, "none"), TP_01=(10, 9, "none"))
        Inspection.objects.filter(pk=again.pk).update(follows=visit, minuted_at=AT)
        pair = pair_of(Inspection.objects.select_related("follows", "period").get(pk=again.pk))
        assert pair.changes == {"TP-04": "mended", "TP-01": "new"}
        assert suggested_change(remedy) == "mended"

    def test_a_visit_that_follows_none_has_no_pair(self, visit):
        assert pair_of(visit) is None
