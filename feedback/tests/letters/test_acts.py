"""Letters from draft to sent: numbers without gaps, one apology a dossier, issued ones never change."""

from datetime import UTC, date, datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction

from core.documents.flow import from_json
from core.documents.paper_words import lines_of
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from feedback.actions.letters.draft import draft_letter, edit_letter, void_letter
from feedback.actions.letters.issue import contents_of, issue_letter
from feedback.actions.letters.refusals import LetterRefused
from feedback.actions.letters.send import CannotMail, hand_letter, mail_letter
from feedback.actions.letters.templates import add_template, change_template
from feedback.declarations import LETTER_MAIL
from feedback.enums import LetterKind, LetterState
from feedback.models import Letter, LetterRegister, LetterTemplate
from feedback.rules.letter_papers import digest_of
from feedback.rules.letter_words import symbol_of
from feedback.rules.letters import ONCE_ONLY
from feedback.tasks import remind_apologies_daily, send_letters
from feedback.tests.letters.conftest import DUE, NEW_DUE, NOW, SIGNER, TODAY, Letters
from registers.declarations import REGISTERS_CHANGED

pytestmark = pytest.mark.django_db


class TestDrafts:
    def test_the_same_form_makes_one(self, letters: Letters) -> None:
        form, words = uuid4(), letters.contents(body="Xin cảm ơn.")
        given = {"kind": LetterKind.THANKS, "agency": letters.cast.department, "at": NOW}
        first = draft_letter(form_id=form, contents=words, actor=letters.cast.officer, **given)
        assert draft_letter(form_id=form, contents=words, actor=letters.cast.officer, **given) == first
        with pytest.raises(Conflict):
            draft_letter(
                form_id=form, contents=letters.contents(body="Khác"), actor=letters.cast.officer, **given
            )
        assert Letter.objects.count() == 1

    def test_a_stranger_writes_none(self, letters: Letters) -> None:
        with pytest.raises(AccessRefused):
            draft_letter(
                form_id=uuid4(),
                kind=LetterKind.THANKS,
                agency=letters.cast.department,
                contents=letters.contents(),
                actor=letters.cast.stranger,
                at=NOW,
            )

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"recipient": " "}, "recipient"),
            ({"body": ""}, "body"),
            ({"body": "Kính gửi {người nhận}"}, "body"),
            ({"reason": ""}, "reason"),
            ({"new_due_on": None}, "new_due_on"),
            ({"new_due_on": DUE}, "new_due_on"),
        ],
    )
    def test_what_is_missing_is_named(self, letters: Letters, wrong: dict[str, object], field: str) -> None:
        with pytest.raises(LetterRefused) as refusal:
            letters.apology(**wrong)
        assert list(refusal.value.errors) == [field]

    def test_an_apology_belongs_to_a_dossier(self, letters: Letters) -> None:
        with pytest.raises(LetterRefused, match="gắn với một hồ sơ"):
            draft_letter(
                form_id=uuid4(),
                kind=LetterKind.APOLOGY,
                agency=letters.cast.department,
                contents=letters.contents(reason="Chờ xác minh"),
                actor=letters.cast.officer,
                at=NOW,
            )

    def test_editing_asks_for_the_version_that_was_seen(self, letters: Letters) -> None:
        draft = letters.thanks()
        words = letters.contents(body="Xin cảm ơn lần nữa.")
        given = {"contents": words, "actor": letters.cast.officer, "at": NOW}
        assert edit_letter(letter=draft, seen_version=1, **given).version == 2
        with pytest.raises(Conflict):
            edit_letter(letter=draft, seen_version=1, **given)

    def test_only_a_draft_is_given_up(self, letters: Letters) -> None:
        draft = letters.thanks()
        given = {"actor": letters.cast.officer, "at": NOW}
        assert void_letter(letter=draft, seen_version=1, **given).state == LetterState.CANCELLED
        with pytest.raises(TransitionRefused):
            void_letter(letter=letters.issued(), seen_version=2, **given)


