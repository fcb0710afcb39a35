"""A row of a closed period changes only whole and only with a newer snapshot (S15).

0014 compared some of a result's figures with the line of its snapshot and let the others be. Here an UPDATE
that keeps the snapshot is refused whatever it says; one that names the newest snapshot must repeat that
snapshot in every column, when it was computed and the next revision included.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("evaluations.migrations.0014_closing_guards")
RESULT, SUMMARY, SNAPSHOT, LINE = BEFORE.RESULT, BEFORE.SUMMARY, BEFORE.SNAPSHOT, BEFORE.LINE
KEPT = {RESULT: ("id", "period_id", "agency_id", "criteria_set_id"), SUMMARY: ("period_id",)}
DECIMALS = ("total", "coverage", "rating_mean", "gap_inspection", "gap_citizen")
WORDS = ("comparison_group", "confidence", "grade")
COUNTS = ("rank", "ranked_of", "headcount", "submitted", "reviewed", "inspections", "ratings", "records")
FIGURES = ("weighted_mean", "simple_mean", "agencies_rated", "agencies_ranked", "records")

# OFFSET 0 has the line read as JSON once, not once for each column.
FROM_LINE = {
    "postgresql": f"FROM {LINE} l JOIN {SNAPSHOT} s ON s.id = l.snapshot_id,"
    " LATERAL (SELECT l.payload::jsonb AS said OFFSET 0) p",
    "sqlite": f"FROM {LINE} l JOIN {SNAPSHOT} s ON s.id = l.snapshot_id",
}
SAME = {
    "postgresql": (
        *(f"(said->>'{name}')::numeric IS NOT DISTINCT FROM NEW.{name}" for name in DECIMALS),
        *(f"said->>'{name}' IS NOT DISTINCT FROM NEW.{name}" for name in WORDS),
        *(f"(said->>'{name}')::int IS NOT DISTINCT FROM NEW.{name}" for name in COUNTS),
        "(said->>'is_provisional')::boolean = NEW.is_provisional",
        "said->'groups' = NEW.groups AND said->'breakdown' = NEW.breakdown::jsonb",
        "said->'values' = to_jsonb(NEW.\"values\")",
    ),
    "sqlite": (
        *(
            f"CAST(json_extract(l.payload, '$.{name}') AS REAL) IS CAST(NEW.{name} AS REAL)"
            for name in DECIMALS
        ),
        *(
            f"json_extract(l.payload, '$.{name}') IS NEW.{name}"
            for name in (*WORDS, *COUNTS, "is_provisional")
        ),
        *(
            f"vhcv_same_json(json_extract(l.payload, '$.{name}'), NEW.\"{name}\")"
            for name in ("groups", "breakdown", "values")
        ),
    ),
}
IS = {"postgresql": "IS NOT DISTINCT FROM", "sqlite": "IS"}
DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}


def _moves_on(table, vendor):
    """The row stays the same row and steps from one snapshot to another."""
    same = [f"NEW.{name} {IS[vendor]} OLD.{name}" for name in KEPT[table]]
    return " AND ".join(
        (
            *same,
            f"NEW.snapshot_id {DIFFERS[vendor]} OLD.snapshot_id",
            f"NEW.revision {IS[vendor]} OLD.revision + 1",
        )
    )


def _newest():
    return (
        f"s.id = NEW.snapshot_id AND s.period_id = NEW.period_id AND {BEFORE.NEWEST}"
        " AND s.made_at = NEW.computed_at"
    )


def _said(table, vendor):
    """The snapshot that the new row repeats, column by column."""
    if table == SUMMARY:
        figures = " AND ".join(f"s.{name} {IS[vendor]} NEW.{name}" for name in FIGURES)
        return f"SELECT 1 FROM {SNAPSHOT} s WHERE {_newest()} AND {figures}"
    return (
        f"SELECT 1 {FROM_LINE[vendor]} WHERE {_newest()} AND l.kind = 'result'"
        f" AND l.agency_id = NEW.agency_id AND {' AND '.join(SAME[vendor])}"
    )


FUNCTIONS = {RESULT: "vhcv_guard_result", SUMMARY: "vhcv_guard_summary"}
ROW_BEFORE = {
    RESULT: "NEW.id = OLD.id AND NEW.period_id = OLD.period_id AND NEW.agency_id = OLD.agency_id",
    SUMMARY: "NEW.period_id = OLD.period_id",
}
SAID_BEFORE = {
    "postgresql": {RESULT: BEFORE.SAID_POSTGRESQL, SUMMARY: BEFORE.MEANS_POSTGRESQL},
    "sqlite": {RESULT: BEFORE.SAID_SQLITE, SUMMARY: BEFORE.MEANS_SQLITE},
}


def _guard(schema_editor, table, same, said):
    if schema_editor.connection.vendor == "postgresql":
        function = BEFORE._mirror(FUNCTIONS[table], same, said)
        schema_editor.execute(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), params=None)
        return
    schema_editor.execute(f"DROP TRIGGER period_guard_{table}_update", params=None)
    schema_editor.execute(BEFORE._mirror_sqlite(table, said, same), params=None)


def narrow(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in (RESULT, SUMMARY):
        _guard(schema_editor, table, _moves_on(table, vendor), _said(table, vendor))


def widen(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table in (RESULT, SUMMARY):
        _guard(schema_editor, table, ROW_BEFORE[table], SAID_BEFORE[vendor][table])


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0015_correction_requests")]
    operations = [migrations.RunPython(narrow, widen)]
