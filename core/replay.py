"""Sending a form twice: the same id with the same content gives the first answer, with other content a 409.

The client-made UUID is the row's primary key, so the database itself keeps the promise and no table of
receipts is needed. Two ways in, both for the inside of an action's transaction::

    existing = replayed(Inspection, form_id, created_by=actor, agency=agency, visited_on=day)
    if existing is not None:
        return existing

    inspection, is_new = create_once(Inspection(id=form_id, created_by=actor, …), "created_by", "agency_id")

Name every field that the form and its author decide and that later acts leave alone, the author among
them: a stranger who repeats somebody's id gets a Conflict and learns nothing.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from core.errors import Conflict

Row = TypeVar("Row", bound=models.Model)
OTHER_CONTENT = (
    "Biểu mẫu này đã được gửi trước đó với nội dung khác nên không ghi đè. "
    "Hãy tải lại trang để xem bản đã lưu rồi nhập phần cần thay đổi."
)


def replayed(model: type[Row], form_id: UUID, **content: Any) -> Row | None:
    """The row that this form made before, or None when it is new (one query by primary key).

    Raises Conflict when the row's ``content`` (field names and values, compared as stored) is another.
    """
    existing = model._default_manager.filter(pk=form_id).first()
    if existing is not None and not _same(existing, content):
        raise Conflict(OTHER_CONTENT)
    return existing


def create_once(row: Row, *content_fields: str) -> tuple[Row, bool]:
    """Insert ``row`` unless its id is taken; the stored row, and whether it is new.

    Safe when both submissions arrive at the same instant. Raises Conflict when the stored row differs in
    one of ``content_fields``, and IntegrityError when another constraint refuses the insert.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        content = {name: getattr(row, name) for name in content_fields}
        existing = replayed(type(row), row.pk, **content)
        if existing is None:
            raise
        return existing, False
    return row, True


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
