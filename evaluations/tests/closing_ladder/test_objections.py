"""Objections: raised in the window, answered by another person, never across agencies."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from agencies.enums import Role
from agencies.tests.factories import grant
from core.errors import AccessRefused, Conflict
from core.models import Notification
from core.words import WordsRefused
from evaluations.actions.closing.objections import WindowClosed, answer_objection, raise_objection
from evaluations.models import Criterion, Objection, Period
from evaluations.tests.closing_ladder.conftest import AFTER, AT, Scene

TODAY = date(2026, 11, 20)
FORM = UUID(int=5)


def _raise(scene: Scene, **changed: object) -> Objection:
    given = {
        "form_id": uuid4(),
        "period": scene.period,
        "agency": scene.version(scene.cast.department),
        "criterion": None,
        "text": "Điểm trang phục chưa đúng",
        "actor": scene.cast.head,
        "at": AT,
    }
    return raise_objection(**(given | changed))  # type: ignore[arg-type]


def _answer(scene: Scene, objection: Objection, **changed: object) -> Objection:
    given = {"move": "uphold", "answer": "Đã sửa biên bản", "actor": scene.cast.admin, "at": AT}
    return answer_objection(objection=objection, **(given | changed))  # type: ignore[arg-type]


def test_it_is_raised_once_and_home_affairs_is_told(scene: Scene) -> None:
    scene.preview()
    criterion = Criterion.objects.order_by("position")[0]
    made = _raise(scene, form_id=FORM, criterion=criterion)
    assert _raise(scene, form_id=FORM, criterion=criterion) == made
    with pytest.raises(Conflict):
        _raise(scene, form_id=FORM, criterion=criterion, text="Khác")
    told = Notification.objects.filter(kind="objection.raised").values_list("recipient", flat=True)
    assert set(told) == {scene.cast.admin.pk, scene.second.pk}
    with pytest.raises(WordsRefused):
        _raise(scene, text="  ")


def test_only_in_the_window(scene: Scene) -> None:
    with pytest.raises(WindowClosed, match="chưa được mở"):
        _raise(scene)
    scene.preview()
    made = _raise(scene, form_id=FORM)
    with pytest.raises(WindowClosed, match="hết ngày 26/11/2026"):
        _raise(scene, at=AFTER)
    assert _raise(scene, form_id=FORM, at=AFTER) == made


def test_after_the_close_a_correction_is_the_way(scene: Scene) -> None:
    scene.preview()
    Period.objects.filter(pk=scene.period.pk).update(state="closed")
    with pytest.raises(WindowClosed, match="điều chỉnh"):
        _raise(scene)


def test_it_is_answered_with_words_once(scene: Scene) -> None:
    scene.preview()
    made = _raise(scene)
    with pytest.raises(WordsRefused, match="đã sửa gì"):
        _answer(scene, made, answer="")
    answered = _answer(scene, made)
    assert (answered.state, answered.answered_by) == ("upheld", scene.cast.admin)
    assert _answer(scene, made) == answered
    with pytest.raises(Conflict):
        _answer(scene, made, move="reject", answer="Không")
    told = Notification.objects.get(kind="objection.answered")
    assert told.recipient == scene.cast.head
    assert "Chấp nhận" in told.body


def test_who_raised_it_does_not_answer_it(scene: Scene) -> None:
    scene.preview()
    grant(scene.cast.admin, Role.AGENCY_HEAD, scene.cast.department)
    made = _raise(scene, actor=scene.cast.admin)
    with pytest.raises(AccessRefused):
        _answer(scene, made)
    assert _answer(scene, made, actor=scene.second).state == "upheld"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("head", True),
        ("admin", True),
        ("leader", True),
        ("other_head", False),
        ("unit_head", False),
        ("inspector", False),
    ],
)
def test_each_agency_sees_its_own(scene: Scene, who: str, sees: bool) -> None:
    scene.preview()
    _raise(scene)
    user = getattr(scene.cast, who)
    assert Objection.objects.visible_to(user, TODAY).exists() == sees
