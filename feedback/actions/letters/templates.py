"""Keep the templates with which letters begin: the agency's own, or everybody's."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Conflict
from core.replay import OTHER_CONTENT
from core.text import nfc, squeeze
from feedback.actions.letters.refusals import LetterRefused, refuse_old
from feedback.models import LetterTemplate
from feedback.rules.letter_words import MARKS, MOST_BODY, unknown_marks


def add_template(
    *, form_id: UUID, agency_id: int | None, kind: str, name: str, body: str, actor: User, at: datetime
) -> LetterTemplate:
    """Add a template; the same form twice adds one. Raises AccessRefused, LetterRefused, Conflict."""
    require(actor, "letter_template.add", agency_id)
    name, body = squeeze(name), nfc(body).strip()
    with transaction.atomic():
        known = LetterTemplate.objects.filter(form_id=form_id).first()
        if known is not None:
            if (known.agency_id, known.kind, known.name, known.body) != (agency_id, kind, name, body):
                raise Conflict(OTHER_CONTENT)
            return known
        _check(name, body)
        template = LetterTemplate.objects.create(
            form_id=form_id, agency_id=agency_id, kind=kind, name=name, body=body
        )
        _record(template, actor, at)
    return template


def change_template(
    *,
    template: LetterTemplate,
    name: str,
    body: str,
    is_active: bool,
    seen_version: int,
    actor: User,
    at: datetime,
) -> LetterTemplate:
    """Change a template or put it out of use. Raises AccessRefused, LetterRefused, Conflict."""
    require(actor, "letter_template.change", template)
    name, body = squeeze(name), nfc(body).strip()
    _check(name, body)
    with transaction.atomic():
        current = LetterTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        refuse_old(current.version, seen_version)
        current.name, current.body, current.is_active = name, body, is_active
        current.version += 1
        current.save(update_fields=["name", "body", "is_active", "version"])
        _record(current, actor, at)
    return current


def _check(name: str, body: str) -> None:
    wrong: dict[str, str] = {}
    if not name:
        wrong["name"] = "Hãy đặt tên cho mẫu."
    if not body:
        wrong["body"] = "Hãy viết nội dung mẫu."
    if len(body) > MOST_BODY:
        wrong["body"] = f"Nội dung dài quá {MOST_BODY} ký tự."
    unknown = unknown_marks(body)
    if unknown:
        known = ", ".join(f"{{{mark}}}" for mark in MARKS)
        wrong["body"] = f"Không có chỗ điền {{{unknown[0]}}}. Dùng được: {known}."
    if wrong:
        raise LetterRefused(wrong)


def _record(template: LetterTemplate, actor: User, at: datetime) -> None:
    audit.record(
        "letter_template.saved",
        actor=actor,
        subject=template,
        at=at,
        agency_id=template.agency_id,
        after={"kind": template.kind, "version": template.version, "active": template.is_active},
    )
