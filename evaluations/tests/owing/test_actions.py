"""Freezing the list, reminding, the note of the agency left, CQ-18, and who reads a lent person's form."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from agencies.enums import LeaveKind, PostingKind
from agencies.models import Leave, Posting, User
from agencies.tests.factories import RECORDED, START
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.models import AuditEntry, Notification, OutboxMessage
from core.words import WordsRefused
from evaluations.actions.owing import ask_to_remind, freeze_owed, send_reminders, write_transfer_note
from evaluations.enums import AssessmentState, Owing
from evaluations.gather.assessments.excused import all_lines, excused_lines
from evaluations.gather.assessments.on_time import on_time
from evaluations.gather.assessments.owed import posts_owing
from evaluations.gather.assessments.transfers import Move, find_move, notes_about
from evaluations.gather.owing.people import rows_under, tally_of
from evaluations.gather.owing.province import Tally, province_tallies
from evaluations.gather.rated import rated_agencies
from evaluations.models import OwedForm, Review, SelfAssessment
from evaluations.rules.assessments.reminding import rung_since
from evaluations.rules.assessments.terms import form_terms_from
from evaluations.tasks.owing import remind_chosen_forms, remind_forms
from evaluations.tests.assessments.conftest import NOW, Month


def _leave(month: Month, who: str) -> None:
    Leave.objects.create(
        id=uuid4(),
        staff=getattr(month.cast, who).staff,
        kind=LeaveKind.MATERNITY,
        starts_on=date(2026, 10, 1),
        recorded_by=month.cast.head,
        recorded_at=RECORDED,
    )


def _moves(month: Month, who: str = "officer", on: date = date(2026, 11, 12)) -> Move:
    staff = getattr(month.cast, who).staff
    staff.postings.update(ends_on=on)
    Posting.objects.create(
        staff=staff, agency=month.cast.commune, title="CV", starts_on=on, recorded_at=RECORDED
    )
    move = find_move(month.period, month.cast.department.pk, staff.pk)
    assert move is not None
    return move


class TestFreezing:
    def test_it_keeps_every_line(self, month: Month) -> None:
        _leave(month, "colleague")
        _moves(month)
        lines = all_lines(month.period)
        assert freeze_owed(period=month.period, at=NOW) == 9
        kept = OwedForm.objects.order_by("staff", "agency")
        assert list(kept.values_list("staff", "agency", "unit", "owing", "working_days")) == sorted(
            (one.staff_id, *one.line[:2], str(one.line.owing), one.line.working_days) for one in lines
        )
        assert AuditEntry.objects.get(event="owed_forms.frozen").after == {"owed": 9, "excused": 2}

    def test_a_closed_month_reads_only_the_list(self, month: Month) -> None:
        before = rated_agencies(month.period)
        owed = set(posts_owing(month.period, Q()).values_list("staff", "rated"))
        excused = excused_lines(month.period)
        freeze_owed(period=month.period, at=NOW)
        month.close()
        month.period.refresh_from_db()
        _leave(month, "officer")
        Posting.objects.filter(staff=month.cast.colleague.staff).update(kind=PostingKind.CONCURRENT)
        assert rated_agencies(month.period) == before
        assert set(posts_owing(month.period, Q()).values_list("staff", "rated")) == owed
        assert excused_lines(month.period) == excused
        assert tally_of(rows_under(month.cast.head, month.period)).owed == 5

    def test_again_replaces_and_after_the_close_it_is_refused(self, month: Month) -> None:
        freeze_owed(period=month.period, at=NOW)
        _leave(month, "officer")
        assert freeze_owed(period=month.period, at=NOW) == 9
        month.close()
        month.period.refresh_from_db()
        with pytest.raises(PeriodClosed):
            freeze_owed(period=month.period, at=NOW)


class TestCounts:
    def test_the_two_boards_agree_and_parts_add_up(self, month: Month) -> None:
        month.submitted(month.cast.colleague)
        with time_machine.travel(datetime(2026, 12, 7, 3, tzinfo=UTC), tick=False):
            late = month.submitted(month.cast.unit_head)
        SelfAssessment.objects.filter(pk=late.pk).update(submitted_at=datetime(2026, 12, 20, tzinfo=UTC))
        month.submitted(month.cast.other_unit_head)
        SelfAssessment.objects.filter(staff=month.cast.other_unit_head.staff_id).update(
            state=AssessmentState.RETURNED
        )
        _moves(month)
        (department,) = (
            one.tally
            for one in province_tallies(month.period)
            if one.agency.agency_id == month.cast.department.pk
        )
        assert tally_of(rows_under(month.cast.head, month.period)) == department
        assert (department.owed, department.sent, department.late) == (4, 2, 1)
        assert (department.missing, department.returned, department.begun) == (2, 1, 0)
        assert department.excused == {Owing.MOVED_AWAY: 1}

    def test_all_agencies_are_counted_by_a_constant_number_of_statements(self, month: Month) -> None:
        with CaptureQueriesContext(
            connection,
        ) as before:
            province_tallies(month.period)
        for who in ("officer", "colleague", "stranger"):
            month.submitted(getattr(month.cast, who))
        with CaptureQueriesContext(connection) as after:
            province_tallies(month.period)
        assert len(before) == len(after) == 6

    def test_nobody_owes_is_no_share(self) -> None:
        assert Tally().rate is None

    def test_a_unit_head_sees_the_unit_alone(self, month: Month) -> None:
        names = {row.staff.full_name for row in rows_under(month.cast.unit_head, month.period)}
        assert names == {"Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"}
        assert rows_under(month.cast.officer, month.period) == []

    def test_a_row_says_where_the_person_went(self, month: Month) -> None:
        _moves(month)
        (row,) = (r for r in rows_under(month.cast.head, month.period) if r.owing == Owing.MOVED_AWAY)
        assert (row.staff.full_name, row.where_to) == ("Bùi Thị Ánh", "Xã Cái Nhum")


class TestReminding:
    def _told(self) -> set[str]:
        return set(
            Notification.objects.filter(kind="assessment.due").values_list(
                "recipient__display_name", flat=True
            )
        )

    def _ask(self, month: Month, who: str, everywhere: bool = False) -> int:
        return ask_to_remind(
            period=month.period, everywhere=everywhere, actor=getattr(month.cast, who), at=NOW
        )

    def _send(self) -> None:
        remind_chosen_forms([one.pk for one in OutboxMessage.objects.filter(topic="assessment.remind")])

    def test_it_reaches_who_still_owes_when_it_is_sent(self, month: Month) -> None:
        assert self._ask(month, "unit_head") == 3
        month.submitted(month.cast.officer)
        _leave(month, "colleague")
        self._send()
        assert self._told() == {"Võ Văn Phòng"}

    def test_nobody_is_told_twice_on_a_day(self, month: Month) -> None:
        self._ask(month, "unit_head")
        self._send()
        assert self._ask(month, "head") == 2
        self._send()
        assert send_reminders(period=month.period, actor=None, since=date(2026, 11, 20), at=NOW) > 0
        assert send_reminders(period=month.period, actor=None, since=date(2026, 11, 20), at=NOW) == 0
        people = Notification.objects.filter(kind="assessment.due").values_list("recipient", flat=True)
        assert len(people) == len(set(people))
        tomorrow = NOW + timedelta(days=1)
        assert send_reminders(period=month.period, actor=None, since=tomorrow.date(), at=tomorrow) == len(
            people
        )

    def test_the_right_to_remind_is_asked_again(self, month: Month) -> None:
        self._ask(month, "unit_head")
        month.cast.unit_head.grants.update(ends_on=date(2026, 11, 20))
        self._send()
        assert self._told() == set()
        assert not OutboxMessage.objects.filter(handled_at=None, topic="assessment.remind").exists()

    def test_home_affairs_reminds_everywhere(self, month: Month) -> None:
        assert self._ask(month, "admin", everywhere=True) == 10
        with pytest.raises(AccessRefused):
            self._ask(month, "head", everywhere=True)
        with pytest.raises(AccessRefused):
            self._ask(month, "officer")

    def test_a_closed_month_reminds_nobody(self, month: Month) -> None:
        self._ask(month, "head")
        month.close()
        self._send()
        assert self._told() == set()
        month.period.refresh_from_db()
        with pytest.raises(PeriodClosed):
            self._ask(month, "head")

    @pytest.mark.parametrize(
        ("on", "since"),
        [
            (date(2026, 12, 1), None),
            (date(2026, 12, 3), date(2026, 12, 3)),
            (date(2026, 12, 6), date(2026, 12, 3)),
            (date(2026, 12, 8), date(2026, 12, 8)),
            (date(2026, 12, 20), date(2026, 12, 8)),
        ],
    )
    def test_the_rungs(self, on: date, since: date | None) -> None:
        """Due on Monday 7 December 2026: two working days before, one after."""
        assert rung_since(date(2026, 12, 7), on, form_terms_from({})) == since

    def test_each_rung_tells_a_person_once(self, month: Month) -> None:
        due = month.period.self_due_on
        seen = []
        for day in range(-6, 9):
            moment = datetime.combine(due + timedelta(days=day), datetime.min.time(), tzinfo=UTC)
            with time_machine.travel(moment, tick=False):
                before = Notification.objects.filter(kind="assessment.due").count()
                remind_forms()
                seen.append(Notification.objects.filter(kind="assessment.due").count() - before)
        assert [count for count in seen if count] == [10, 10]


class TestTheNote:
    def _write(self, month: Month, move: Move, who: str = "unit_head", **changed: object) -> object:
        wanted = {
            "move": move,
            "form_id": uuid4(),
            "text": "Làm việc tốt.",
            "actor": getattr(month.cast, who),
        }
        return write_transfer_note(**(wanted | {"at": NOW} | changed))  # type: ignore[arg-type]

    def test_the_head_left_writes_and_rewrites(self, month: Month) -> None:
        move, form_id = _moves(month), uuid4()
        for text in ("Làm việc tốt.", "Làm việc tốt.", "Làm việc rất tốt."):
            self._write(month, move, form_id=form_id, text=text)
        (note,) = notes_about(month.period, move.staff_id)
        assert (note.agency, note.text) == ("Sở Tư pháp", "Làm việc rất tốt.")
        assert AuditEntry.objects.filter(event="transfer_note.written").count() == 2
        with pytest.raises(Conflict):
            self._write(month, move)

    @pytest.mark.parametrize("who", ["other_head", "officer", "other_unit_head", "admin", "stranger"])
    def test_nobody_else(self, month: Month, who: str) -> None:
        with pytest.raises(AccessRefused):
            self._write(month, _moves(month), who)

    @pytest.mark.parametrize("text", ["", "  ", "x" * 2_001])
    def test_neither_empty_nor_endless(self, month: Month, text: str) -> None:
        with pytest.raises(WordsRefused):
            self._write(month, _moves(month), text=text)

    def test_until_the_review_is_due_and_never_in_a_closed_month(self, month: Month) -> None:
        move = _moves(month)
        with (
            time_machine.travel(month.period.review_due_on + timedelta(days=1)),
            pytest.raises(AccessRefused),
        ):
            self._write(month, move)
        month.close()
        with pytest.raises(PeriodClosed):
            self._write(month, move)

    def test_who_stays_has_no_note(self, month: Month) -> None:
        assert find_move(month.period, month.cast.department.pk, month.cast.officer.staff_id) is None


class TestALentPerson:
    def _lend(self, month: Month) -> SelfAssessment:
        Posting.objects.create(
            staff=month.cast.officer.staff,
            agency=month.cast.commune,
            kind=PostingKind.SECONDMENT,
            title="CV",
            starts_on=START,
            recorded_at=RECORDED,
        )
        from evaluations.actions.assessments.submit import submit_assessment
        from evaluations.gather.assessments.owed import own_form
        from evaluations.rules.assessments.answers import Answers

        form = own_form(month.cast.officer.staff_id, month.period.pk, month.cast.commune.pk)
        assert form is not None
        return submit_assessment(
            form=form,
            form_id=uuid4(),
            version=0,
            answers=Answers(scores=tuple(month.scores(form))),
            actor=month.cast.officer,
            at=NOW,
        )

    def test_the_heads_at_home_read_and_those_there_judge(self, month: Month) -> None:
        from evaluations.access.assessments import may_review

        sent = self._lend(month)
        readers = {}
        for who in ("head", "unit_head", "other_unit_head", "other_head", "colleague", "officer", "admin"):
            user = User.objects.get(pk=getattr(month.cast, who).pk)
            readers[who] = (
                SelfAssessment.objects.visible_to(user, date(2026, 11, 20)).filter(pk=sent.pk).exists()
            )
            assert bool(may_review(user, sent)) == (who == "other_head")
        seen = {who for who, sees in readers.items() if sees}
        assert seen == {"head", "unit_head", "other_head", "officer"}
        (row,) = (r for r in rows_under(month.cast.head, month.period) if r.owing == Owing.SECONDED_AWAY)
        assert (row.where_to, row.form_id) == ("Xã Cái Nhum", None)


def test_cq18_counts_what_was_decided_in_time(month: Month) -> None:
    late = month.period.review_due_on + timedelta(days=1)
    for who, moment in (("officer", NOW), ("colleague", datetime.combine(late, NOW.time(), tzinfo=UTC))):
        form = month.submitted(getattr(month.cast, who))
        SelfAssessment.objects.filter(pk=form.pk).update(state=AssessmentState.REVIEWED)
        Review.objects.create(
            assessment=form,
            period=month.period,
            agency=month.cast.department,
            reviewer=month.cast.head,
            reviewed_at=moment,
        )
    assert on_time(month.period)[month.cast.department.pk] == (1, 5)
    assert on_time(month.period)[month.cast.commune.pk] == (0, 2)
