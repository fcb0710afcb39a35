"""What the desk does with cases: states, rows, refusals, and nothing in the trail that leads to a citizen."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from agencies.enums import Role
from agencies.models import Delegation
from agencies.tests.factories import grant, make_staff, make_user
from core.access import may
from core.errors import Conflict
from core.models import AuditEntry, Notification, OutboxMessage
from core.transitions import TransitionRefused
from feedback.actions.cases.escalate import escalate_case
from feedback.actions.cases.extend import extend_case
from feedback.actions.cases.merge import merge_case, separate_case
from feedback.actions.cases.publish import propose_public, publish_answer, unpublish_answer
from feedback.actions.cases.refusals import CaseRefused, NotNow, StaleCase
from feedback.actions.cases.remind import escalate_overdue, remind_agencies
from feedback.actions.cases.reopen import reopen_case
from feedback.actions.cases.split import split_case
from feedback.actions.cases.templates import save_template
from feedback.declarations import CASE_JUDGED
from feedback.enums import CaseState
from feedback.models import CaseMove, FeedbackCase, Reply, ReplyTemplate
from feedback.rules.case_terms import answer_due
from feedback.tasks.cases import remind_cases
from feedback.tests.cases.conftest import NOW, TODAY, Desk

WORDS = {
    "question": "Thái độ của người trực quầy",
    "text": "Cơ quan đã nhắc nhở và xin lỗi.",
    "is_sure": False,
}


def _extend(desk: Desk, case: FeedbackCase, **given):
    usual = {
        "extension_id": uuid4(),
        "days": 3,
        "reason": "Cần xác minh thêm.",
        "seen_version": desk.version(case),
        "actor": desk.cast.head,
        "at": desk.at,
    }
    return extend_case(case=case, **(usual | given))


def _stamp(desk: Desk, case: FeedbackCase, actor=None, **given):
    return {
        "case": case,
        "seen_version": desk.version(case),
        "actor": actor or desk.cast.admin,
        "at": NOW,
    } | given


def test_an_assigned_case_is_seen_by_the_head_of_the_unit_alone(desk: Desk) -> None:
    case = desk.case()
    cast = desk.cast
    assert not FeedbackCase.objects.visible_to(cast.unit_head, TODAY).exists()
    desk.assign(case)
    del cast.unit_head._scope
    assert FeedbackCase.objects.visible_to(cast.unit_head, TODAY).get() == case
    assert not FeedbackCase.objects.visible_to(cast.other_unit_head, TODAY).exists()
    assert not FeedbackCase.objects.visible_to(cast.officer, TODAY).exists()
    assert Notification.objects.get(kind="case.assigned").recipient == cast.unit_head


def test_a_unit_of_another_agency_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="không thuộc"):
        desk.assign(desk.case(), desk.cast.commune)


def test_an_answer_is_kept_once_and_dated(desk: Desk) -> None:
    case = desk.case()
    form, version = uuid4(), desk.version(case)
    for _ in range(2):
        desk.answer(case, reply_id=form, seen_version=version)
    case.refresh_from_db()
    assert (case.state, case.answered_on, case.replies.count()) == (CaseState.ANSWERED, TODAY, 1)
    with pytest.raises(Conflict):
        desk.answer(case, "Nội dung khác.", reply_id=form)


def test_a_second_answer_adds_to_the_first_and_keeps_its_day(desk: Desk) -> None:
    case = desk.case()
    desk.answer(case)
    desk.answer(case, "Bổ sung: đã đổi người trực.", at=NOW + timedelta(days=3))
    case.refresh_from_db()
    assert (case.state, case.answered_on, case.replies.count()) == (CaseState.ANSWERED, TODAY, 2)
    assert list(CaseMove.objects.order_by("pk").values_list("move", flat=True)) == ["answer", "supplement"]


def test_who_acts_on_an_old_version_is_told_so(desk: Desk) -> None:
    case = desk.case()
    desk.assign(case)
    with pytest.raises(StaleCase, match="vừa được người khác cập nhật"):
        desk.answer(case, seen_version=1)
    assert not Reply.objects.exists()


def test_the_head_extends_once_and_home_affairs_again(desk: Desk) -> None:
    case = desk.case()
    form = uuid4()
    _extend(desk, case, extension_id=form)
    _extend(desk, case, extension_id=form, seen_version=1)
    with pytest.raises(Conflict):
        _extend(desk, case, extension_id=form, days=4)
    with pytest.raises(NotNow, match="Lần thứ hai do Sở Nội vụ"):
        _extend(desk, case)
    second = _extend(desk, case, actor=desk.cast.admin)
    case.refresh_from_db()
    assert (case.extensions.count(), case.due_on) == (2, second.to_day)
    with pytest.raises(NotNow, match="2 lần"):
        _extend(desk, case, actor=desk.cast.admin)


def test_what_is_overdue_is_not_extended(desk: Desk) -> None:
    with pytest.raises(NotNow, match="quá hạn"):
        _extend(desk, desk.case(due_on=TODAY - timedelta(days=1)))


def test_a_duplicate_waits_no_more_and_may_stand_alone_again(desk: Desk) -> None:
    main, case = desk.case(), desk.case()
    merge_case(main=main, **_stamp(desk, case))
    case.refresh_from_db()
    assert (case.state, case.merged_into) == (CaseState.MERGED, main)
    with pytest.raises(CaseRefused, match="phản ánh chính của"):
        merge_case(main=desk.case(), **_stamp(desk, main))
    separate_case(**_stamp(desk, case))
    case.refresh_from_db()
    assert (case.state, case.merged_into) == (CaseState.RELEASED, None)


def test_an_answer_to_merged_cases_has_words_for_all(desk: Desk) -> None:
    main, case = desk.case(), desk.case()
    merge_case(main=main, **_stamp(desk, case))
    with pytest.raises(CaseRefused, match="lời trả lời chung"):
        desk.answer(main)
    with pytest.raises(CaseRefused, match="số điện thoại"):
        desk.answer(main, shared_text="Xin gọi bà Ánh, 0901234567.")
    assert not Reply.objects.exists()
    reply = desk.answer(main, shared_text="Cơ quan đã sửa giờ trực.")
    assert (reply.shared_text, reply.public_text) == ("Cơ quan đã sửa giờ trực.", "")


def test_cases_of_two_agencies_are_not_merged(desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="cùng cơ quan"):
        merge_case(main=desk.case(desk.cast.commune), **_stamp(desk, desk.case()))


def test_a_judged_case_is_not_merged_away(desk: Desk) -> None:
    case = desk.judge(desk.case(), "unfounded")
    with pytest.raises(CaseRefused, match="rút kết luận"):
        merge_case(main=desk.case(), **_stamp(desk, case))


def test_a_part_is_a_case_of_its_own_without_receipt_or_seal(desk: Desk) -> None:
    case = desk.case()
    given = _stamp(desk, case, part_id=uuid4(), agency=desk.cast.commune.pk, unit=None, text="Phần của xã.")
    part = split_case(**given)
    assert split_case(**given) == part
    assert (part.split_from, part.state, part.due_on) == (case, CaseState.RELEASED, answer_due(TODAY, 5))
    assert part.released_text == "Phần của xã."
    assert not part.sealed.exists()
    assert part.receipt_digest != case.receipt_digest
    case.refresh_from_db()
    assert case.state == CaseState.RELEASED


def test_a_part_for_another_agency_is_given_by_home_affairs(desk: Desk) -> None:
    case = desk.case()
    given = _stamp(desk, case, desk.cast.head, part_id=uuid4(), agency=desk.cast.commune.pk, text="Phần.")
    with pytest.raises(CaseRefused, match="Sở Nội vụ"):
        split_case(unit=None, **given)


def test_a_part_of_a_late_case_has_a_whole_term_and_its_heads_are_told(desk: Desk) -> None:
    head = make_user(make_staff("Lê Văn Xã", desk.cast.commune))
    grant(head, Role.AGENCY_HEAD, desk.cast.commune)
    case = desk.case(due_on=TODAY - timedelta(days=3))
    given = _stamp(desk, case, part_id=uuid4(), agency=desk.cast.commune.pk, unit=None, text="Phần của xã.")
    part = split_case(**given)
    assert part.due_on == answer_due(TODAY, 5)
    assert Notification.objects.filter(recipient=head, kind="case.released").count() == 1
    case.refresh_from_db()
    own = _stamp(desk, case, part_id=uuid4(), agency=desk.cast.department.pk, unit=desk.cast.unit.pk)
    assert split_case(**own, text="Phần.").due_on == case.due_on


def test_a_part_for_the_own_agency_names_a_unit(desk: Desk) -> None:
    case = desk.case()
    given = _stamp(desk, case, desk.cast.head, part_id=uuid4(), agency=desk.cast.department.pk, text="Phần.")
    with pytest.raises(CaseRefused, match="cần chọn phòng"):
        split_case(unit=None, **given)
    part = split_case(unit=desk.cast.other_unit.pk, **given)
    assert (part.state, part.unit) == (CaseState.ASSIGNED, desk.cast.other_unit)


def test_a_verdict_is_set_changed_and_taken_back_with_its_message(desk: Desk) -> None:
    case = desk.judge(desk.case(), "unfounded")
    assert (case.verdict, case.criterion, case.verdict_on, case.verdict_by) == (
        "unfounded",
        "",
        TODAY,
        desk.cast.admin,
    )
    desk.judge(case, "")
    case.refresh_from_db()
    assert (case.verdict, case.verdict_on) == ("", None)
    day = {"agency": desk.cast.department.pk, "day": "2026-11-20"}
    assert [one.payload for one in OutboxMessage.objects.filter(topic=CASE_JUDGED)] == [day, day]


def test_nobody_judges_the_agency_where_they_work(desk: Desk) -> None:
    case, own = desk.case(), desk.case(desk.cast.home_affairs)
    cast = desk.cast
    assert may(cast.admin, "case.verify", case)
    assert may(cast.inspector, "case.verify", case)
    for user in (cast.head, cast.unit_head, cast.leader, cast.custodian, cast.other_head):
        assert not may(user, "case.verify", case)
    for user in (cast.admin, cast.inspector):
        assert not may(user, "case.verify", own)
        assert not may(user, "case.publish", own)


def test_a_lent_role_decides_nothing_about_the_agency_of_its_giver(desk: Desk) -> None:
    cast = desk.cast
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=9)}
    lent = {"role": Role.HOME_AFFAIRS, "agency": cast.province, **days}
    Delegation.objects.create(giver=cast.admin, receiver=cast.other_head, **lent)
    own = desk.case(cast.home_affairs)
    assert may(cast.other_head, "case.verify", desk.case())
    assert not may(cast.other_head, "case.verify", own)
    assert not may(cast.other_head, "case.publish", own)


def test_public_words_are_read_by_home_affairs_before_everybody(desk: Desk) -> None:
    case = desk.case()
    with pytest.raises(NotNow, match="đã trả lời"):
        propose_public(**_stamp(desk, case, desk.cast.head, **WORDS))
    desk.answer(case)
    propose_public(**_stamp(desk, case, desk.cast.head, **WORDS))
    assert not Reply.objects.published().exists()
    publish_answer(**_stamp(desk, case, **WORDS))
    assert Reply.objects.published().get().public_question == WORDS["question"]
    with pytest.raises(NotNow):
        propose_public(**_stamp(desk, case, desk.cast.head, **WORDS))
    unpublish_answer(**_stamp(desk, case))
    assert not Reply.objects.published().exists()


def test_words_that_look_identifying_need_a_second_look(desk: Desk) -> None:
    case = desk.case()
    desk.answer(case)
    telling = WORDS | {"text": "Đã gọi cho anh Nguyễn Văn Tám, số 0912345678."}
    with pytest.raises(CaseRefused, match="số điện thoại"):
        publish_answer(**_stamp(desk, case, **telling))
    publish_answer(**_stamp(desk, case, **(telling | {"is_sure": True})))


def test_a_case_that_is_not_solved_is_reopened_with_a_new_day(desk: Desk) -> None:
    case = desk.case()
    desk.answer(case)
    reopen_case(days=5, reason="Người gửi cho biết chưa giải quyết.", **_stamp(desk, case))
    case.refresh_from_db()
    assert (case.state, case.answered_on) == (CaseState.RELEASED, None)
    assert case.due_on == TODAY + timedelta(days=10)  # the 24th is a holiday


def test_the_table_refuses_what_does_not_start_here(desk: Desk) -> None:
    with pytest.raises(TransitionRefused):
        reopen_case(days=5, reason="Mở lại.", **_stamp(desk, desk.case()))


def test_heads_are_told_once_of_what_waits(desk: Desk) -> None:
    desk.case()  # due on Monday, told on Friday
    desk.case(due_on=TODAY)
    desk.case(due_on=TODAY - timedelta(days=1))
    assert (remind_agencies(at=NOW), remind_agencies(at=NOW)) == (1, 0)
    told = Notification.objects.get()
    assert told.recipient == desk.cast.head
    assert "1 phản ánh quá hạn, lâu nhất 1 ngày" in told.body
    assert "1 phản ánh đến hạn hôm nay" in told.body
    assert "1 phản ánh đến hạn trong ngày làm việc tới" in told.body


def test_home_affairs_is_told_once_of_what_is_too_late(desk: Desk) -> None:
    late = desk.case(due_on=TODAY - timedelta(days=8))
    desk.case(due_on=TODAY - timedelta(days=1))
    assert (escalate_overdue(at=NOW), escalate_overdue(at=NOW)) == (1, 0)
    assert Notification.objects.get().recipient == desk.cast.admin
    assert late.moves.get().move == "escalate"
    with pytest.raises(NotNow, match="đã được báo"):
        escalate_case(reason="Cần hỗ trợ.", **_stamp(desk, late, desk.cast.head))


@pytest.mark.parametrize(("day", "told"), [(0, 1), (1, 0)], ids=["Friday", "Saturday"])
def test_the_morning_duty_runs_on_working_days(desk: Desk, time_machine, day: int, told: int) -> None:
    desk.case(due_on=TODAY)
    time_machine.move_to(NOW + timedelta(days=day), tick=False)
    remind_cases()
    remind_cases()
    assert Notification.objects.count() == told


def test_a_template_names_only_what_can_be_filled_in(desk: Desk) -> None:
    head = desk.cast.head
    new = ReplyTemplate(agency=desk.cast.department)
    with pytest.raises(CaseRefused, match="ten_nguoi_gui"):
        save_template(
            template=new, name="Cảm ơn", text="Chào {ten_nguoi_gui}", is_active=True, actor=head, at=NOW
        )
    save_template(template=new, name="Cảm ơn", text="Về phản ánh {ma}", is_active=True, actor=head, at=NOW)
    with pytest.raises(CaseRefused, match="Đã có mẫu"):
        save_template(
            template=ReplyTemplate(agency=desk.cast.department),
            name="Cảm ơn",
            text="x",
            is_active=True,
            actor=head,
            at=NOW,
        )


def test_no_word_of_a_case_stands_in_trail_message_or_notification(desk: Desk) -> None:
    """G1: what citizens and officials wrote stays in the case."""
    canary = "chimhoamic"
    case = desk.case(released_text=f"{canary} nói")
    desk.assign(case)
    _extend(desk, case, reason=f"{canary} gia hạn")
    desk.answer(case, f"{canary} trả lời")
    desk.judge(case, "unfounded", reason=f"{canary} kết luận")
    publish_answer(**_stamp(desk, case, **(WORDS | {"text": f"{canary} công khai"})))
    told = [*AuditEntry.objects.values_list("before", "after", "reason", "actor_label", "subject_id")]
    told += [*OutboxMessage.objects.values_list("payload", "error")]
    told += [*Notification.objects.values_list("subject", "body", "url", "key")]
    assert len(told) >= 8
    assert canary not in str(told)
    assert canary not in str([(one.subject, one.body) for one in mail.outbox])
