"""Keep a set that a person has read from a file and looked at: as a draft, never published by itself."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext

from agencies.models import User
from core import audit
from core.errors import Conflict, Refused
from core.models import AuditEntry
from core.replay import OTHER_CONTENT, one_at_a_time
from evaluations.actions.criteria.storing import store_definition
from evaluations.enums import SetState
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import UNSTORABLE
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import SetDefinition
from evaluations.rules.set_text import criteria_csv, set_json

IMPORTED = "criteria_set.imported"


class ImportRefused(Refused):
    """What was read cannot stand as a draft; the message says why and what to do."""


def import_set(*, form_id: UUID, definition: SetDefinition, actor: User, at: datetime) -> CriteriaSet:
    """A draft that holds ``definition`` as the next version of its code; the same form again is that draft.

    The audit entry keeps ``form_id`` with a digest of what was read. Raises ImportRefused, Conflict for the
    same form with other content, and UnknownParent for a set that adds to one the portal does not have.
    """
    content = sha256(set_json(definition).encode() + criteria_csv(definition).encode()).hexdigest()
    with transaction.atomic():
        one_at_a_time(f"criteria_set:form:{form_id}")
        first = _first(form_id, content, actor)
        if first is not None:
            return first
        one_at_a_time(f"criteria_set:{definition.code}")
        named = CriteriaSet.objects.filter(code=definition.code)
        _refuse(definition, named.filter(state=SetState.DRAFT).first())
        version = (named.aggregate(last=Max("version"))["last"] or 0) + 1
        follows = named.exclude(state=SetState.DRAFT).order_by("-version").first()
        draft = store_definition(
            replace(definition, version=version), follows=follows, drafted_by=actor, drafted_at=at
        )
        after = {"form": str(form_id), "content": content, "code": draft.code, "version": version}
        audit.record(IMPORTED, actor=actor, subject=draft, at=at, after=after)
    return draft


def _first(form_id: UUID, content: str, actor: User) -> CriteriaSet | None:
    """What this very form made before."""
    entries = AuditEntry.objects.filter(subject_type=CriteriaSet._meta.label_lower, event=IMPORTED)
    entry = entries.filter(after__form=str(form_id)).first()
    if entry is None:
        return None
    if entry.actor_id != actor.pk or entry.after is None or entry.after.get("content") != content:
        raise Conflict(gettext(OTHER_CONTENT))
    made = CriteriaSet.objects.filter(pk=entry.subject_id).first()
    if made is None:
        raise ImportRefused("Dự thảo tạo từ lần xác nhận này đã bị xóa. Hãy chọn lại tệp từ đầu.")
    return made


def _refuse(definition: SetDefinition, standing: CriteriaSet | None) -> None:
    if slugify(definition.code) != definition.code or len(definition.code) > 40:
        raise ImportRefused("Mã bộ chỉ gồm chữ thường không dấu, số và dấu gạch nối, tối đa 40 ký tự.")
    broken = [one.sentence for one in check_set(definition) if one.code in UNSTORABLE]
    if broken:
        raise ImportRefused(" ".join(broken[:5]))
    if standing is not None:
        named = f"“{standing.title}” (phiên bản {standing.version})"
        raise ImportRefused(f"Đã có dự thảo {named}. Hãy xóa hoặc ban hành dự thảo đó trước.")
