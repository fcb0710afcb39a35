"""Decided forms become change and level; who reads whose figure, and when."""

import pytest
import time_machine
from django.test import Client

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from evaluations.gather.calibration.judging import decided, managed
from evaluations.models import Review, SelfAssessment
from evaluations.tests.calibration.conftest import Scene

PAGE = "/doi-chieu/cach-cham/?ky=2026-11-01"


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_change_and_level_are_what_reading_form_by_form_gives(scene: Scene) -> None:
    scene.judged(scene.head, 6, 20)
    column = decided(scene.period)
    reviews = Review.objects.filter(assessment__state="done").select_related("assessment").order_by("pk")
    forms = [review.assessment.scores for review in reviews]
    usual = [
        sum(given) / len(given) if (given := [one[at] for one in forms if one[at] is not None]) else 0
        for at in range(40)
    ]
    for at, review in enumerate(reviews):
        own = {i: score for i, score in enumerate(review.assessment.scores) if score is not None}
        changes = {int(i): change["score"] - own[int(i)] for i, change in (review.changes or {}).items()}
        assert column.change[at] == pytest.approx(sum(changes.values()) / len(own))
        assert column.level[at] == pytest.approx(sum(own[i] - usual[i] for i in own) / len(own))


def test_only_decided_forms_count(scene: Scene) -> None:
    before = len(decided(scene.period).forms)
    scene.judged(scene.head, 2, 20)
    SelfAssessment.objects.filter(review__reviewer=scene.head).update(state="back")
    assert len(decided(scene.period).forms) == before


def test_the_managers_column_is_apart(scene: Scene) -> None:
    scene.judged(scene.unit_head, 3, 20, manager=True)
    assert {form.head for form in managed(scene.period).forms} == {scene.unit_head.pk}
    assert scene.unit_head.pk not in {form.head for form in decided(scene.period).forms}


def test_heads_read_their_own_figure_before_the_date_and_nobody_else_does(scene: Scene) -> None:
    scene.judged(scene.head, 12, 20)
    scene.judged(scene.unit_head, 6, 20, manager=True)
    with time_machine.travel("2026-11-25T03:00:00Z", tick=False):
        own = _as(scene.head).get(PAGE).content.decode()
        province = _as(scene.cast.admin).get(PAGE).content.decode()
    assert "−1,00 điểm so với người được chấm tự chấm, bình quân 12 phiếu" in own
    assert "mỗi người chỉ xem được số của mình" in own
    assert "Lê Văn Bộ Phận" not in own
    assert "Theo cơ quan" not in province


def test_afterwards_the_head_above_reads_names_and_the_province_reads_none(scene: Scene) -> None:
    scene.judged(scene.head, 12, 20)
    for head in range(5):
        reviewer = make_user(make_staff(f"Thủ trưởng {head}", scene.agency))
        scene.judged(reviewer, 6, 4 * head, manager=True)
    scene.judged(scene.unit_head, 6, 40, manager=True)
    above = _as(scene.head).get(PAGE).content.decode()
    assert "Lê Văn Bộ Phận" in above
    province = _as(scene.cast.admin).get(PAGE).content.decode()
    assert "Theo cơ quan" in province
    for name in ("Lê Văn Bộ Phận", "Trần Thị Trưởng", "Thủ trưởng 0"):
        assert name not in province


def test_few_forms_are_not_told_to_the_head_above(scene: Scene) -> None:
    scene.judged(scene.unit_head, 4, 40, manager=True)
    assert "Lê Văn Bộ Phận" not in _as(scene.head).get(PAGE).content.decode()


def test_a_unit_head_reads_only_themself(scene: Scene) -> None:
    scene.judged(scene.head, 12, 20)
    scene.judged(scene.unit_head, 6, 40, manager=True)
    page = _as(scene.unit_head).get(PAGE).content.decode()
    assert "bình quân 6 phiếu" in page
    assert "bình quân 12 phiếu" not in page
    assert _as(scene.cast.officer).get(PAGE).status_code == 403


def test_patterns_are_bands_by_agency_and_never_names(scene: Scene) -> None:
    scene.judged(scene.head, 12, 20)
    page = "/doi-chieu/cach-dien/?ky=2026-11-01"
    own = _as(scene.head).get(page).content.decode()
    assert "Sở Tư pháp" in own
    assert "từ 75% trở lên" in own
    assert "Người 1" not in own
    with time_machine.travel("2026-11-25T03:00:00Z", tick=False):
        assert "Chưa đến lúc xem" in _as(scene.cast.admin).get(page).content.decode()
    assert _as(scene.cast.officer).get(page).status_code == 403
    other = _as(scene.cast.other_head).get(page).content.decode()
    assert "từ 75% trở lên" not in other