class TestIssuing:
    def test_it_gets_number_signer_and_digest(self, letters: Letters) -> None:
        letter = letters.issued()
        assert (letter.number, letter.symbol, letter.is_late) == (1, "01/PXL-STP", False)
        assert (letter.signer_name, letter.signer_capacity) == ("Nguyễn Thị Hòa", "Giám đốc")
        letter.refresh_from_db()
        assert letter.sha256 == digest_of(letter.content)
        entry = AuditEntry.objects.get(event="letter.issued")
        assert entry.after == {"symbol": "01/PXL-STP", "sha256": letter.sha256, "late": False}

    def test_the_paper_bears_the_official_fields(self, letters: Letters) -> None:
        letter = letters.issued(letters.apology(letters.dossier(code="H61-1")))
        paper = from_json(letter.content)
        text = "\n".join(lines_of(paper)).replace("\u00a0", " ")
        assert paper.size == "a5"
        for words in (
            "01/PXL-STP",
            "PHIẾU XIN LỖI",
            "Kính gửi: Trần Thị Nộp",
            "Cấp phiếu lý lịch tư pháp",
            "Ngày 05 tháng 11 năm 2026, Sở Tư pháp tiếp nhận",
            "Mã hồ sơ: H61-1",
            "ngày 24 tháng 11 năm 2026",
            "Lý do: Chờ xác minh.",
            "Chúng tôi xin lỗi Ông/bà.",
            "ngày 30 tháng 11 năm 2026",
            "GIÁM ĐỐC",
            "Nguyễn Thị Hòa",
        ):
            assert words in text, words

    def test_numbers_run_without_a_gap_by_kind_and_year(self, letters: Letters) -> None:
        first, second = letters.issued(), letters.issued()
        void_letter(letter=letters.apology(), seen_version=1, actor=letters.cast.officer, at=NOW)
        third, thanks = letters.issued(), letters.issued(letters.thanks())
        assert [one.number for one in (first, second, third, thanks)] == [1, 2, 3, 1]
        in_new_year = datetime(2027, 1, 4, 3, tzinfo=UTC)
        assert letters.issued(letters.thanks(), at=in_new_year).symbol == "01/TCO-STP"
        assert LetterRegister.objects.get(kind=LetterKind.APOLOGY).last == 3

    def test_a_refused_issue_takes_no_number(self, letters: Letters) -> None:
        dossier = letters.dossier()
        draft, other = letters.apology(dossier), letters.apology(dossier)
        letters.issued(draft)
        with pytest.raises(LetterRefused, match="một lần"):
            letters.issued(other)
        assert LetterRegister.objects.get().last == 1
        assert letters.issued().number == 2

    def test_the_day_is_named_anew_once(self, letters: Letters) -> None:
        dossier = letters.dossier()
        letters.issued(letters.apology(dossier))
        with pytest.raises(LetterRefused) as refusal:
            letters.apology(dossier)
        assert refusal.value.errors == {"": ONCE_ONLY}

    def test_the_database_too_takes_one_apology(self, letters: Letters) -> None:
        dossier = letters.dossier()
        other = letters.apology(dossier)
        letters.issued(letters.apology(dossier))
        with pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.filter(pk=other.pk).update(state=LetterState.ISSUED)

    @pytest.mark.parametrize(
        ("due", "late"), [(date(2026, 11, 21), False), (TODAY, True), (date(2026, 11, 9), True)]
    )
    def test_later_than_one_day_before_is_marked(self, letters: Letters, due: date, late: bool) -> None:
        draft = letters.apology(letters.dossier(due_on=due), new_due_on=NEW_DUE)
        assert letters.issued(draft).is_late is late

    def test_only_the_head_issues(self, letters: Letters) -> None:
        draft = letters.thanks()
        for user in (letters.cast.officer, letters.cast.unit_head, letters.cast.admin):
            with pytest.raises(AccessRefused):
                issue_letter(letter=draft, signer=SIGNER, seen_version=1, actor=user, at=NOW)

    def test_twice_is_refused(self, letters: Letters) -> None:
        letter = letters.issued()
        with pytest.raises(TransitionRefused):
            letters.issued(letter)


class TestIssuedStays:
    """The database refuses, whoever asks."""

    @pytest.mark.parametrize(
        "change",
        [
            {"body": "Khác"},
            {"number": 9},
            {"recipient": "Người khác"},
            {"new_due_on": None},
            {"is_late": True},
            {"content": {}},
            {"state": LetterState.DRAFT},
            {"state": LetterState.CANCELLED},
        ],
        ids=str,
    )
    def test_no_word_changes(self, letters: Letters, change: dict[str, object]) -> None:
        letter = letters.issued()
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)

    def test_nor_is_it_deleted(self, letters: Letters) -> None:
        letter = letters.issued()
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            Letter.objects.filter(pk=letter.pk)._raw_delete("default")

    def test_once_sent_nothing_changes_at_all(self, letters: Letters) -> None:
        letter = letters.issued()
        hand_letter(letter=letter, sent_on=TODAY, seen_version=2, actor=letters.cast.officer, at=NOW)
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(sent_on=date(2026, 11, 1))


