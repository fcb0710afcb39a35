"""Every act of an inspection as a request: where it goes, with which form, and what must be ready for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse

from core import clock
from evaluations.models import Criterion, Explanation, Inspection, Recommendation

Form = dict[str, Any]


@dataclass
class Scene:
    """One inspection in one state, its team, and what hangs on it in that state."""

    cast: Any
    member: Any
    inspection: Inspection
    explanation: UUID = field(default_factory=uuid4)
    open_remedy: UUID = field(default_factory=uuid4)
    answered_remedy: UUID = field(default_factory=uuid4)

    def criterion(self, code: str) -> int:
        """The id of a criterion."""
        return Criterion.objects.get(code=code).pk


@dataclass(frozen=True)
class Act:
    """One act: its address and form in a scene, and what has to be done before it."""

    url: Callable[[Scene], str]
    form: Callable[[Scene], Form]
    ready: Callable[[Scene], None] = lambda scene: None


def on_visit(route: str) -> Callable[[Scene], str]:
    """The address of a route of the inspection."""
    return lambda scene: reverse(route, args=[scene.inspection.pk])


def on_finding(route: str, code: str) -> Callable[[Scene], str]:
    """The address of a route of one of its findings."""
    return lambda scene: reverse(route, args=[scene.inspection.pk, scene.criterion(code)])


def today() -> str:
    return clock.today().isoformat()


def seen(scene: Scene) -> Form:
    return {"seen_version": Inspection.objects.get(pk=scene.inspection.pk).version}


def decision(scene: Scene) -> Form:
    return {
        "number": "13/QĐ-SNV", "issued_on": today(), "signer": "Trần Thị Giám", "signer_post": "GIÁM ĐỐC",
        "covers_from": "2026-01-01", "covers_to": "2026-10-31", "duration_days": 2, **seen(scene),
    }  # fmt: skip


def other_team(scene: Scene) -> Form:
    roles = {f"role_{scene.cast.inspector.pk}": "leader", f"role_{scene.member.pk}": "secretary"}
    told = {"decision_number": "14/QĐ-SNV", "decided_on": today(), "reason": "Phân công lại"}
    return told | roles | seen(scene)


def closing(scene: Scene) -> Form:
    return {
        "ended_at": "11:30", "place": "Trụ sở", "copies": 2, "read_back": "on",
        "agency_way": "paper", "agency_name": "Nguyễn Thị Hòa", "agency_post": "Giám đốc",
        "team_way": "paper", "team_name": "Trần Văn Kiểm", "team_post": "Trưởng đoàn", **seen(scene),
    }  # fmt: skip


def report(scene: Scene) -> Form:
    return {"assessment": "Tốt.", "signer": "Trần Văn Kiểm", "signer_post": "Trưởng đoàn", **seen(scene)}


def conclusion(scene: Scene) -> Form:
    return {
        "strengths": "Tốt.", "signer": "Lê Thị Nội", "signer_post": "Giám đốc", "confirmed": "on",
        "kn-TOTAL_FORMS": "0", "kn-INITIAL_FORMS": "0", **seen(scene),
    }  # fmt: skip


def all_is_said(scene: Scene) -> None:
    """The right of reply is over: the one explanation is answered, the rest agreed to."""
    Explanation.objects.filter(pk=scene.explanation).update(verdict="rejected", verdict_reason="Vì")
    Explanation.objects.create(
        id=uuid4(), inspection=scene.inspection, agrees=True,
        submitted_by=scene.cast.head, submitted_at=clock.now(),
    )  # fmt: skip


def version_of(remedy: UUID) -> int:
    return Recommendation.objects.filter(pk=remedy).values_list("version", flat=True).first() or 1


ACTS = {
    "order": Act(on_visit("inspection_order"), decision),
    "change team": Act(on_visit("inspection_team"), other_team),
    "notice": Act(
        on_visit("inspection_notice"), lambda scene: {"signer": "Trần Thị Giám", "signer_post": "GIÁM ĐỐC"}
    ),
    "start": Act(on_visit("inspection_start"), lambda scene: {"visited_on": today()}),
    "record": Act(
        on_finding("inspection_observe", "TT-03"),
        lambda scene: {"form_uuid": uuid4(), "n": 10, "k": 8, "severity": "none", "base": ""},
    ),
    "issue minutes": Act(on_visit("inspection_minutes"), closing),
    "addendum": Act(
        on_visit("minutes_addendum"),
        lambda scene: {"form_uuid": uuid4(), "reason": "Bổ sung", "text": "Tầng 2 cũng được xem."},
    ),
    "explain": Act(
        on_finding("explanation_submit", "TP-01"),
        lambda scene: {"form_uuid": uuid4(), "text": "Có lý do."},
    ),
    "agree to all": Act(on_visit("explanation_agree"), lambda scene: {"form_uuid": uuid4()}),
    "judge": Act(
        lambda scene: reverse("explanation_judge", args=[scene.explanation]),
        lambda scene: {"decision": "reject", "reason": "Không có căn cứ."},
    ),
    "extend report": Act(on_visit("report_extend"), lambda scene: {"reason": "Nhiều chi nhánh"}),
    "report": Act(on_visit("inspection_report"), report, all_is_said),
    "conclude": Act(on_visit("inspection_conclude"), conclusion),
    "cancel": Act(on_visit("inspection_cancel"), lambda scene: {"reason": "Đoàn bận việc khác"}),
    "answer": Act(
        lambda scene: reverse("recommendation_answer", args=[scene.open_remedy]),
        lambda scene: {"text": "Đã lắp.", "version": version_of(scene.open_remedy)},
    ),
    "verify": Act(
        lambda scene: reverse("recommendation_verify", args=[scene.answered_remedy]),
        lambda scene: {"move": "accept", "reason": "Đã xem.", "version": version_of(scene.answered_remedy)},
    ),
    "follow up": Act(
        on_visit("inspection_follow_up"),
        lambda scene: {"form_uuid": uuid4(), "visited_on": today(), "order_number": "22/QĐ-SNV"},
    ),
}
"""Every act that a person can do with an inspection, in the order of the procedure."""


def remedies(scene: Scene) -> None:
    """What a concluded inspection left to mend: one open, one answered."""
    due_on = clock.today() + timedelta(days=20)
    rows = {scene.open_remedy: "open", scene.answered_remedy: "answered"}
    for position, (pk, state) in enumerate(rows.items(), 1):
        Recommendation.objects.create(
            id=pk, inspection=scene.inspection, owner=scene.cast.department, position=position,
            text="Lắp biển tên", due_on=due_on, state=state,
        )  # fmt: skip
