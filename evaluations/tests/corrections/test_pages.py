"""The pages of corrections: what moves is seen before it is sent, and decided on the newest revision."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from agencies.enums import Role
from agencies.models import User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant
from core.access import may
from evaluations.actions.corrections import grant_correction
from evaluations.models import Correction, CorrectionLine, Period
from evaluations.rules.corrections.lines import Said
from evaluations.tests.cases.test_scoring import CODE, month
from evaluations.tests.corrections.conftest import AT, Closed, close
from feedback.tests.cases.conftest import NOW, Desk, desk

__all__ = ["desk", "month"]


def _seen(response: Any) -> str:
    found = re.search(r'name="da_xem" value="([^"]*)"', response.content.decode())
    assert found is not None
    return found[1]


def test_what_was_not_seen_is_not_sent(client: Client, cast: Cast, closed: Closed) -> None:
    client.force_login(cast.admin)
    address = reverse("correction_ask", args=[closed.period.pk, cast.department.pk])
    form = {"form_uuid": str(uuid4()), "dong": "TT-01|inspection", "n_0": 10, "k_0": 2}
    form |= {"cause": "error", "reason": "Biên bản số 5.", "buoc": "xem"}
    shown = client.post(address, form)
    assert "Gửi đề nghị" in shown.content.decode()
    assert not Correction.objects.exists()
    sent = form | {"buoc": "gui", "da_xem": _seen(shown)}
    again = client.post(address, sent | {"k_0": 3})
    assert "vừa đổi sau lần xem trước" in again.content.decode()
    assert not Correction.objects.exists()
    assert client.post(address, sent).status_code == 302
    assert Correction.objects.get().asked_by == cast.admin


def test_it_says_beside_the_box_what_is_wrong(client: Client, cast: Cast, closed: Closed) -> None:
    client.force_login(cast.admin)
    address = reverse("correction_ask", args=[closed.period.pk, cast.department.pk])
    form = {"form_uuid": str(uuid4()), "dong": "TT-01|inspection", "n_0": 5, "k_0": 6}
    answer = client.post(address, form | {"cause": "error", "reason": "Sai.", "buoc": "xem"})
    assert answer.status_code == 422
    assert "không được lớn hơn 5" in answer.content.decode()


def test_a_decision_on_an_old_revision_is_shown_the_newest_first(
    client: Client, closed: Closed, ask: Callable[..., Correction], second_admin: User
) -> None:
    first, second = ask(), ask(closed.line("TT-04", Said(10, 5)))
    grant_correction(
        correction=first, decision="Đúng.", seen_base=closed.snapshot.pk, actor=second_admin, at=AT
    )
    client.force_login(second_admin)
    address = reverse("correction_decide", args=[second.pk])
    form = {"base": closed.snapshot.pk, "move": "grant", "decision": "Đúng."}
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "vừa có bản điều chỉnh khác" in answer.content.decode()
    newest = closed.period.snapshots.get(revision=2)
    assert f'name="base" value="{newest.pk}"' in answer.content.decode()
    assert client.post(address, form | {"base": newest.pk}).status_code == 302
    page = client.get(reverse("period_revisions", args=[closed.period.pk])).content.decode()
    assert [f"Bản {number}" in page for number in (1, 2, 3)] == [True] * 3


def test_a_head_reads_the_own_figures_and_how_many_others_move(
    client: Client, cast: Cast, closed: Closed, ask: Callable[..., Correction]
) -> None:
    correction = ask()
    client.force_login(cast.head)
    page = client.get(reverse("correction_detail", args=[correction.pk])).content.decode()
    assert "Ngoài ra 1 cơ quan khác" in page
    assert "Sở Nội vụ</th>" not in page


def test_a_verdict_that_counted_in_a_closed_month_is_taken_back_by_a_correction(
    client: Client, desk: Desk, month: Period
) -> None:
    cases = [desk.judge(desk.case(), criterion=CODE) for _ in range(2)]
    close(month, NOW)
    client.force_login(desk.cast.admin)
    page = client.get(reverse("case_detail", args=[cases[0].pk])).content.decode()
    address = reverse("correction_ask", args=[month.pk, desk.cast.department.pk])
    assert address in page
    named = {"dong": f"{CODE}|citizen", "phan_anh": str(cases[0].pk)}
    boxes = client.get(address, named).context["form"].rows[0]
    form = named | {"form_uuid": str(uuid4()), "n_0": boxes["n"].value(), "k_0": boxes["k"].value()}
    form |= {"cause": "late_case", "reason": "Xem lại camera: không có việc này.", "buoc": "xem"}
    sent = form | {"buoc": "gui", "da_xem": _seen(client.post(address, form))}
    assert client.post(address, sent).status_code == 302
    correction = Correction.objects.get()
    line = CorrectionLine.objects.get(correction=correction)
    assert correction.origin == f"feedback.case:{cases[0].pk}"
    assert (line.before, line.after) == ({"n": 2, "k": 2, "age": 0}, {"n": 1, "k": 1, "age": 0})


def test_a_head_whom_it_does_not_touch_reads_no_reason(
    client: Client, cast: Cast, closed: Closed, ask: Callable[..., Correction], second_admin: User
) -> None:
    grant_correction(
        correction=ask(), decision="Đúng.", seen_base=closed.snapshot.pk, actor=second_admin, at=AT
    )
    address = reverse("period_revisions", args=[closed.period.pk])
    for person, reads in ((cast.head, True), (cast.other_head, False)):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert "Sai sót khi nhập hoặc tính." in page
        assert ("biên bản số 5" in page) is reads


def test_who_sat_in_the_team_does_not_decide_what_the_visit_asks_for(
    cast: Cast, closed: Closed, ask: Callable[..., Correction]
) -> None:
    grant(cast.inspector, Role.HOME_AFFAIRS, cast.province)
    assert may(cast.inspector, "correction.decide", ask())
    by_rule = Correction(
        period=closed.period, origin=f"evaluations.inspection:{closed.planned.pk}:2", asked_by=None
    )
    assert not may(cast.inspector, "correction.decide", by_rule)
