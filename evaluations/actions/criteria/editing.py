"""What every edit of a draft goes through: the draft locked, still a draft, and as the writer saw it."""

from collections.abc import Mapping
from typing import Any

from agencies.models import User
from core.access import require
from core.errors import Conflict, Refused
from evaluations.enums import SetState
from evaluations.models import CriteriaSet

EDITED_MEANWHILE = (
    "Dự thảo vừa được sửa ở nơi khác nên chưa lưu. Những gì bạn nhập vẫn còn trong biểu; "
    "hãy so với bản đang có rồi bấm lưu lần nữa."
)
ASK = ("asked_by", "asked_at", "accepted", "accepted_reason")


class NotADraft(Refused):
    """The set is published, and a published set never changes."""


class TakenOver(Refused):
    """The row is the parent set's; a set that adds to another leaves it as it is."""


class NotWritable(Refused):
    """What was written cannot stand in the set (HTTP 422)."""

    status = 422


class Stale(Conflict):
    """The draft was edited since the writer opened it."""


def locked_draft(draft: CriteriaSet, actor: User) -> CriteriaSet:
    """The draft, held until the transaction ends. Raises NotADraft, core.errors.AccessRefused."""
    current = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    require(actor, "criteria_set.edit", current)
    if current.state != SetState.DRAFT:
        raise NotADraft("Bộ tiêu chí đã ban hành nên không sửa được. Hãy soạn phiên bản tiếp theo.")
    return current


def begin_edit(current: CriteriaSet, seen_edition: int) -> None:
    """Count the edit; a request to publish falls, for it spoke of another text. Raises Stale."""
    if current.edition != seen_edition:
        raise Stale(EDITED_MEANWHILE)
    current.edition += 1
    current.asked_by = current.asked_at = None
    current.accepted, current.accepted_reason = [], ""
    current.save(update_fields=["edition", *ASK])


def taken_over(current: CriteriaSet, kind: str) -> frozenset[str]:
    """Codes of the parent's rows of one kind ("groups", "criteria"), which stay as they are."""
    if current.parent is None:
        return frozenset()
    return frozenset(getattr(current.parent, kind).order_by("pk").values_list("code", flat=True))


def refuse_taken_over(current: CriteriaSet, kind: str, code: str) -> None:
    """Raise TakenOver for a row of the parent set."""
    if code in taken_over(current, kind):
        raise TakenOver(
            f"{code} là của bộ gốc nên không sửa ở bộ bổ sung. Hãy thêm tiêu chí mới hoặc sửa bộ gốc."
        )


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """``before`` and ``after`` for the audit trail, without what stayed the same; what went is None."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {
        "before": {name: before.get(name) for name in names},
        "after": {name: after.get(name) for name in names},
    }
