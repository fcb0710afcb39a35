"""The right of reply: explaining, answering, and what silence does on either side."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from core.errors import Conflict
from core.models import Attachment, AuditEntry, Notification
from evaluations.actions.follow_up.explain import (
    AlreadySaid,
    NoShortcoming,
    NothingSaid,
    WindowOver,
    agree_to_all,
)
from evaluations.actions.follow_up.judge import NotToJudge, VerdictRefused
from evaluations.actions.follow_up.pictures import TooManyPictures
from evaluations.actions.follow_up.silence import lapse_inspection, let_unanswered_lapse
from evaluations.gather.follow_up.findings import replies_of
from evaluations.models import Explanation, FindingOutcome, Inspection
from evaluations.rules.follow_up.reply import Standing
from evaluations.rules.observing import Finding
from evaluations.tasks.follow_up import follow_up_day
from evaluations.tests.follow_up.conftest import at_day
from evaluations.tests.inspections.conftest import AT, DAY

LAST_DAY = date(2026, 11, 19)
ANSWER_BY = date(2026, 11, 27)


def picture(colour="green"):
    file = BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "JPEG")
    file.seek(0)
    return file


def standings(inspection, on=DAY):
    return {row.point.criterion.code: row.standing for row in replies_of(inspection, on).rows}


class TestExplaining:
    def test_words_and_pictures_are_kept_and_the_team_is_told(self, explain, cast, member):
        word = explain(pictures=[picture(), picture("red")])
        assert (word.text, word.files.count(), word.answer_due_on) == ("Hai người nghỉ phép.", 2, ANSWER_BY)
        told = {row.recipient for row in Notification.objects.filter(kind="explanation.submitted")}
        assert told == {cast.inspector, member}
        entry = AuditEntry.objects.get(event="explanation.submitted")
        assert (entry.after["criterion"], entry.after["files"]) == ("TP-04", 2)

    def test_the_same_form_again_is_the_same_word(self, explain):
        form = uuid4()
        first = explain(form_id=form, pictures=[picture()])
        assert explain(form_id=form, pictures=[picture()]) == first
        assert (Explanation.objects.count(), Attachment.objects.count()) == (1, 1)

    def test_the_same_form_with_other_words_is_a_conflict(self, explain):
        form = uuid4()
        explain(form_id=form)
        with pytest.raises(Conflict):
            explain(form_id=form, text="Khác")

    def test_a_second_word_on_the_same_finding_is_refused(self, explain):
        explain()
        with pytest.raises(AlreadySaid):
            explain()

    def test_nothing_is_explained_where_nothing_was_short(self, explain):
        with pytest.raises(NoShortcoming):
            explain("GT-01")

    def test_an_explanation_needs_words(self, explain):
        with pytest.raises(NothingSaid):
            explain(text="  ")

    def test_six_pictures_are_one_too_many(self, explain):
        with pytest.raises(TooManyPictures):
            explain(pictures=[picture() for _ in range(6)])
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize(("hour", "open_still"), [(0, True), (23, True)])
    def test_the_whole_last_day_is_the_agencys(self, explain, hour, open_still):
        assert explain(at=at_day(LAST_DAY, hour)).text

    def test_the_minute_after_it_is_over(self, explain):
        with pytest.raises(WindowOver, match="19/11/2026"):
            explain(at=at_day(LAST_DAY + timedelta(days=1), 0))

    @pytest.mark.parametrize("state", ["draft", "on_site", "reported", "lapsed", "cancelled"])
    def test_only_minutes_can_be_explained(self, explain, minuted, state):
        Inspection.objects.filter(pk=minuted.pk).update(state=state)
        with pytest.raises(WindowOver):
            explain()

    def test_agreeing_asks_for_no_answer(self, explain, minuted):
        assert explain(agrees=True, text="").answer_due_on is None
        assert standings(minuted) == {"TP-04": Standing.AGREED, "TP-01": Standing.OPEN}


class TestAgreeingToAll:
    def test_it_covers_what_was_not_explained(self, explain, minuted, cast):
        explain()
        agree_to_all(inspection=minuted, form_id=uuid4(), actor=cast.head, at=AT)
        assert standings(minuted) == {"TP-04": Standing.WAITING, "TP-01": Standing.AGREED}

    def test_nothing_is_explained_afterwards(self, explain, minuted, cast):
        agree_to_all(inspection=minuted, form_id=uuid4(), actor=cast.head, at=AT)
        with pytest.raises(AlreadySaid):
            explain()

    def test_twice_is_once(self, minuted, cast):
        form = uuid4()
        first = agree_to_all(inspection=minuted, form_id=form, actor=cast.head, at=AT)
        assert agree_to_all(inspection=minuted, form_id=form, actor=cast.head, at=AT) == first
        with pytest.raises(AlreadySaid):
            agree_to_all(inspection=minuted, form_id=uuid4(), actor=cast.head, at=AT)


class TestJudging:
    def test_accepted_the_finding_is_dropped(self, explain, judge, minuted, cast):
        judge(explain(), "accepted")
        outcome = FindingOutcome.objects.get()
        assert (outcome.upheld, outcome.n, outcome.k) == (False, 10, 8)
        assert standings(minuted)["TP-04"] == Standing.DROPPED
        assert Notification.objects.get(kind="explanation.judged").recipient == cast.head

    @pytest.mark.parametrize("verdict", ["accepted", "partly"])
    def test_with_numbers_the_corrected_ones_count(self, explain, judge, minuted, verdict):
        judge(explain(), verdict, Finding(10, 9))
        outcome = FindingOutcome.objects.get()
        assert (outcome.upheld, outcome.n, outcome.k) == (True, 10, 9)
        assert standings(minuted)["TP-04"] == Standing.CORRECTED

    def test_rejected_it_stands_as_recorded(self, explain, judge, minuted):
        judge(explain(), "rejected")
        assert not FindingOutcome.objects.exists()
        assert standings(minuted)["TP-04"] == Standing.KEPT

    @pytest.mark.parametrize(
        ("verdict", "corrected", "reason", "box"),
        [
            ("rejected", None, " ", "reason"),
            ("partly", None, "Vì", "k"),
            ("partly", Finding(10, 8), "Vì", "k"),
            ("partly", Finding(10, 7), "Vì", "k"),
            ("partly", Finding(10, 11), "Vì", "k"),
            ("partly", Finding(0, 0), "Vì", "n"),
            ("accepted", Finding(10, 9, severity="minor"), "Vì", "severity"),
        ],
    )
    def test_an_incomplete_verdict_is_refused(self, explain, judge, verdict, corrected, reason, box):
        with pytest.raises(VerdictRefused) as refused:
            judge(explain(), verdict, corrected, reason=reason)
        assert list(refused.value.errors) == [box]
        assert not FindingOutcome.objects.exists()

    def test_the_same_answer_again_changes_nothing(self, explain, judge):
        word = explain()
        judge(word, "accepted")
        judge(word, "accepted")
        assert AuditEntry.objects.filter(event="explanation.judged").count() == 1

    def test_another_answer_is_refused(self, explain, judge):
        word = explain()
        judge(word, "accepted")
        with pytest.raises(NotToJudge, match="đã được trả lời"):
            judge(word, "rejected")

    def test_the_same_words_with_other_numbers_are_another_answer(self, explain, judge):
        word = explain()
        judge(word, "partly", Finding(10, 9))
        judge(word, "partly", Finding(10, 9))
        with pytest.raises(NotToJudge, match="đã được trả lời"):
            judge(word, "partly", Finding(10, 10))

    def test_what_was_agreed_is_not_judged(self, explain, judge):
        with pytest.raises(NotToJudge):
            judge(explain(agrees=True, text=""), "accepted")

    def test_on_its_last_day_it_is_in_time_the_day_after_it_is_not(self, explain, judge):
        late = explain("TP-01")
        judge(explain(), "rejected", at=at_day(ANSWER_BY, 23))
        with pytest.raises(NotToJudge, match="27/11/2026"):
            judge(late, "rejected", at=at_day(ANSWER_BY + timedelta(days=1), 0))


class TestSilence:
    def test_the_agency_silent_the_finding_stands(self, minuted):
        assert standings(minuted, LAST_DAY)["TP-04"] == Standing.OPEN
        assert standings(minuted, LAST_DAY + timedelta(days=1))["TP-04"] == Standing.UNCONTESTED

    def test_the_team_silent_the_finding_lapses_once(self, explain, minuted, cast):
        word = explain()
        assert not let_unanswered_lapse(explanation=word, at=at_day(ANSWER_BY, 23))
        after = at_day(ANSWER_BY + timedelta(days=1), 0)
        assert let_unanswered_lapse(explanation=word, at=after)
        assert not let_unanswered_lapse(explanation=word, at=after)
        outcome = FindingOutcome.objects.get()
        assert (outcome.upheld, Explanation.objects.get().verdict) == (False, "silent")
        assert standings(minuted, ANSWER_BY)["TP-04"] == Standing.LAPSED
        told = {row.recipient for row in Notification.objects.filter(kind="explanation.judged")}
        assert {cast.head, cast.inspector} <= told

    @pytest.mark.parametrize("state", ["minuted", "reported"])
    def test_not_concluded_in_time_the_whole_visit_lapses(self, minuted, cast, member, state):
        Inspection.objects.filter(pk=minuted.pk).update(state=state)
        assert not lapse_inspection(inspection=minuted, at=at_day(minuted.conclude_due_on, 23))
        after = at_day(minuted.conclude_due_on + timedelta(days=1), 0)
        assert lapse_inspection(inspection=minuted, at=after)
        assert not lapse_inspection(inspection=minuted, at=after)
        current = Inspection.objects.get(pk=minuted.pk)
        assert (current.state, current.lapsed_at) == ("lapsed", after)
        told = {row.recipient for row in Notification.objects.filter(kind="inspection.lapsed")}
        assert told == {cast.head, cast.inspector, member}

    def test_the_night_does_both_and_a_second_night_nothing(self, explain, minuted, time_machine_at):
        explain()
        for day in (ANSWER_BY + timedelta(days=1), minuted.conclude_due_on + timedelta(days=1)):
            with time_machine_at(day):
                follow_up_day()
                follow_up_day()
        assert Explanation.objects.get().verdict == "silent"
        assert Inspection.objects.get(pk=minuted.pk).state == "lapsed"
        assert AuditEntry.objects.filter(event__in=("explanation.silent", "inspection.lapsed")).count() == 2