class TestSending:
    def messages(self) -> list[int]:
        return list(OutboxMessage.objects.filter(topic=LETTER_MAIL).values_list("pk", flat=True))

    def test_by_hand_on_a_day_from_issue_to_today(self, letters: Letters) -> None:
        letter = letters.issued()
        given = {"letter": letter, "seen_version": 2, "actor": letters.cast.officer, "at": NOW}
        for day in (date(2026, 11, 19), date(2026, 11, 21)):
            with pytest.raises(LetterRefused):
                hand_letter(sent_on=day, **given)
        sent = hand_letter(sent_on=TODAY, **given)
        assert (sent.state, sent.sent_on, sent.sent_by_hand) == (LetterState.SENT, TODAY, True)
        stale = OutboxMessage.objects.get(topic=REGISTERS_CHANGED)
        assert stale.payload == {"agency": letters.cast.department.pk}

    def test_the_mail_carries_the_paper_once(self, letters: Letters) -> None:
        letter = letters.issued()
        mail_letter(letter=letter, seen_version=2, actor=letters.cast.officer, at=NOW)
        assert OutboxMessage.objects.get(topic=LETTER_MAIL).payload == {"letter": str(letter.pk)}
        ids = self.messages()
        assert send_letters(message_ids=ids) == 1
        assert send_letters(message_ids=ids) == 0
        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == (["nop@example.vn"], "Thư xin lỗi số 01/PXL-STP")
        name, content, kind = sent.attachments[0]
        assert (name[:13], content[:5], kind) == ("phieu-xin-loi", b"%PDF-", "application/pdf")
        letter.refresh_from_db()
        assert (letter.state, letter.sent_on, letter.sent_by_hand) == (LetterState.SENT, TODAY, False)

    def test_without_an_address_or_twice_nothing_is_mailed(self, letters: Letters) -> None:
        bare = letters.issued(letters.thanks(email=""))
        with pytest.raises(CannotMail):
            mail_letter(letter=bare, seen_version=2, actor=letters.cast.officer, at=NOW)
        letter = letters.issued()
        mail_letter(letter=letter, seen_version=2, actor=letters.cast.officer, at=NOW)
        with pytest.raises(CannotMail):
            mail_letter(letter=letter, seen_version=3, actor=letters.cast.officer, at=NOW)

    def test_a_refused_address_is_told_and_the_paper_way_stays(
        self, letters: Letters, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_self: object) -> None:
            raise SMTPRecipientsRefused({})

        monkeypatch.setattr(EmailMessage, "send", refuse)
        letter = letters.issued()
        mail_letter(letter=letter, seen_version=2, actor=letters.cast.officer, at=NOW)
        assert send_letters(message_ids=self.messages()) == 0
        letter.refresh_from_db()
        assert (letter.state, letter.mail_refused, letter.mail_asked_at) == (LetterState.ISSUED, True, None)
        sent = hand_letter(
            letter=letter, sent_on=TODAY, seen_version=letter.version, actor=letters.cast.officer, at=NOW
        )
        assert sent.state == LetterState.SENT

    def test_a_paper_that_cannot_be_made_holds_up_no_other(
        self, letters: Letters, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken, whole = letters.issued(), letters.issued(letters.thanks())

        def write(content: object, _kind: str) -> bytes:
            if content == broken.content:
                raise ValueError("nop@example.vn: no such font")
            return b"%PDF-"

        monkeypatch.setattr("feedback.tasks.letters.write_paper", write)
        for letter in (broken, whole):
            mail_letter(letter=letter, seen_version=2, actor=letters.cast.officer, at=NOW)
        assert send_letters(message_ids=sorted(self.messages())) == 1
        waiting = OutboxMessage.objects.get(topic=LETTER_MAIL, handled_at=None)
        assert (waiting.payload, waiting.error) == ({"letter": str(broken.pk)}, "RuntimeError: ValueError")
        whole.refresh_from_db()
        assert whole.state == LetterState.SENT

    def test_a_server_that_is_away_leaves_it_waiting(
        self, letters: Letters, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(_self: object) -> None:
            raise SMTPDataError(451, b"<nop@example.vn> try again later")

        monkeypatch.setattr(EmailMessage, "send", away)
        letter = letters.issued()
        mail_letter(letter=letter, seen_version=2, actor=letters.cast.officer, at=NOW)
        send_letters(message_ids=self.messages())
        waiting = OutboxMessage.objects.get(topic=LETTER_MAIL)
        assert (waiting.handled_at, waiting.error) == (None, "OSError: SMTPDataError")
        letter.refresh_from_db()
        assert letter.state == LetterState.ISSUED


class TestTemplates:
    def test_home_affairs_keeps_them_for_everybody_and_heads_their_own(self, letters: Letters) -> None:
        cast = letters.cast
        words = {
            "kind": LetterKind.THANKS,
            "name": "Sau trả kết quả",
            "body": "Cảm ơn {người nhận}.",
            "at": NOW,
        }
        form = uuid4()
        common = add_template(form_id=form, agency_id=None, actor=cast.admin, **words)
        assert add_template(form_id=form, agency_id=None, actor=cast.admin, **words) == common
        own = add_template(form_id=uuid4(), agency_id=cast.department.pk, actor=cast.head, **words)
        found = LetterTemplate.objects.for_agency(cast.department.pk)
        assert list(found) == [own, common]
        assert list(LetterTemplate.objects.for_agency(cast.commune.pk)) == [common]
        with pytest.raises(AccessRefused):
            add_template(form_id=uuid4(), agency_id=None, actor=cast.head, **words)

    def test_an_unknown_mark_is_refused(self, letters: Letters) -> None:
        template = add_template(
            form_id=uuid4(),
            agency_id=None,
            kind=LetterKind.THANKS,
            name="Mẫu",
            body="Cảm ơn.",
            actor=letters.cast.admin,
            at=NOW,
        )
        with pytest.raises(LetterRefused, match="họ tên"):
            change_template(
                template=template,
                name="Mẫu",
                body="Cảm ơn {họ tên}.",
                is_active=True,
                seen_version=1,
                actor=letters.cast.admin,
                at=NOW,
            )


def test_what_a_letter_says_comes_back_as_it_was(letters: Letters) -> None:
    draft = letters.apology()
    assert contents_of(draft) == letters.contents(
        reason="Chờ xác minh", new_due_on=NEW_DUE, dossier=draft.dossier_id
    )


@pytest.mark.parametrize(
    ("kind", "name", "commune", "symbol"),
    [
        (LetterKind.APOLOGY, "Sở Tư pháp", False, "07/PXL-STP"),
        (LetterKind.THANKS, "Sở Nông nghiệp và Môi trường", False, "07/TCO-SNNMT"),
        (LetterKind.CONGRATULATION, "UBND xã Cái Nhum", True, "07/TCM-UBND"),
    ],
)
def test_the_symbol_tells_kind_and_office(kind: str, name: str, commune: bool, symbol: str) -> None:
    assert symbol_of(kind, 7, name, is_commune=commune) == symbol


class TestReminding:
    """Counts, never names; once a day; only what can still be sent in time."""

    def test_heads_are_told_once_a_day(self, letters: Letters) -> None:
        for due in (date(2026, 11, 23), date(2026, 11, 21), date(2026, 11, 25), date(2026, 11, 9)):
            letters.dossier(due_on=due)
        letters.issued(letters.apology(letters.dossier()))
        remind_apologies_daily()
        remind_apologies_daily()
        told = Notification.objects.get()
        assert told.recipient == letters.cast.head
        assert "2 hồ sơ: hôm nay là ngày làm việc cuối" in told.body
        assert "1 hồ sơ đến hẹn trong hai ngày làm việc tới" in told.body
        assert "Nộp" not in told.body

    def test_nobody_is_told_of_what_is_too_late_or_on_a_sunday(self, letters: Letters) -> None:
        letters.dossier(due_on=date(2026, 11, 9))
        remind_apologies_daily()
        letters.dossier(due_on=date(2026, 11, 25))
        with time_machine.travel(datetime(2026, 11, 22, 3, tzinfo=UTC), tick=False):
            remind_apologies_daily()
        assert not Notification.objects.exists()
