"""Keep a set that a person has read from a file and looked at: as a draft, never published by itself."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from agencies.models import User
from core import audit
from core.errors import Refused
from core.replay import one_at_a_time
from evaluations.actions.criteria.storing import store_definition
from evaluations.enums import SetState
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import UNSTORABLE
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import SetDefinition


class ImportRefused(Refused):
    """What was read cannot stand as a draft; the message says why and what to do."""


def import_set(*, form_id: UUID, definition: SetDefinition, actor: User, at: datetime) -> CriteriaSet:
    """A draft that holds ``definition`` as the next version of its code; the same again is the same draft.

    ``form_id`` is kept with the audit entry. Raises ImportRefused, and UnknownParent for a set that adds to
    one the portal does not have.
    """
    with transaction.atomic():
        one_at_a_time(f"criteria_set:{definition.code}")
        named = CriteriaSet.objects.filter(code=definition.code)
        standing = named.filter(state=SetState.DRAFT).first()
        if standing is not None and _is_the_same(standing, definition, actor):
            return standing
        _refuse(definition, standing)
        version = (named.aggregate(last=Max("version"))["last"] or 0) + 1
        follows = named.exclude(state=SetState.DRAFT).order_by("-version").first()
        draft = store_definition(
            replace(definition, version=version), follows=follows, drafted_by=actor, drafted_at=at
        )
        after = {"form": str(form_id), "code": draft.code, "version": version}
        audit.record("criteria_set.imported", actor=actor, subject=draft, at=at, after=after)
    return draft


def _is_the_same(standing: CriteriaSet, definition: SetDefinition, actor: User) -> bool:
    """Whether the form came a second time: what it made stands as it was read."""
    if standing.drafted_by_id != actor.pk or standing.edition:
        return False
    return definition_of(standing) == replace(definition, version=standing.version)


def _refuse(definition: SetDefinition, standing: CriteriaSet | None) -> None:
    if slugify(definition.code) != definition.code or len(definition.code) > 40:
        raise ImportRefused("Mã bộ chỉ gồm chữ thường không dấu, số và dấu gạch nối, tối đa 40 ký tự.")
    broken = [one.sentence for one in check_set(definition) if one.code in UNSTORABLE]
    if broken:
        raise ImportRefused(" ".join(broken[:5]))
    if standing is not None:
        named = f"“{standing.title}” (phiên bản {standing.version})"
        raise ImportRefused(f"Đã có dự thảo {named}. Hãy xóa hoặc ban hành dự thảo đó trước.")
