"""Narrowing a statement of ours to some agencies."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

Param = int | str | date | UUID


def narrowed(
    where: str, params: Sequence[Param], column: str, only: Collection[int] | None
) -> tuple[str, list[Param]]:
    """``where`` and its parameters, restricted to rows whose ``column`` is among ``only`` (None = all)."""
    if only is None:
        return where, list(params)
    ids = sorted(only)
    # An empty list is valid SQL on neither engine; nothing has the id NULL.
    places = ", ".join(["%s"] * len(ids)) or "NULL"
    return f"{where} AND {column} IN ({places})", [*params, *ids]
