"""What stands beside the questions, from where, and that it costs the same however much there is."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Leave, User
from evaluations.enums import PeriodState
from evaluations.gather.assessments.asking import before, demands_of
from evaluations.gather.assessments.known import known_facts
from evaluations.gather.assessments.patterns import PatternShare, pattern_shares
from evaluations.models import (
    Criterion,
    EvidenceDraw,
    FindingOutcome,
    Inspection,
    Observation,
    Period,
    SampledPerson,
    SelfAssessment,
)
from evaluations.rules.assessments.asking import UNUSUAL
from evaluations.tests.assessments.conftest import NOW, Month
from feedback.models import Counter, Rating
from registers.models import Entry, EntryPerson


def _seen(month: Month, code: str, n: int, k: int, state: str = "concluded") -> Observation:
    cast = month.cast
    visit = Inspection.objects.create(
        id=uuid4(), agency=cast.department, period=month.period, mode="planned", state=state,
        order_number="12/QĐ", visited_on=date(2026, 11, 12), created_by=cast.inspector, created_at=NOW,
    )  # fmt: skip
    return Observation.objects.create(
        id=uuid4(), inspection=visit, criterion=Criterion.objects.get(code=code, criteria_set__code="qd1847"),
        n=n, k=k, recorded_by=cast.inspector, recorded_at=NOW, note="Bà Ánh không đeo thẻ.",
    )  # fmt: skip


def _entry(month: Month, register: str, state: str, **fields: object) -> Entry:
    cast = month.cast
    values: dict[str, object] = {"year": 2026, "day": date(2026, 11, 5), "title": "Văn hóa công vụ"}
    return Entry.objects.create(
        id=uuid4(), register=register, agency=cast.department, state=state, declared_on=date(2026, 11, 5),
        declared_by=cast.head, declared_at=NOW, **(values | fields),
    )  # fmt: skip


def _facts(month: Month, user: User) -> list[str]:
    return [f"{one.title} ({one.source})" for one in known_facts(month.owed_by(user), month.period.ends_on)]


def test_a_concluded_visit_is_told_by_its_numbers_alone(month: Month) -> None:
    _seen(month, "TP-04", 10, 8)
    _seen(month, "TP-01", 10, 9, state="minuted")
    _seen(month, "DD-05", 20, 1)
    assert sorted(_facts(month, month.cast.officer), reverse=True) == [
        "Đoàn kiểm tra cơ quan ghi nhận 8/10 đạt (kiểm tra theo quyết định 12/QĐ)",
        "Đoàn kiểm tra cơ quan ghi nhận 1 vi phạm trong 20 (kiểm tra theo quyết định 12/QĐ)",
    ]
    assert not _facts(month, month.cast.stranger)


@pytest.mark.parametrize(("upheld", "told"), [(False, []), (True, ["10/10"])])
def test_a_finding_is_told_as_it_was_upheld(month: Month, upheld: bool, told: list[str]) -> None:
    found = _seen(month, "TP-04", 10, 8, state="reported")
    FindingOutcome.objects.create(
        inspection=found.inspection, criterion=found.criterion, upheld=upheld, n=10, k=10, severity="none",
        reason="Đã xem lại.",
    )  # fmt: skip
    Inspection.objects.update(state="concluded")
    assert [words for words in told if words in "".join(_facts(month, month.cast.officer))] == told


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_citizens_are_told_from_five_ratings_on(month: Month, count: int, told: bool) -> None:
    counter = Counter.objects.create(agency=month.cast.department, name="Quầy 1", starts_on=date(2026, 1, 1))
    for _ in range(count):
        Rating.objects.create(
            id=uuid4(), counter=counter, agency=month.cast.department, day=date(2026, 11, 3), stars=4,
            courtesies=0b11,
        )  # fmt: skip
    facts = _facts(month, month.cast.officer)
    assert ("Người dân chấm 4,00/5 (5 lượt đánh giá tại quầy của cơ quan trong tháng)" in facts) is told
    assert any("50% lời “4 xin”" in one.replace("dấu ", "") for one in facts) is told
    running = known_facts(month.owed_by(month.cast.officer), date(2026, 11, 20))
    assert not [one for one in running if one.kind == "rating"]


def _busy_month(month: Month) -> None:
    """Leave, a pledge and a class of the officer."""
    cast = month.cast
    Leave.objects.create(
        id=uuid4(), staff_id=cast.officer.staff_id, kind="annual", starts_on=date(2026, 11, 3),
        ends_on=date(2026, 11, 5), recorded_by=cast.head, recorded_at=NOW,
    )  # fmt: skip
    pledge = _entry(month, "pledge", "verified", day=date(2026, 2, 2))
    lesson = _entry(month, "training", "declared")
    for entry in (pledge, lesson):
        EntryPerson.objects.create(entry=entry, staff_id=cast.officer.staff_id)


def test_leave_and_registers_tell_of_the_person_only(month: Month) -> None:
    _busy_month(month)
    assert _facts(month, month.cast.officer) == [
        "Nghỉ hằng năm 03/11/2026–04/11/2026 (sổ nghỉ của cơ quan)",
        "Đã ký: Văn hóa công vụ (sổ theo dõi, đã xác nhận)",
        "Đã dự tập huấn: Văn hóa công vụ (sổ theo dõi, chờ xác nhận)",
    ]
    assert not _facts(month, month.cast.colleague)


def _breach(month: Month, happened_on: str = "2026-11-04", state: str = "verified") -> Entry:
    return _entry(
        month, "breach", state, staff_id=month.cast.officer.staff_id, title="Tự ý bỏ họp", number="5/KL",
        details={"happened_on": happened_on, "breach": "other", "due_on": "2026-12-01"},
    )  # fmt: skip


def test_a_verified_breach_answers_its_criterion_and_may_be_changed(client: Client, month: Month) -> None:
    _breach(month)
    address = f"/phieu/{month.period.pk}/{month.cast.department.pk}/"
    client.force_login(month.cast.officer)
    page = client.get(address).text
    assert page.count(" checked") == 1
    assert 'name="q11" value="0" checked' in page
    assert "Điền từ dữ kiện: Vi phạm đã kết luận: Tự ý bỏ họp" in page
    client.post(address + "luu/", {"form_uuid": uuid4(), "version": 0, "q11": "100"})
    page = client.get(address).text
    assert 'name="q11" value="100" checked' in page
    assert "Điền từ dữ kiện" not in page.split("ask-note-top")[1].split("c11")[1]


@pytest.mark.parametrize(("happened_on", "state"), [("2026-10-30", "verified"), ("2026-11-04", "declared")])
def test_a_breach_of_another_month_or_not_verified_answers_nothing(
    client: Client, month: Month, happened_on: str, state: str
) -> None:
    _breach(month, happened_on, state)
    client.force_login(month.cast.officer)
    page = client.get(f"/phieu/{month.period.pk}/{month.cast.department.pk}/").text
    assert " checked" not in page


def test_the_page_asks_the_same_however_much_is_known(client: Client, month: Month) -> None:
    client.force_login(month.cast.officer)
    address = f"/phieu/{month.period.pk}/{month.cast.department.pk}/"
    # the first visit teaches the process where each criterion stands, once
    _seen(month, "TT-01", 10, 8)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in ("TP-04", "TP-01", "DD-05", "TT-04"):
        _seen(month, code, 10, 8)
    _busy_month(month)
    _breach(month)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).text
    assert len(many) == len(few)
    assert page.count("ask-facts") >= 6


def _earlier(month: Month, user: User, day: date, **scores: int) -> SelfAssessment:
    """A form of an earlier month: the best everywhere but for some positions ("q1")."""
    form = month.owed_by(user)
    period, _new = Period.objects.get_or_create(
        kind="month",
        starts_on=day,
        defaults={
            "ends_on": date(day.year, day.month + 1, 1), "state": PeriodState.OPEN, "self_due_on": day,
            "review_due_on": day,
        },
    )  # fmt: skip
    texts = {at: int(text) for at, text in month.best(form).items()}
    texts |= {int(name[1:]): score for name, score in scores.items()}
    return SelfAssessment.objects.create(
        id=uuid4(), submitted_at=datetime(2026, 11, 1, tzinfo=UTC), period=period, agency_id=form.agency_id,
        unit_id=form.unit_id, staff_id=form.staff_id, criteria_set_id=form.criteria_set_id, state="sent",
        applies=form.applies.flags, scores=tuple(texts.get(at) for at in range(40)),
    )  # fmt: skip


def test_the_usual_comes_from_the_three_months_before(month: Month) -> None:
    officer = month.cast.officer
    for number, score in ((7, 0), (8, 50), (9, 60), (10, 60)):
        _earlier(month, officer, date(2026, number, 1), q1=score)
    known = before(month.owed_by(officer))
    assert [scores[1] for scores in known.months] == [60, 60, 50]
    assert known.last_month is not None
    rule = demands_of(month.owed_by(officer), known).by_position[1]
    assert (rule.usual, rule.reason(90)) == (60, UNUSUAL)


def test_a_drawn_person_is_asked_for_evidence(client: Client, month: Month) -> None:
    cast = month.cast
    draw = EvidenceDraw.objects.create(
        period=month.period, percent=5, commitment="c", seed="s", committed_by=cast.admin, committed_at=NOW
    )
    SampledPerson.objects.create(draw=draw, agency=cast.department, staff_id=cast.officer.staff_id)
    address = f"/phieu/{month.period.pk}/{cast.department.pk}/"
    client.force_login(cast.officer)
    assert "Tháng này bạn trong mẫu minh chứng" in client.get(address).text
    data = {f"q{at}": text for at, text in month.best(month.owed_by(cast.officer)).items()}
    data |= {"form_uuid": str(uuid4()), "version": "0", "n1": "Xem sổ giao việc."}
    refused = client.post(address + "nop/", data)
    assert refused.status_code == 422
    assert "còn thiếu 2." in refused.text
    data |= {"n2": "Chưa chụp.", "n3": "Chưa chụp."}
    assert client.post(address + "nop/", data).status_code == 302


def test_shares_of_patterns_are_counted_by_agency(month: Month) -> None:
    officer, colleague, stranger = month.cast.officer, month.cast.colleague, month.cast.stranger
    assert pattern_shares(month.period) == {}
    _earlier(month, officer, date(2026, 10, 1), q1=50)
    for user, scores in ((officer, {"q1": 50}), (colleague, {}), (stranger, {"q1": 90})):
        SelfAssessment.objects.filter(pk=_earlier(month, user, date(2026, 9, 1), **scores).pk).update(
            period=month.period
        )
    assert pattern_shares(month.period) == {
        month.cast.department.pk: PatternShare(forms=2, straight=1, copied=1),
        month.cast.commune.pk: PatternShare(forms=1, straight=0, copied=0),
    }


def test_a_form_like_the_last_is_told_to_its_person_alone(client: Client, month: Month) -> None:
    officer = month.cast.officer
    _earlier(month, officer, date(2026, 10, 1), q1=90)
    address = f"/phieu/{month.period.pk}/{month.cast.department.pk}/"
    client.force_login(officer)
    data = {f"q{at}": text for at, text in month.best(month.owed_by(officer)).items()}
    data |= {"form_uuid": str(uuid4()), "version": "0", "q1": "90"}
    saved = client.post(address + "luu/", data | {"check": "1"}, headers={"accept": "application/json"})
    assert "giống hệt phiếu tháng trước" in saved.json()["pattern"]
    # without script it is said once, and the second press hands it in
    data["version"] = "1"
    asked = client.post(address + "nop/", data | {"ask": "1"})
    assert (asked.status_code, "giống hệt phiếu tháng trước" in asked.text) == (200, True)
    assert 'name="ask"' not in asked.text
    sent = client.post(address + "nop/", data)
    assert sent.status_code == 302
    client.force_login(month.cast.unit_head)
    assert "giống hệt" not in client.get(sent.url).text
