"""Fields of the portal: text kept in NFC, and a row of small scores in one column."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from core.text import nfc, squeeze


class NFCCharField(models.CharField):  # type: ignore[type-arg]
    """One line of text, stored in Unicode NFC with blanks squeezed."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return squeeze(prepared) if isinstance(prepared, str) else prepared


class NFCTextField(models.TextField):  # type: ignore[type-arg]
    """Free text, stored in Unicode NFC; line breaks stay."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return nfc(prepared) if isinstance(prepared, str) else prepared


class PositionalScores(models.Field):  # type: ignore[type-arg]
    """A tuple of whole numbers 0–100 or None, one per criterion position of a pinned set.

    ``smallint[]`` on PostgreSQL, a JSON list on SQLite; see docs/decisions for the measurements.
    """

    description = "Positional scores"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "smallint[]" if connection.vendor == "postgresql" else "text"

    def from_db_value(
        self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper
    ) -> tuple[int | None, ...] | None:
        return self.to_python(value)

    def to_python(self, value: Any) -> tuple[int | None, ...] | None:
        if value is None or isinstance(value, tuple):
            return value
        return tuple(json.loads(value)) if isinstance(value, str) else tuple(value)

    def get_db_prep_value(
        self, value: Sequence[int | None] | None, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None:
            return None
        if connection.vendor == "postgresql":
            return list(value)
        return json.dumps(list(value), separators=(",", ":"))

    def value_to_string(self, obj: models.Model) -> str:
        return json.dumps(self.value_from_object(obj))


class StoredJSON(models.TextField):  # type: ignore[type-arg]
    """JSON that is only written and read whole, kept as text.

    ``jsonb`` would be parsed and rebuilt on each write, which cost three times the text (docs/decisions).
    """

    description = "JSON kept as text"
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def from_db_value(self, value: Any, _expression: Any, _connection: BaseDatabaseWrapper) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
