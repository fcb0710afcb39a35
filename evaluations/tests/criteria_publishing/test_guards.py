"""What the database refuses of a published set, whoever asks: its row, its groups, its criteria."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from evaluations.models import CriteriaSet, Criterion, CriterionGroup
from evaluations.tests.criteria_publishing.conftest import AT

NUMBERS = {
    "version",
    "edition",
    "declared_total",
    "parent",
    "follows",
    "drafted_by",
    "asked_by",
    "published_by",
}
FLAGS = {"is_scoring", "has_default_points"}
LISTS = {"settings", "inconsistencies", "declared_parts", "comparison_groups", "accepted"}
TIMES = {"drafted_at", "asked_at", "published_at"}


def other(name: str) -> Any:
    """Something else for a field of a set."""
    if name in FLAGS:
        return ~F(name)
    if name in LISTS:
        return ["khác"]
    if name in TIMES:
        return AT.replace(year=2030)
    return 77 if name in NUMBERS else "khac"


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError as refusal:
        return "set_published" in str(refusal)
    return False


def test_a_published_sets_row_only_retires(in_force: CriteriaSet) -> None:
    row = CriteriaSet.objects.filter(pk=in_force.pk)
    fields = {field.name for field in CriteriaSet._meta.concrete_fields} - {"id", "state"}
    assert [name for name in sorted(fields) if not refused(partial(row.update, **{name: other(name)}))] == []
    assert refused(lambda: row.update(state="draft"))
    assert refused(lambda: row._raw_delete("default"))
    row.update(state="retired")
    for state in ("draft", "published"):
        assert refused(partial(row.update, state=state))
    assert refused(lambda: row.update(title="khác"))
    assert refused(lambda: row._raw_delete("default"))


def test_nothing_is_added_to_a_published_set_or_moved_into_it(
    in_force: CriteriaSet, draft: CriteriaSet
) -> None:
    group = CriterionGroup.objects.filter(criteria_set=in_force).order_by("pk").first()
    criterion = Criterion.objects.filter(criteria_set=in_force).order_by("pk").first()
    assert group
    assert criterion

    def add(one: CriterionGroup | Criterion, **given: Any) -> None:
        fields = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
        type(one).objects.create(**(fields | {"id": None, "code": "MOI-01"} | given))

    assert refused(lambda: add(group))
    assert refused(lambda: add(criterion, position=500))
    for model in (CriterionGroup, Criterion):
        own = model.objects.filter(criteria_set=draft).order_by("pk")[:1]
        moved = model.objects.filter(pk__in=list(own.values_list("pk", flat=True)))
        given = {"code": "MOI-01"} | ({"position": 500} if model is Criterion else {})
        held = model.objects.filter(criteria_set=in_force)
        assert refused(partial(moved.update, criteria_set=in_force, **given))
        assert refused(partial(held.update, criteria_set=draft))
        assert refused(partial(held._raw_delete, "default"))
        moved.update(**given)
    add(group, criteria_set_id=draft.pk, code="MOI-02")


def test_a_set_begins_as_a_draft(db: None) -> None:
    told = {"code": "moi", "title": "Mới", "legal_basis": ""}
    for state in ("published", "retired"):
        assert refused(partial(CriteriaSet.objects.create, **told, state=state))


def test_sqlite_does_not_replace_what_is_published(in_force: CriteriaSet, draft: CriteriaSet) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    for table, column in (
        ("evaluations_criteriaset", "state = 'draft', version = 3"),
        ("evaluations_criterion", f"criteria_set_id = {draft.pk}, code = 'MOI-01', position = 500"),
    ):
        set_column = "id" if table.endswith("set") else "criteria_set_id"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table} WHERE {set_column} = {in_force.pk} LIMIT 1")
            row = dict(zip([one[0] for one in cursor.description], cursor.fetchone(), strict=True))
        for part in column.split(", "):
            name, value = part.split(" = ")
            row[name] = value.strip("'")
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))

        def replace_it(table: str = table, names: str = names, marks: str = marks, row: Any = row) -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values())
                )

        with pytest.raises(IntegrityError), transaction.atomic():
            replace_it()
