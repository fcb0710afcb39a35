"""The holder of a receipt sees days and answers, adds words, says how it ended, takes the contact back."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from agencies.tests.cast import Cast
from core.errors import Refused
from core.models import AuditEntry
from feedback.actions.sending.follow import (
    MESSAGES_A_DAY,
    NoMoreWords,
    add_message,
    erase_contact,
    say_how_it_ended,
)
from feedback.actions.sending.submit import Report, submit_case
from feedback.actions.triage.release_batch import release_batch
from feedback.enums import CaseState
from feedback.gather.following import case_of, followed
from feedback.models import Extension, FeedbackCase, Reply, Sealed
from feedback.rules.envelopes import Contact, text_of
from feedback.tests.conftest import AT
from feedback.tests.sending.conftest import FirstVault


def make(cast: Cast, **fields: object) -> tuple[FeedbackCase, str]:
    report = Report("Quầy đóng sớm.", agency_id=cast.department.pk, contact=Contact(phone="0901234567"))
    receipt = submit_case(form_id=uuid4(), report=report, at=AT)
    case = case_of(receipt)
    assert case is not None
    FeedbackCase.objects.filter(pk=case.pk).update(**fields)
    case.refresh_from_db()
    return case, receipt


def reply(case: FeedbackCase, cast: Cast, text: str, **fields: str) -> Reply:
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    return Reply.objects.create(id=uuid4(), case=case, text=text, author=cast.head, at=at, **fields)


def test_a_receipt_finds_its_case_and_another_finds_none(first: FirstVault, cast: Cast) -> None:
    case, receipt = make(cast)
    assert case_of(receipt) == case
    assert case_of("0000000000000000") is None


def test_the_sender_sees_days_reasons_and_answers(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast, state=CaseState.ANSWERED, due_on=date(2026, 11, 27))
    reply(case, cast, "Chúng tôi xin lỗi.")
    Extension.objects.create(
        id=uuid4(),
        case=case,
        from_day=date(2026, 11, 27),
        to_day=date(2026, 12, 4),
        reason="Cần xác minh thêm",
        by=cast.head,
        at=AT,
    )
    seen = followed(case)
    assert [(one.agency, one.day, one.text) for one in seen.answers] == [
        ("Sở Tư pháp", date(2026, 11, 24), "Chúng tôi xin lỗi.")
    ]
    assert [one.reason for one in seen.later_days] == ["Cần xác minh thêm"]
    assert (seen.agency, seen.has_contact, seen.waiting_messages) == ("Sở Tư pháp", True, 0)


def test_a_merged_case_shows_the_main_answer_in_its_public_words(first: FirstVault, cast: Cast) -> None:
    main, _one = make(cast, state=CaseState.ANSWERED)
    reply(main, cast, "Chào bà Ánh, chúng tôi xin lỗi.", public_text="Chúng tôi xin lỗi.")
    case, _other = make(cast, state=CaseState.MERGED, merged_into=main)
    assert [one.text for one in followed(case).answers] == ["Chúng tôi xin lỗi."]
    Reply.objects.update(shared_text="Chúng tôi xin lỗi mọi người.")
    assert [one.text for one in followed(case).answers] == ["Chúng tôi xin lỗi mọi người."]
    assert say_how_it_ended(case=case, is_solved=True, satisfaction=5).satisfaction == 5


def test_what_the_main_sender_was_told_in_person_is_not_for_others(first: FirstVault, cast: Cast) -> None:
    main, _one = make(cast, state=CaseState.ANSWERED)
    reply(main, cast, "Chào bà Ánh, hồ sơ của bà đã xong.")
    case, _other = make(cast, state=CaseState.MERGED, merged_into=main)
    assert "Ánh" in followed(main).answers[0].text
    (told,) = followed(case).answers
    assert "Ánh" not in told.text
    assert "trả lời riêng" in told.text


def test_a_split_case_shows_what_each_office_answers(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast, state=CaseState.ANSWERED)
    part, _other = make(cast, state=CaseState.ANSWERED, split_from=case, agency=cast.commune)
    reply(case, cast, "Phần của Sở.")
    reply(part, cast, "Phần của xã.")
    seen = followed(case)
    assert {(one.agency, one.text) for one in seen.answers} == {
        ("Sở Tư pháp", "Phần của Sở."),
        ("Xã Cái Nhum", "Phần của xã."),
    }
    assert [one.agency for one in seen.parts] == ["Xã Cái Nhum"]


def test_it_asks_the_same_number_of_questions_however_much_was_said(
    first: FirstVault, cast: Cast, django_assert_num_queries: object
) -> None:
    case, _receipt = make(cast, state=CaseState.ANSWERED)
    for number in range(3):
        reply(case, cast, f"Trả lời {number}")
        make(cast, split_from=case)
    with django_assert_num_queries(5):  # type: ignore[operator]
        followed(case)


def test_further_words_are_sealed_and_come_once(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast)
    for _time in range(2):
        add_message(case=case, message_id=UUID(int=7), text="Tôi nhớ thêm.", at=AT)
    assert [text_of(data) for data in first.inside("message")] == ["Tôi nhớ thêm."]


def test_changed_words_of_one_form_are_kept_as_well(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast)
    other, _another = make(cast)
    add_message(case=case, message_id=UUID(int=7), text="Tôi nhớ thêm.", at=AT)
    add_message(case=case, message_id=UUID(int=7), text="Tôi nhớ thêm, và hôm sau nữa.", at=AT)
    add_message(case=other, message_id=UUID(int=7), text="Tôi nhớ thêm.", at=AT)
    assert Sealed.objects.filter(case=case, kind="message").count() == 2
    assert Sealed.objects.filter(case=other, kind="message").count() == 1
    assert not Sealed.objects.filter(pk=UUID(int=7)).exists()


@pytest.mark.parametrize("state", [CaseState.HANDED, CaseState.REFUSED])
def test_a_case_that_left_takes_no_more_words(first: FirstVault, cast: Cast, state: str) -> None:
    case, _receipt = make(cast, state=state)
    with pytest.raises(NoMoreWords):
        add_message(case=case, message_id=uuid4(), text="Tôi nhớ thêm.", at=AT)


def test_a_day_takes_only_so_many_messages(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast)
    for _time in range(MESSAGES_A_DAY):
        add_message(case=case, message_id=uuid4(), text="Tôi nhớ thêm.", at=AT)
    with pytest.raises(NoMoreWords, match="ngày mai"):
        add_message(case=case, message_id=uuid4(), text="Nữa.", at=AT)


def test_how_it_ended_is_said_once_there_is_an_answer(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast)
    with pytest.raises(Refused):
        say_how_it_ended(case=case, is_solved=True, satisfaction=None)
    FeedbackCase.objects.update(state=CaseState.ANSWERED)
    said = say_how_it_ended(case=case, is_solved=False, satisfaction=2)
    assert (said.is_solved, said.satisfaction, said.version) == (False, 2, case.version)


def test_the_desk_reads_it_from_the_next_night_on(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast, state=CaseState.ANSWERED, released_on=date(2026, 11, 20))
    for solved, mark in ((False, 2), (True, None), (True, 5)):
        say_how_it_ended(case=case, is_solved=solved, satisfaction=mark)
        case.refresh_from_db()
        before = (case.told_solved, case.told_satisfaction)
        assert before != (solved, mark)
        release_batch(at=AT)
        case.refresh_from_db()
        assert (case.told_solved, case.told_satisfaction) == (solved, mark)


def test_a_contact_is_erased_and_the_words_stay(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast)
    assert (erase_contact(case=case), erase_contact(case=case)) == (1, 0)
    assert [row.kind for row in Sealed.objects.filter(case=case)] == ["text"]


def test_nothing_of_it_leaves_a_moment(first: FirstVault, cast: Cast) -> None:
    case, _receipt = make(cast, state=CaseState.ANSWERED)
    add_message(case=case, message_id=uuid4(), text="Tôi nhớ thêm.", at=AT)
    say_how_it_ended(case=case, is_solved=True, satisfaction=5)
    erase_contact(case=case)
    assert not AuditEntry.objects.exists()
