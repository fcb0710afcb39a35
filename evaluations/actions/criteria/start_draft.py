"""Begin a draft: empty, as the next version of a set, or as additions to one."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from agencies.models import User
from core import audit
from core.errors import Refused
from core.replay import one_at_a_time
from evaluations.actions.criteria.editing import taken_over
from evaluations.actions.criteria.pictures import copy_pictures
from evaluations.actions.criteria.storing import parent_of, store_definition
from evaluations.enums import SetState
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet
from evaluations.rules.criteria.settings import USUAL
from evaluations.rules.set_additions import rebased
from evaluations.rules.set_definition import SetDefinition

WHOLE = Decimal(100)


class DraftStands(Refused):
    """The code is taken, or the next version is being written already."""


def start_empty(*, code: str, title: str, actor: User, at: datetime) -> CriteriaSet:
    """A draft with nothing in it; the same again by the same person is the same draft. Raises DraftStands."""
    empty = SetDefinition(code, 1, title, "", "", True, False, WHOLE, {}, (), (), dict(USUAL))
    return _start(empty, actor, at)


def start_next(
    *, origin: CriteriaSet, actor: User, at: datetime, parent: CriteriaSet | None = None
) -> CriteriaSet:
    """The next version of a published set, with its groups, criteria and pictures. Raises DraftStands.

    A set that adds to another takes its own rows along to ``parent``, another version of that one.
    """
    definition, standing = definition_of(origin), origin.parent
    if parent is None or parent == standing:
        return _start(definition, actor, at, origin=origin, follows=origin)
    if standing is None or standing.code != parent.code or parent.state == SetState.DRAFT:
        raise DraftStands("Chỉ chuyển bộ bổ sung sang phiên bản đã ban hành khác của chính bộ gốc của nó.")
    moved = rebased(definition, definition_of(standing), definition_of(parent))
    return _start(moved, actor, at, origin=origin, follows=origin)


def start_additions(*, origin: CriteriaSet, code: str, title: str, actor: User, at: datetime) -> CriteriaSet:
    """A set of its own that takes over everything of a published one and adds to it. Raises DraftStands."""
    taken = replace(
        definition_of(origin),
        code=code,
        version=1,
        title=title,
        parent=f"{origin.code}/{origin.version}",
    )
    return _start(taken, actor, at, origin=origin)


def _start(
    definition: SetDefinition,
    actor: User,
    at: datetime,
    *,
    origin: CriteriaSet | None = None,
    follows: CriteriaSet | None = None,
) -> CriteriaSet:
    if origin is not None and origin.state == SetState.DRAFT:
        raise DraftStands("Chỉ soạn tiếp từ một bộ đã ban hành. Hãy sửa chính dự thảo này.")
    with transaction.atomic():
        one_at_a_time(f"criteria_set:{definition.code}")
        named = CriteriaSet.objects.filter(code=definition.code)
        standing = named.filter(state=SetState.DRAFT).first()
        if standing is not None and _is_the_same(standing, definition, follows, actor):
            return standing
        _refuse(standing, follows is None and named.exists())
        version = (named.aggregate(last=Max("version"))["last"] or 0) + 1
        draft = store_definition(
            replace(definition, version=version), follows=follows, drafted_by=actor, drafted_at=at
        )
        if origin is not None:
            _copy_pictures(origin, draft, at)
        after = {"code": draft.code, "version": version, "from": None if origin is None else origin.pk}
        audit.record("criteria_set.drafted", actor=actor, subject=draft, at=at, after=after)
    return draft


def _copy_pictures(origin: CriteriaSet, draft: CriteriaSet, at: datetime) -> None:
    """Those of the set it begins from; beside the rows of another version of the parent, that one's."""
    parent, theirs = draft.parent, frozenset[str]()
    if parent is not None and parent not in (origin, origin.parent):
        theirs = taken_over(draft, "criteria")
        copy_pictures(parent, draft, at=at)
    copy_pictures(origin, draft, at=at, but=theirs)


def _is_the_same(
    standing: CriteriaSet, wanted: SetDefinition, follows: CriteriaSet | None, actor: User
) -> bool:
    """Whether the form came a second time: nobody has edited what it made."""
    return (
        standing.edition == 0
        and standing.drafted_by_id == actor.pk
        and standing.follows_id == (None if follows is None else follows.pk)
        and standing.title == wanted.title
        and standing.parent == parent_of(wanted)
    )


def _refuse(standing: CriteriaSet | None, is_taken: bool) -> None:
    if standing is not None:
        raise DraftStands(
            f"Đã có dự thảo “{standing.title}” (phiên bản {standing.version}). Hãy sửa tiếp dự thảo đó."
        )
    if is_taken:
        raise DraftStands("Mã này đã dùng cho một bộ tiêu chí khác. Hãy chọn mã khác.")
