"""The results of a closed period say what its newest snapshot says; the database refuses anything else.

One statement copies the lines into the rows, so that nothing is computed or spelt a second time on the way.
"""

from django.db import connection

from evaluations.models.closing import PeriodSnapshot

DECIMALS = ("total", "coverage", "rating_mean", "gap_inspection", "gap_citizen")
WORDS = ("comparison_group", "confidence", "grade")
COUNTS = ("rank", "ranked_of", "headcount", "submitted", "reviewed", "inspections", "ratings", "records")
_STATEMENT = """
UPDATE evaluations_agencyresult AS r SET {columns}, snapshot_id = l.snapshot_id, computed_at = s.made_at,
  revision = r.revision + 1
FROM evaluations_snapshotline l JOIN evaluations_periodsnapshot s ON s.id = l.snapshot_id
WHERE l.snapshot_id = %s AND l.kind = 'result' AND l.agency_id = r.agency_id AND r.period_id = s.period_id
"""
_SUMMARY = """
UPDATE evaluations_periodsummary AS p SET weighted_mean = s.weighted_mean, simple_mean = s.simple_mean,
  agencies_rated = s.agencies_rated, agencies_ranked = s.agencies_ranked, records = s.records,
  computed_at = s.made_at, snapshot_id = s.id, revision = p.revision + 1
FROM evaluations_periodsnapshot s WHERE s.id = %s AND s.period_id = p.period_id
"""
_POSTGRESQL = {
    **{name: f"(l.payload::json->>'{name}')::numeric" for name in DECIMALS},
    **{name: f"l.payload::json->>'{name}'" for name in WORDS},
    **{name: f"(l.payload::json->>'{name}')::int" for name in COUNTS},
    "is_provisional": "(l.payload::json->>'is_provisional')::boolean",
    "groups": "(l.payload::json->'groups')::jsonb",
    "breakdown": "l.payload::json->>'breakdown'",
    "values": """(SELECT array_agg(v.one::smallint ORDER BY v.at)
      FROM json_array_elements_text(l.payload::json->'values') WITH ORDINALITY AS v (one, at))""",
}
_SQLITE = {
    **{name: f"CAST(json_extract(l.payload, '$.{name}') AS NUMERIC)" for name in DECIMALS},
    **{name: f"json_extract(l.payload, '$.{name}')" for name in (*WORDS, *COUNTS)},
    **{name: f"json_extract(l.payload, '$.{name}')" for name in ("is_provisional", "groups", "breakdown")},
    "values": "json_extract(l.payload, '$.values')",
}


def mirror(snapshot: PeriodSnapshot) -> None:
    """Let every result of the period and its summary repeat the snapshot, under a new revision."""
    said = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    columns = ", ".join(f'"{name}" = {value}' for name, value in said.items())
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT.format(columns=columns), [snapshot.pk])
        cursor.execute(_SUMMARY, [snapshot.pk])
