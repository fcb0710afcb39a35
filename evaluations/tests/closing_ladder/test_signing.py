"""Signatures name a figure; when it moves they are asked for again."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from agencies.actions.delegate import delegate
from agencies.enums import Role
from agencies.tests.factories import grant
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.models import AuditEntry, Notification
from core.words import WordsRefused
from evaluations.actions.closing.objections import raise_objection
from evaluations.actions.closing.sign import SigningRefused, sign_unit
from evaluations.actions.closing.sign_home import sign_home, sign_ready
from evaluations.actions.closing.sign_reminding import remind_signing
from evaluations.gather.closing.readiness import hindrances_of
from evaluations.gather.closing.signing_forms import unit_forms
from evaluations.gather.closing.signing_lines import agency_lines
from evaluations.models import AgencyResult, Period, SignOff
from evaluations.rules.closing.ladder import Rung
from evaluations.tests.closing_ladder.conftest import AFTER, AT, FIGURE, Scene

MOVED = Decimal("87.50")


def _home(scene: Scene, **changed: object) -> SignOff:
    given = {
        "form_id": uuid4(),
        "period": scene.period,
        "agency_id": scene.cast.department.pk,
        "seen": FIGURE,
        "actor": scene.cast.admin,
        "at": AT,
    }
    return sign_home(**(given | changed))  # type: ignore[arg-type]


def test_nothing_is_signed_before_the_preview(scene: Scene) -> None:
    with pytest.raises(SigningRefused, match="chưa được mở"):
        scene.sign()


def test_a_signature_keeps_figure_and_revision(scene: Scene) -> None:
    scene.preview()
    row = scene.sign()
    assert (row.total, row.revision, row.signed_by) == (FIGURE, 1, scene.cast.head)
    assert row.note == "Lý do: Bộ phận đang tổng hợp"
    assert scene.sign().pk == row.pk
    assert AuditEntry.objects.get(event="result.signed").after["total"] == "87.43"


def test_the_head_says_why_units_have_not_signed(scene: Scene) -> None:
    scene.preview()
    with pytest.raises(WordsRefused, match="Còn 2 bộ phận chưa ký"):
        scene.sign(reason=" ")


def test_a_figure_that_moved_is_not_signed_unseen(scene: Scene) -> None:
    scene.preview()
    scene.figure(scene.cast.department, "87.50")
    with pytest.raises(Conflict, match="từ 87,43 thành 87,50"):
        scene.sign()
    assert scene.sign(seen=MOVED).total == MOVED


def test_a_deputy_signs_for_the_head(scene: Scene) -> None:
    scene.preview()
    delegate(
        form_id=uuid4(),
        role=Role.AGENCY_HEAD,
        agency=scene.cast.department,
        receiver=scene.cast.unit_head,
        starts_on=date(2026, 11, 20),
        ends_on=date(2026, 11, 30),
        reason="Đi công tác",
        actor=scene.cast.head,
        at=AT,
    )
    row = scene.sign(actor=scene.cast.unit_head)
    assert row.note.startswith("Ký thay Nguyễn Thị Hòa theo ủy quyền.")
    assert AuditEntry.objects.get(event="result.signed").after["capacity"] == "delegated"


def test_the_head_of_a_unit_signs_for_its_forms(scene: Scene) -> None:
    scene.preview()
    unit = scene.version(scene.cast.unit)
    forms = unit_forms(scene.period, scene.cast.department.pk, [unit])[unit.agency_id]
    assert (forms.owed, forms.sent, forms.reviewed) == (3, 0, 0)
    given = {"period": scene.period, "unit": unit, "actor": scene.cast.unit_head, "at": AT}
    with pytest.raises(WordsRefused, match="ghi lý do"):
        sign_unit(form_id=uuid4(), seen=forms.words, reason="", **given)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        sign_unit(form_id=uuid4(), seen="Phải nộp 9.", reason="x", **given)  # type: ignore[arg-type]
    row = sign_unit(form_id=uuid4(), seen=forms.words, reason="Nghỉ lễ", **given)  # type: ignore[arg-type]
    assert row.note == f"{forms.words} Lý do: Nghỉ lễ"
    assert (row.unit_id, row.total) == (unit.agency_id, None)


def test_home_affairs_waits_for_the_agency_or_its_silence(scene: Scene) -> None:
    scene.preview()
    with pytest.raises(SigningRefused, match="chưa ký"):
        _home(scene)
    assert _home(scene, at=AFTER).note == "Cơ quan không có ý kiến trong thời hạn."


def test_home_affairs_waits_for_the_answer_to_an_objection(scene: Scene) -> None:
    scene.preview()
    scene.sign()
    raise_objection(
        form_id=uuid4(),
        period=scene.period,
        agency=scene.version(scene.cast.department),
        criterion=None,
        text="Điểm chưa đúng",
        actor=scene.cast.head,
        at=AT,
    )
    with pytest.raises(SigningRefused, match="chưa được trả lời"):
        _home(scene, at=AFTER)


def test_nobody_signs_on_two_rungs(scene: Scene) -> None:
    scene.preview()
    grant(scene.cast.admin, Role.AGENCY_HEAD, scene.cast.department)
    scene.sign(actor=scene.cast.admin)
    with pytest.raises(AccessRefused, match="người khác"):
        _home(scene)
    assert _home(scene, actor=scene.second).signed_by == scene.second


def test_all_that_are_ready_are_signed_in_one_act(scene: Scene) -> None:
    scene.preview()
    scene.sign()
    form, department, commune = UUID(int=7), scene.cast.department.pk, scene.cast.commune.pk
    seen = {department: FIGURE, commune: Decimal("80.00")}
    given = {"form_id": form, "period": scene.period, "actor": scene.cast.admin}
    assert [row.agency_id for row in sign_ready(seen=seen, at=AT, **given)] == [department]  # type: ignore[arg-type]
    later = sign_ready(seen=seen | {commune: MOVED}, at=AFTER, **given)  # type: ignore[arg-type]
    assert later == []
    assert [row.agency_id for row in sign_ready(seen=seen, at=AFTER, **given)] == [commune]  # type: ignore[arg-type]


def test_a_moved_figure_is_unsigned_again(scene: Scene) -> None:
    scene.preview()
    scene.sign()
    _home(scene)
    codes = {one.code: one.sentence for one in hindrances_of(scene.period, AT)}
    assert "2 cơ quan" in codes["unsigned"]
    scene.figure(scene.cast.department, "87.50")
    codes = {one.code: one.sentence for one in hindrances_of(scene.period, AT)}
    assert "3 cơ quan" in codes["unsigned"]


def test_a_closed_period_takes_no_signature(scene: Scene) -> None:
    scene.preview()
    stale = Period.objects.get(pk=scene.period.pk)
    Period.objects.filter(pk=scene.period.pk).update(state="closed")
    with pytest.raises(PeriodClosed):
        scene.sign(period=stale)


def test_the_head_is_asked_again_once_for_each_figure(scene: Scene) -> None:
    scene.preview()
    scene.sign()
    assert remind_signing(at=AT) == 0
    scene.figure(scene.cast.department, "87.50")
    assert [remind_signing(at=AT), remind_signing(at=AT)] == [1, 0]
    told = Notification.objects.get(kind="result.sign_again")
    assert (told.recipient, "87" in told.body) == (scene.cast.head, False)


def test_who_has_not_signed_is_reminded_the_working_day_before(scene: Scene) -> None:
    scene.preview()
    before = AT + timedelta(days=5)
    assert remind_signing(at=before) == 2
    assert remind_signing(at=before + timedelta(days=1)) == 0
    assert remind_signing(at=AFTER) == 0


def test_a_correction_asks_nobody_to_sign_again(scene: Scene) -> None:
    scene.preview()
    scene.sign()
    scene.figure(scene.cast.department, "87.50")
    Period.objects.filter(pk=scene.period.pk).update(state="closed")
    closed = Period.objects.get(pk=scene.period.pk)
    line = next(
        one
        for one in agency_lines(closed, AgencyResult.objects.filter(period=closed), None, AT.date())
        if one.result.agency_id == scene.cast.department.pk
    )
    assert (line.own, line.home) == (Rung.SIGNED, Rung.WAITING)
