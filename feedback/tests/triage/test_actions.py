"""Reading, deciding, handing over, handing on; and no word of a citizen where it must not be."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage

from agencies.tests.cast import Cast
from core.errors import AccessRefused
from core.models import Attachment, AuditEntry
from core.sealing import BrokenSeal
from core.transitions import TransitionRefused
from feedback.actions.cases.refusals import CaseRefused, NotNow, StaleCase
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.actions.sending.follow import add_message
from feedback.actions.triage.contact import (
    HandingTaken,
    ask_handing,
    decide_handing,
    hand_contact_on,
    read_contact,
)
from feedback.actions.triage.decide import (
    ForTheAgency,
    make_ready,
    name_agency,
    refuse_case,
    take_back,
    trust_case,
)
from feedback.actions.triage.hand_over import hand_over_case
from feedback.actions.triage.messages import leave_message, let_message_through
from feedback.actions.triage.original import read_original
from feedback.actions.triage.reading import NothingSealed, read_photo, read_remarks, read_text
from feedback.actions.vaults.refusals import VaultLocked
from feedback.enums import CaseState, HandingState
from feedback.models import (
    CaseMessage,
    CaseMove,
    CasePhoto,
    ContactHanding,
    Counter,
    FeedbackCase,
    Opening,
    Sealed,
)
from feedback.tests.conftest import AT
from feedback.tests.triage.conftest import CONTACT, SAFE, TEXT, Desk, photo, send

TODAY = date(2026, 11, 20)


def ready(case: FeedbackCase, desk: Desk, **changes: Any) -> FeedbackCase:
    facts = ForTheAgency(**({"text": SAFE, "kind": "own"} | changes))
    return make_ready(
        case=case, facts=facts, seen_version=case.version, keys=desk.keys, actor=desk.holder, at=AT
    )


def fresh(case: FeedbackCase) -> FeedbackCase:
    return FeedbackCase.objects.get(pk=case.pk)


def test_reading_leaves_its_row_and_no_word(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    assert read_text(case=case, keys=desk.keys, actor=desk.holder, at=AT) == TEXT
    look = Opening.objects.get(case=case)
    assert (look.kind, look.by, look.at) == ("text", desk.holder, AT)
    entry = AuditEntry.objects.get(event="vault.opened")
    assert entry.agency_id is None
    assert "Hoa" not in str(entry.after) + entry.reason


def test_a_locked_vault_opens_nothing(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    with pytest.raises(VaultLocked):
        read_text(case=case, keys={}, actor=desk.holder, at=AT)
    assert not Opening.objects.exists()


@pytest.mark.parametrize("who", ["admin", "inspector", "head", "officer", "leader", "operator"])
def test_the_key_alone_does_not_make_a_reader(cast: Cast, desk: Desk, who: str) -> None:
    case = send(cast.department)
    with pytest.raises(AccessRefused):
        read_text(case=case, keys=desk.keys, actor=getattr(cast, who), at=AT)
    with pytest.raises(AccessRefused):
        refuse_case(case=case, reason="junk", seen_version=1, actor=getattr(cast, who), at=AT)


def test_a_photo_is_opened_one_by_one(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, photos=[photo(), photo("blue")])
    one = case.sealed.filter(kind="photo").order_by("pk")[0]
    assert read_photo(photo=one, keys=desk.keys, actor=desk.holder, at=AT).startswith(b"\xff\xd8\xff")
    assert Opening.objects.filter(kind="photo").count() == 1


def test_ready_keeps_the_redacted_text_and_the_chosen_photo(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, photos=[photo(), photo("blue")])
    chosen = case.sealed.filter(kind="photo").order_by("pk")[0]
    done = ready(case, desk, photos=[chosen.pk], unit=cast.unit.pk, kind="complex")
    assert (done.state, done.released_text, done.ready_on) == ("ready", SAFE, TODAY)
    assert (done.kind, done.unit_id, done.released_on, done.version) == ("complex", cast.unit.pk, None, 2)
    kept = CasePhoto.objects.get(case=case).attachment
    assert default_storage.exists(kept.path)
    assert kept.created_by is None
    move = CaseMove.objects.get(case=case)
    assert (move.move, move.day, move.note) == ("ready", TODAY, "")


def test_no_agency_sees_what_waits(cast: Cast, desk: Desk) -> None:
    ready(send(cast.department), desk)
    for who in ("head", "admin", "inspector"):
        assert not FeedbackCase.objects.visible_to(getattr(cast, who), TODAY).exists()
    assert not AuditEntry.objects.filter(agency_id=cast.department.pk).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"text": "  "}, "text"), ({"kind": ""}, "kind"), ({"text": "a" * 8001}, "text")],
)
def test_what_is_not_fit_is_not_made_ready(
    cast: Cast, desk: Desk, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(CaseRefused) as refusal:
        ready(send(cast.department), desk, **changes)
    assert field in refusal.value.errors


def test_a_case_without_an_agency_waits_for_one(cast: Cast, desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="Hãy chọn cơ quan"):
        ready(send(None), desk)


def test_a_unit_of_another_agency_is_refused(cast: Cast, desk: Desk) -> None:
    with pytest.raises(CaseRefused, match="không thuộc"):
        ready(send(cast.commune), desk, unit=cast.unit.pk)


def test_an_old_page_is_refused(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    ready(case, desk)
    with pytest.raises(StaleCase):
        take_back(case=case, seen_version=1, actor=desk.second, at=AT)


def test_taking_back_throws_the_text_and_the_photos_away(
    cast: Cast, desk: Desk, django_capture_on_commit_callbacks: Any
) -> None:
    case = send(cast.department, photos=[photo()])
    done = ready(case, desk, photos=[case.sealed.get(kind="photo").pk])
    kept = CasePhoto.objects.get(case=case).attachment
    with django_capture_on_commit_callbacks(execute=True):
        back = take_back(case=done, seen_version=2, actor=desk.holder, at=AT)
    assert (back.state, back.released_text, back.ready_on) == ("received", "", None)
    assert not CasePhoto.objects.exists()
    assert not Attachment.objects.exists()
    assert not default_storage.exists(kept.path)


def test_naming_an_agency_keeps_the_case_here(cast: Cast, desk: Desk) -> None:
    case = send(None)
    moved = name_agency(
        case=case, agency=cast.commune.pk, seen_version=1, keys=desk.keys, actor=desk.holder, at=AT
    )
    assert (moved, fresh(case).agency_id, fresh(case).vault_id) == (False, cast.commune.pk, desk.vault.pk)
    assert not Opening.objects.exists()


def test_a_case_about_the_vaults_body_is_closed_anew_for_the_other_vault(cast: Cast, desk: Desk) -> None:
    """G4: who read it first sees it no more, and their key opens none of its envelopes."""
    case = send(None, contact=CONTACT, photos=[photo()])
    moved = name_agency(
        case=case, agency=cast.home_affairs.pk, seen_version=1, keys=desk.keys, actor=desk.holder, at=AT
    )
    assert moved
    case = fresh(case)
    assert {one.vault_id for one in case.sealed.all()} == {desk.other_vault.pk} == {case.vault_id}
    assert not FeedbackCase.objects.sealed_for(desk.holder, TODAY).exists()
    with pytest.raises(AccessRefused):
        read_text(case=case, keys=desk.keys, actor=desk.holder, at=AT)
    assert read_text(case=case, keys=desk.other_keys, actor=desk.other_holder, at=AT) == TEXT
    contact = read_contact(
        case=case, reason="Hỏi lại cho rõ việc", keys=desk.other_keys, actor=desk.other_holder, at=AT
    )
    assert contact == CONTACT
    assert Opening.objects.filter(reason="Chuyển sang két kia").count() == 3


def test_a_unit_is_no_agency_to_complain_of(cast: Cast, desk: Desk) -> None:
    with pytest.raises(CaseRefused):
        name_agency(
            case=send(None), agency=cast.unit.pk, seen_version=1, keys=desk.keys, actor=desk.holder, at=AT
        )


def test_a_refusal_has_a_known_reason_and_ends_the_case(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    with pytest.raises(CaseRefused):
        refuse_case(case=case, reason="xấu", seen_version=1, actor=desk.holder, at=AT)
    done = refuse_case(case=case, reason="unclear", seen_version=1, actor=desk.holder, at=AT)
    assert (done.state, done.refusal) == ("refused", "unclear")
    with pytest.raises(TransitionRefused):
        ready(done, desk)


def test_a_suspect_that_was_meant_leaves_the_tray(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    FeedbackCase.objects.filter(pk=case.pk).update(is_suspect=True)
    for _ in range(2):
        trust_case(case=case, actor=desk.holder, at=AT)
    assert not fresh(case).is_suspect
    assert AuditEntry.objects.filter(event="case.trusted").count() == 1


def test_handing_over_leaves_a_row_without_content(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT, photos=[photo()])
    add_message(case=case, message_id=uuid4(), text="Thêm một lời", at=AT)
    case = ready(case, desk, photos=[case.sealed.get(kind="photo").pk])
    CaseMove.objects.create(
        case=case, move="extend", source="ready", target="ready", day=TODAY, note="Tên bà Hoa"
    )
    done = hand_over_case(
        case=case,
        body="Thanh tra tỉnh Vĩnh Long",
        confirmed=" chuyển ",
        seen_version=2,
        actor=desk.holder,
        at=AT,
    )
    done = fresh(done)
    assert (done.state, done.handed_to) == ("handed", "Thanh tra tỉnh Vĩnh Long")
    assert (done.agency_id, done.released_text, done.kind, done.ready_on) == (None, "", "", None)
    assert done.received_on == date(2026, 11, 1)
    assert not Sealed.objects.exists()
    assert not CasePhoto.objects.exists()
    assert not CaseMove.objects.exclude(note="").exists()
    assert done.receipt_digest == case.receipt_digest
    entry = AuditEntry.objects.get(event="case.handed_over")
    assert (entry.agency_id, entry.after) == (None, None)


def test_what_an_agency_has_read_may_still_prove_a_denunciation(cast: Cast, desk: Desk) -> None:
    case = ready(send(cast.department), desk)
    FeedbackCase.objects.filter(pk=case.pk).update(
        state=CaseState.RELEASED,
        released_on=TODAY,
        due_on=TODAY,
        verdict="partly",
        verdict_on=TODAY,
        verdict_reason="Đã hỏi bà Hoa",
    )
    act = {"body": "Thanh tra tỉnh", "confirmed": "CHUYỂN", "seen_version": 2, "actor": desk.holder, "at": AT}
    assert FeedbackCase.objects.visible_to(cast.head, TODAY).exists()
    with pytest.raises(NotNow, match="rút kết luận"):
        hand_over_case(case=case, **act)
    FeedbackCase.objects.filter(pk=case.pk).update(verdict="unfounded")
    hand_over_case(case=case, **act)
    done = fresh(case)
    assert (done.verdict, done.verdict_on, done.agency_id) == ("", None, None)
    assert (done.released_text, done.released_on, done.verdict_reason) == ("", None, "")
    assert not FeedbackCase.objects.visible_to(cast.head, TODAY).exists()


@pytest.mark.parametrize(("body", "word"), [("", "CHUYỂN"), ("Thanh tra tỉnh", "CHUYEN"), ("  ", "")])
def test_nothing_is_destroyed_without_the_word(cast: Cast, desk: Desk, body: str, word: str) -> None:
    case = send(cast.department)
    with pytest.raises(CaseRefused):
        hand_over_case(case=case, body=body, confirmed=word, seen_version=1, actor=desk.holder, at=AT)
    assert Sealed.objects.filter(case=case).exists()


def test_a_case_with_parts_elsewhere_is_not_handed_over(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    FeedbackCase.objects.create(
        form_digest="p",
        receipt_digest="q",
        vault=desk.vault,
        agency=cast.commune,
        received_on=TODAY,
        state=CaseState.RELEASED,
        split_from=case,
    )
    with pytest.raises(NotNow):
        hand_over_case(
            case=case, body="Thanh tra", confirmed="CHUYỂN", seen_version=1, actor=desk.holder, at=AT
        )


def test_a_contact_is_read_for_a_reason(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT)
    with pytest.raises(CaseRefused):
        read_contact(case=case, reason="xem", keys=desk.keys, actor=desk.holder, at=AT)
    reason = "Cần hỏi lại quầy nào"
    assert read_contact(case=case, reason=reason, keys=desk.keys, actor=desk.holder, at=AT) == CONTACT
    assert Opening.objects.get(kind="contact").reason == reason
    with pytest.raises(NothingSealed):
        read_contact(case=send(cast.commune), reason=reason, keys=desk.keys, actor=desk.holder, at=AT)


def test_a_look_leaves_its_row_though_the_seal_is_broken(cast: Cast, desk: Desk, counter: Counter) -> None:
    case = send(cast.department)
    remark = keep_remark(counter=counter, agency_id=cast.department.pk, text="Lâu", stars=2, day=TODAY)
    assert remark is not None
    stranger = dict.fromkeys(desk.keys, next(iter(desk.other_keys.values())))
    with pytest.raises(BrokenSeal):
        read_text(case=case, keys=stranger, actor=desk.holder, at=AT)
    with pytest.raises(BrokenSeal):
        read_remarks(remarks=[remark], keys=stranger, actor=desk.holder, at=AT)
    assert sorted(Opening.objects.values_list("kind", flat=True)) == ["remark", "text"]


def test_a_handing_keeps_no_words_once_its_case_is_destroyed(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT)
    ask(case, desk, receiver="Thanh tra tỉnh", purpose="Xác minh đơn của bà Hoa")
    hand_over_case(
        case=case, body="Thanh tra", confirmed="CHUYỂN", seen_version=case.version, actor=desk.holder, at=AT
    )
    handing = ContactHanding.objects.get()
    assert (handing.state, handing.receiver, handing.purpose) == ("declined", "", "")


def ask(case: FeedbackCase, desk: Desk, **changes: Any) -> ContactHanding:
    given = {"receiver": "Thanh tra tỉnh", "purpose": "Phục vụ xác minh đơn", "form_id": uuid4()} | changes
    return ask_handing(case=case, actor=desk.holder, at=AT, **given)


def test_a_contact_is_handed_on_by_two_people_once(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT)
    handing = ask(case, desk)
    with pytest.raises(NotNow):
        hand_contact_on(handing=handing, keys=desk.keys, actor=desk.holder, at=AT)
    with pytest.raises(AccessRefused, match="không tự đồng ý"):
        decide_handing(handing=handing, agrees=True, actor=desk.holder, at=AT)
    with pytest.raises(AccessRefused):
        decide_handing(handing=handing, agrees=True, actor=desk.other_holder, at=AT)
    for _ in range(2):
        decide_handing(handing=handing, agrees=True, actor=desk.second, at=AT)
    assert hand_contact_on(handing=handing, keys=desk.keys, actor=desk.holder, at=AT) == CONTACT
    with pytest.raises(NotNow):
        hand_contact_on(handing=handing, keys=desk.keys, actor=desk.second, at=AT)
    assert ContactHanding.objects.get().state == HandingState.DONE
    assert "Bàn giao cho Thanh tra tỉnh" in Opening.objects.get(kind="contact").reason


def test_one_request_waits_at_a_time_and_repeating_is_harmless(cast: Cast, desk: Desk) -> None:
    case, form_id = send(cast.department, contact=CONTACT), uuid4()
    assert ask(case, desk, form_id=form_id) == ask(case, desk, form_id=form_id)
    with pytest.raises(HandingTaken):
        ask(case, desk)
    decide_handing(handing=ContactHanding.objects.get(), agrees=False, actor=desk.second, at=AT)
    assert ask(case, desk).state == HandingState.ASKED


def test_the_original_has_the_contact_only_when_two_agreed(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT, photos=[photo()])
    without = read_original(case=case, keys=desk.keys, actor=desk.holder, at=AT)
    assert (without.text, len(without.photos), without.contact) == (TEXT, 1, None)
    handing = ask(case, desk)
    decide_handing(handing=handing, agrees=True, actor=desk.second, at=AT)
    assert read_original(case=case, keys=desk.keys, actor=desk.holder, at=AT).contact == CONTACT


def test_later_words_go_out_from_tomorrow(cast: Cast, desk: Desk) -> None:
    case = send(cast.department)
    message = add_message(case=case, message_id=uuid4(), text="Gọi 0912345678", at=AT)
    let_message_through(message=message, text="Gọi lại giúp", actor=desk.holder, at=AT)
    kept = CaseMessage.objects.get()
    assert (kept.text, kept.released_on) == ("Gọi lại giúp", date(2026, 11, 21))
    assert not CaseMessage.objects.released(TODAY).exists()
    with pytest.raises(NotNow):
        leave_message(message=message, actor=desk.second, at=AT)


def test_no_audit_row_holds_a_word_of_the_citizen(cast: Cast, desk: Desk) -> None:
    case = send(cast.department, contact=CONTACT)
    read_text(case=case, keys=desk.keys, actor=desk.holder, at=AT)
    read_contact(case=case, reason="Cần hỏi lại quầy nào", keys=desk.keys, actor=desk.holder, at=AT)
    case = ready(case, desk)
    take_back(case=case, seen_version=2, actor=desk.holder, at=AT)
    refuse_case(case=case, reason="junk", seen_version=3, actor=desk.holder, at=AT)
    words = " ".join(f"{row.before} {row.after} {row.reason}" for row in AuditEntry.objects.all())
    assert not [part for part in ("Hoa", "0912345678", "hoa@", "cộc lốc", "hỏi lại") if part in words]
