"""Sending a form twice: the same id with the same content gives the first answer, with other content a 409.

The client-made UUID is the row's primary key, so the database itself keeps the promise and no table of
receipts is needed. Two ways in, both for the inside of an action's transaction::

    existing = replayed(Inspection, form_id, created_by=actor, agency=agency, visited_on=day)
    if existing is not None:
        return existing

    inspection, is_new = create_once(Inspection(id=form_id, created_by=actor, …), "created_by", "agency_id")

Name every field that the form and its author decide and that later acts leave alone, the author among
them: a stranger who repeats somebody's id gets a Conflict and learns nothing.

On PostgreSQL the second of two simultaneous submissions waits for the first and never tries its insert: the
server's log would keep the refused statement, with what it held and its moment.
"""

import hashlib
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext, gettext_noop

from core.errors import Conflict

Row = TypeVar("Row", bound=models.Model)
OTHER_CONTENT = gettext_noop(
    "Biểu mẫu này đã được gửi trước đó với nội dung khác nên không ghi đè. "
    "Hãy tải lại trang để xem bản đã lưu rồi nhập phần cần thay đổi."
)


def replayed(model: type[Row], form_id: UUID, **content: Any) -> Row | None:
    """The row that this form made before, or None when it is new (one query by primary key).

    Raises Conflict when the row's ``content`` (field names and values, compared as stored) is another.
    """
    existing = model._default_manager.filter(pk=form_id).first()
    if existing is not None and not _same(existing, content):
        raise Conflict(gettext(OTHER_CONTENT))
    return existing


def create_once(row: Row, *content_fields: str) -> tuple[Row, bool]:
    """Insert ``row`` unless its id is taken; the stored row, and whether it is new.

    Safe when both submissions arrive at the same instant. Raises Conflict when the stored row differs in
    one of ``content_fields``, and IntegrityError when another constraint refuses the insert.
    """
    content = {name: getattr(row, name) for name in content_fields}
    try:
        with transaction.atomic():
            if one_at_a_time(f"{row._meta.db_table}:{row.pk}"):
                existing = replayed(type(row), row.pk, **content)
                if existing is not None:
                    return existing, False
            row.save(force_insert=True)
    except IntegrityError:
        existing = replayed(type(row), row.pk, **content)
        if existing is None:
            raise
        return existing, False
    return row, True


def one_at_a_time(words: str) -> bool:
    """Wait until no other transaction is at work on ``words``, and hold them until this one ends.

    True when somebody may have come first, so that the caller looks again; False on SQLite, where only one
    transaction writes at all.
    """
    if connection.vendor != "postgresql":
        return False
    key = int.from_bytes(hashlib.sha256(words.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
    return True


def _same(row: models.Model, content: dict[str, Any]) -> bool:
    return all(
        _stored(row, name, getattr(row, name)) == _stored(row, name, content[name]) for name in content
    )


def _stored(row: models.Model, name: str, value: Any) -> Any:
    """A value in the form in which the database keeps it: text in NFC, a related row as its key."""
    if isinstance(value, models.Model):
        return value.pk
    field = row._meta.get_field(name)
    assert isinstance(field, models.Field), f"{name} is not a column"
    return field.get_prep_value(field.to_python(value))
