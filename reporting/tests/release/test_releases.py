"""A ranking is previewed by its agencies, released by a second person, withdrawn; who reads it when."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification
from core.transitions import TransitionRefused
from evaluations.actions.releases import shown_of, withdraw_release
from evaluations.actions.releases.ask import NotReleasable
from evaluations.actions.releases.release import NotYet
from evaluations.actions.releases.withdraw import NoReason
from evaluations.gather.releases.withdrawn import withdrawal_reason
from evaluations.models import RankingRelease
from evaluations.tests.scoring.random_month import AT
from reporting.tests.conftest import signed_in
from reporting.tests.release.conftest import LATER, Closed


def seen_by(closed: Closed) -> dict[str, bool]:
    """Who may read the release on the day."""
    cast, day = closed.scene.cast, AT.date()
    who = {"head": closed.scene.head, "officer": cast.officer, "leader": cast.leader, "admin": closed.admin}
    return {name: RankingRelease.objects.visible_to(user, day).exists() for name, user in who.items()}


def test_from_preview_to_release_to_withdrawal(closed: Closed) -> None:
    release = closed.asked()
    assert seen_by(closed) == {"head": True, "officer": False, "leader": True, "admin": True}
    release = closed.released(release)
    assert all(seen_by(closed).values())
    assert closed.released(release).released_at == LATER
    withdraw_release(release=release, reason="Nhầm nhóm", actor=closed.admin, at=LATER)
    assert seen_by(closed) == {"head": False, "officer": False, "leader": True, "admin": True}
    events = AuditEntry.objects.filter(event__startswith="ranking.").order_by("pk")
    assert [entry.event for entry in events] == ["ranking.asked", "ranking.released", "ranking.withdrawn"]
    kinds = set(Notification.objects.filter(recipient=closed.scene.head).values_list("kind", flat=True))
    assert {"ranking.preview", "ranking.released"} <= kinds
    assert Notification.objects.filter(recipient=closed.second, kind="ranking.asked").count() == 1


def test_who_asks_does_not_release(closed: Closed) -> None:
    release = closed.asked()
    with pytest.raises(AccessRefused):
        closed.released(release, actor=closed.admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        RankingRelease.objects.update(released_by=closed.admin)


def test_it_waits_until_the_agencies_have_looked(closed: Closed) -> None:
    release = closed.asked(preview_until=AT.date() + timedelta(days=3))
    with pytest.raises(NotYet, match="23/11/2026"):
        closed.released(release)


def test_what_was_not_seen_is_not_released(closed: Closed) -> None:
    """Withdrawn and asked for anew, now for the public too, while the page of the second person was open."""
    second = signed_in(closed.second)
    seen = shown_of(closed.asked(is_public=False))._asdict()
    withdraw_release(release=RankingRelease.objects.get(), reason="Thêm công khai", actor=closed.admin, at=AT)
    now = shown_of(closed.asked(at=AT + timedelta(minutes=1)))._asdict()
    with time_machine.travel(LATER, tick=False):
        page = second.get(closed.page).content.decode()
        assert all(f'value="{value}"' in page.replace("&#x2B;", "+") for value in now.values())
        for wrong in (seen, now | {"digest": "0" * 64}, now | {"is_public": "accounts"}):
            answer = second.post(f"{closed.page}phat-hanh/", wrong)
            assert answer.status_code == 409
            assert "đã thay đổi sau khi bạn mở trang" in answer.content.decode()
            assert "Có trên trang công khai" in answer.content.decode()
        assert RankingRelease.objects.get().state == "preview"
        assert second.post(f"{closed.page}phat-hanh/", now).status_code == 302
    assert RankingRelease.objects.get().state == "released"


def test_why_it_was_withdrawn_is_told_and_stands_on_its_page(closed: Closed) -> None:
    withdraw_release(release=closed.asked(), reason="Nhầm nhóm so sánh.", actor=closed.admin, at=AT)
    (told,) = Notification.objects.filter(recipient=closed.scene.head, kind="ranking.withdrawn")
    assert "Lý do: Nhầm nhóm so sánh." in told.body
    with time_machine.travel(AT, tick=False):
        page = signed_in(closed.second).get(closed.page).content.decode()
        assert "Nhầm nhóm so sánh." in page
        assert f"{closed.admin} rút" in page
    assert withdrawal_reason(closed.asked(at=AT + timedelta(minutes=1))) == ""


def test_asking_twice_is_once_and_other_content_is_a_conflict(closed: Closed) -> None:
    assert closed.asked().asked_at == closed.asked(at=LATER).asked_at
    with pytest.raises(Conflict):
        closed.asked(is_public=False)


def test_what_is_refused(closed: Closed) -> None:
    with pytest.raises(NotReleasable):
        closed.asked(preview_until=AT.date() - timedelta(days=1))
    with pytest.raises(AccessRefused):
        closed.asked(actor=closed.scene.head)
    release = closed.asked()
    with pytest.raises(NoReason):
        withdraw_release(release=release, reason=" ", actor=closed.admin, at=AT)
    withdraw_release(release=release, reason="Sai", actor=closed.admin, at=AT)
    with pytest.raises(TransitionRefused):
        closed.released(release)
    assert closed.asked(at=LATER, preview_until=LATER.date()).state == "preview"


def test_the_pages_walk_from_asking_to_the_public(closed: Closed) -> None:
    admin, second, head = (signed_in(user) for user in (closed.admin, closed.second, closed.scene.head))
    public = "/ket-qua-van-hoa-cong-vu/?q=cai+nhum"
    with time_machine.travel(AT, tick=False):
        assert head.get(closed.page).status_code == 404
        assert "Đề nghị công bố" in admin.get(closed.page).content.decode()
        form = {"preview_until": "2026-11-20", "is_public": "on", "note": ""}
        assert admin.post(f"{closed.page}de-nghi/", form).status_code == 302
        shown = head.get(closed.page).content.decode()
        assert "Xem trước, chưa công bố" in shown
        assert "Xã Cái Nhum" in shown
        assert signed_in(closed.scene.cast.officer).get(closed.page).status_code == 404
        assert "Chưa có kết quả nào" in head.get(public).content.decode()
    with time_machine.travel(LATER, tick=False):
        assert admin.post(f"{closed.page}phat-hanh/").status_code == 403
        assert second.post(f"{closed.page}phat-hanh/").status_code == 409
        seen = shown_of(RankingRelease.objects.get())._asdict()
        assert second.post(f"{closed.page}phat-hanh/", seen).status_code == 302
        assert signed_in(closed.scene.cast.officer).get(closed.page).status_code == 200
        book = head.get(f"{closed.page}?xuat=xlsx&bang=nhom-commune")
        assert book["Content-Type"].endswith("spreadsheetml.sheet")
        assert second.post(f"{closed.page}rut/", {"reason": "Sai"}).status_code == 302
        assert head.get(closed.page).status_code == 404
