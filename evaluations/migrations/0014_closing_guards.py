"""What the database itself refuses about a closed period (S15).

A closed period's row never changes. Its results may only say what a line of its newest snapshot says, so that
a correction can put its figures there and nobody anything else. Snapshots and their lines, signatures and
decided corrections are only added to. A snapshot stands at the end of the province's chain, a later revision
names the one before it and a correction that somebody else decided.

The triggers that 0013 took down on SQLite, so that tables could be built anew, are put back here.
"""

from django.db import migrations

PERIOD, RESULT, SUMMARY = "evaluations_period", "evaluations_agencyresult", "evaluations_periodsummary"
SNAPSHOT, LINE = "evaluations_periodsnapshot", "evaluations_snapshotline"
SIGN_OFF, OBJECTION = "evaluations_signoff", "evaluations_objection"
PREVIEW = "evaluations_resultpreview"
CORRECTION, CORRECTION_LINE = "evaluations_correction", "evaluations_correctionline"
SET_TABLES = ("evaluations_criterion", "evaluations_criteriongroup")
PICTURE = "evaluations_criterionpicture"
ONLY_ADDED = (SNAPSHOT, LINE, SIGN_OFF, CORRECTION_LINE)
OPEN_ONLY = (SIGN_OFF, OBJECTION, PREVIEW)
ZEROS = "0" * 64

NEWEST = f"NOT EXISTS (SELECT 1 FROM {SNAPSHOT} later WHERE later.replaces_id = s.id)"
OF_SET = (
    "SELECT 1 FROM evaluations_criteriaset cs JOIN evaluations_criterion c ON c.criteria_set_id = cs.id"
    " WHERE c.id = {row}.criterion_id AND cs.state <> 'draft'"
)

SAID_POSTGRESQL = f"""
  SELECT 1 FROM {LINE} l JOIN {SNAPSHOT} s ON s.id = l.snapshot_id,
  LATERAL (SELECT l.payload::jsonb AS said) p
  WHERE s.id = NEW.snapshot_id AND s.period_id = NEW.period_id AND {NEWEST}
    AND l.kind = 'result' AND l.agency_id = NEW.agency_id
    AND (said->>'total')::numeric IS NOT DISTINCT FROM NEW.total
    AND (said->>'rank')::int IS NOT DISTINCT FROM NEW.rank
    AND (said->>'ranked_of')::int IS NOT DISTINCT FROM NEW.ranked_of
    AND said->>'grade' = NEW.grade AND said->>'confidence' = NEW.confidence
    AND (said->>'coverage')::numeric = NEW.coverage
    AND (said->>'is_provisional')::boolean = NEW.is_provisional
    AND (said->>'headcount')::int = NEW.headcount
    AND said->'groups' = NEW.groups AND said->'breakdown' = NEW.breakdown::jsonb
"""
SAID_SQLITE = f"""
  SELECT 1 FROM {LINE} l JOIN {SNAPSHOT} s ON s.id = l.snapshot_id
  WHERE s.id = NEW.snapshot_id AND s.period_id = NEW.period_id AND {NEWEST}
    AND l.kind = 'result' AND l.agency_id = NEW.agency_id
    AND CAST(json_extract(l.payload, '$.total') AS REAL) IS CAST(NEW.total AS REAL)
    AND json_extract(l.payload, '$.rank') IS NEW.rank
    AND json_extract(l.payload, '$.ranked_of') IS NEW.ranked_of
    AND json_extract(l.payload, '$.grade') = NEW.grade
    AND json_extract(l.payload, '$.confidence') = NEW.confidence
    AND CAST(json_extract(l.payload, '$.coverage') AS REAL) = CAST(NEW.coverage AS REAL)
    AND json_extract(l.payload, '$.is_provisional') = NEW.is_provisional
    AND json_extract(l.payload, '$.headcount') = NEW.headcount
    AND vhcv_same_json(json_extract(l.payload, '$.groups'), NEW.groups)
    AND vhcv_same_json(json_extract(l.payload, '$.breakdown'), NEW.breakdown)
"""
MEANS = f"""
  SELECT 1 FROM {SNAPSHOT} s
  WHERE s.id = NEW.snapshot_id AND s.period_id = NEW.period_id AND {NEWEST}
    AND {{weighted}} AND {{simple}}
    AND s.agencies_rated = NEW.agencies_rated AND s.agencies_ranked = NEW.agencies_ranked
"""
MEANS_POSTGRESQL = MEANS.format(
    weighted="s.weighted_mean IS NOT DISTINCT FROM NEW.weighted_mean",
    simple="s.simple_mean IS NOT DISTINCT FROM NEW.simple_mean",
)
MEANS_SQLITE = MEANS.format(
    weighted="s.weighted_mean IS NEW.weighted_mean", simple="s.simple_mean IS NEW.simple_mean"
)


def _raise(what):
    return f"RAISE EXCEPTION '{what}: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';"


def _mirror(name, same, said):
    """Writes while the period is open; once closed, an update that says what the snapshot says."""
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      IF TG_OP <> 'INSERT' THEN
        SELECT state INTO found FROM {PERIOD} WHERE id = OLD.period_id FOR SHARE;
        IF found.state <> 'open' THEN
          IF TG_OP = 'UPDATE' AND {same} THEN
            IF EXISTS ({said}) THEN RETURN NEW; END IF;
          END IF;
          {_raise("period_closed")}
        END IF;
      END IF;
      IF TG_OP <> 'DELETE' THEN
        SELECT state INTO found FROM {PERIOD} WHERE id = NEW.period_id FOR SHARE;
        IF found.state <> 'open' THEN {_raise("period_closed")} END IF;
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """


POSTGRESQL = [
    f"DROP TRIGGER period_guard ON {RESULT}",
    f"DROP TRIGGER period_guard ON {SUMMARY}",
    _mirror(
        "vhcv_guard_result",
        "NEW.id = OLD.id AND NEW.period_id = OLD.period_id AND NEW.agency_id = OLD.agency_id",
        SAID_POSTGRESQL,
    ),
    _mirror("vhcv_guard_summary", "NEW.period_id = OLD.period_id", MEANS_POSTGRESQL),
    f"""CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {RESULT}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_result()""",
    f"""CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {SUMMARY}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_summary()""",
    f"""
    CREATE FUNCTION vhcv_guard_period() RETURNS trigger AS $$
    BEGIN
      IF OLD.state = 'closed' THEN {_raise("period_closed")} END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER closed_period BEFORE UPDATE OR DELETE ON {PERIOD}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_period()""",
    f"""
    CREATE FUNCTION vhcv_guard_snapshot() RETURNS trigger AS $$
    DECLARE last record; found record;
    BEGIN
      PERFORM pg_advisory_xact_lock(184718471);
      SELECT sequence, digest INTO last FROM {SNAPSHOT} ORDER BY sequence DESC LIMIT 1;
      IF NEW.sequence <> COALESCE(last.sequence, 0) + 1
        OR NEW.previous_digest <> COALESCE(last.digest, '{ZEROS}') THEN {_raise("chain")} END IF;
      IF NEW.revision = 1 THEN
        SELECT state INTO found FROM {PERIOD} WHERE id = NEW.period_id FOR SHARE;
        IF found.state <> 'open' THEN {_raise("period_closed")} END IF;
        RETURN NEW;
      END IF;
      IF NOT EXISTS (
        SELECT 1 FROM {SNAPSHOT} s JOIN {CORRECTION} c ON c.id = NEW.correction_id
        WHERE s.id = NEW.replaces_id AND s.period_id = NEW.period_id AND s.revision = NEW.revision - 1
          AND c.period_id = NEW.period_id AND c.state = 'granted'
      ) THEN {_raise("correction")} END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER snapshot_guard BEFORE INSERT ON {SNAPSHOT}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_snapshot()""",
    f"""
    CREATE FUNCTION vhcv_guard_line() RETURNS trigger AS $$
    BEGIN
      IF NOT EXISTS (
        SELECT 1 FROM {SNAPSHOT} s WHERE s.id = NEW.snapshot_id AND NEW.position < s.lines_count
      ) THEN {_raise("append_only")} END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER line_guard BEFORE INSERT ON {LINE}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_line()""",
    f"""
    CREATE FUNCTION vhcv_guard_correction() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'DELETE' OR OLD.state <> 'asked' THEN {_raise("append_only")} END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER decided BEFORE UPDATE OR DELETE ON {CORRECTION}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_correction()""",
    f"""
    CREATE FUNCTION vhcv_guard_correction_line() RETURNS trigger AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM {CORRECTION} c WHERE c.id = NEW.correction_id AND c.state = 'asked') THEN
        {_raise("append_only")}
      END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER asked_only BEFORE INSERT ON {CORRECTION_LINE}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_correction_line()""",
    *(
        f"""CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_direct()"""
        for table in OPEN_ONLY
    ),
    *(
        f"CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()"
        for table in ONLY_ADDED
    ),
    *(
        f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION vhcv_refuse_change()"
        for table in (SNAPSHOT, LINE)
    ),
    f"""
    CREATE FUNCTION vhcv_guard_picture() RETURNS trigger AS $$
    BEGIN
      IF TG_OP <> 'INSERT' THEN
        IF EXISTS ({OF_SET.format(row="OLD")}) THEN {_raise("set_published")} END IF;
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      IF EXISTS ({OF_SET.format(row="NEW")}) THEN {_raise("set_published")} END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER published_set BEFORE INSERT OR UPDATE OR DELETE ON {PICTURE}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_picture()""",
]
DROP_POSTGRESQL = [
    f"DROP TRIGGER published_set ON {PICTURE}",
    "DROP FUNCTION vhcv_guard_picture()",
    *(f"DROP TRIGGER no_truncate ON {table}" for table in (SNAPSHOT, LINE)),
    *(f"DROP TRIGGER only_added ON {table}" for table in ONLY_ADDED),
    *(f"DROP TRIGGER period_guard ON {table}" for table in OPEN_ONLY),
    f"DROP TRIGGER asked_only ON {CORRECTION_LINE}",
    "DROP FUNCTION vhcv_guard_correction_line()",
    f"DROP TRIGGER decided ON {CORRECTION}",
    "DROP FUNCTION vhcv_guard_correction()",
    f"DROP TRIGGER line_guard ON {LINE}",
    "DROP FUNCTION vhcv_guard_line()",
    f"DROP TRIGGER snapshot_guard ON {SNAPSHOT}",
    "DROP FUNCTION vhcv_guard_snapshot()",
    f"DROP TRIGGER closed_period ON {PERIOD}",
    "DROP FUNCTION vhcv_guard_period()",
    f"DROP TRIGGER period_guard ON {SUMMARY}",
    f"DROP TRIGGER period_guard ON {RESULT}",
    "DROP FUNCTION vhcv_guard_summary()",
    "DROP FUNCTION vhcv_guard_result()",
    *(
        f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_direct()"
        for table in (RESULT, SUMMARY)
    ),
]

ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def _abort(what, table, event):
    return f"SELECT RAISE(ABORT, '{what}: {table} refuses {event}');"


def _open_only(table, event):
    """The guard of 0002: no write unless the row's period is open."""
    closed = " OR ".join(
        f"EXISTS (SELECT 1 FROM {PERIOD} WHERE id = {row}.period_id AND state <> 'open')"
        for row in ROWS[event]
    )
    return f"""
    CREATE TRIGGER period_guard_{table}_{event.lower()} BEFORE {event} ON {table}
    WHEN {closed} BEGIN {_abort("period_closed", table, event)} END
    """


def _mirror_sqlite(table, said, same):
    closed = f"EXISTS (SELECT 1 FROM {PERIOD} WHERE id = OLD.period_id AND state <> 'open')"
    moved = f"EXISTS (SELECT 1 FROM {PERIOD} WHERE id = NEW.period_id AND state <> 'open')"
    return f"""
    CREATE TRIGGER period_guard_{table}_update BEFORE UPDATE ON {table}
    WHEN ({closed} OR {moved}) AND NOT ({same} AND EXISTS ({said}))
    BEGIN {_abort("period_closed", table, "UPDATE")} END
    """


SQLITE = [
    f"DROP TRIGGER period_guard_{RESULT}_update",
    f"DROP TRIGGER period_guard_{SUMMARY}_update",
    _mirror_sqlite(
        RESULT,
        SAID_SQLITE,
        "NEW.id = OLD.id AND NEW.period_id = OLD.period_id AND NEW.agency_id = OLD.agency_id",
    ),
    _mirror_sqlite(SUMMARY, MEANS_SQLITE, "NEW.period_id = OLD.period_id"),
    *(
        f"""
        CREATE TRIGGER closed_period_{event.lower()} BEFORE {event} ON {PERIOD}
        WHEN OLD.state = 'closed' BEGIN {_abort("period_closed", PERIOD, event)} END
        """
        for event in ("UPDATE", "DELETE")
    ),
    # REPLACE removes a row without asking a DELETE trigger.
    f"""
    CREATE TRIGGER closed_period_no_replace BEFORE INSERT ON {PERIOD}
    WHEN EXISTS (
      SELECT 1 FROM {PERIOD} p
      WHERE p.state = 'closed' AND (p.id = NEW.id OR (p.kind = NEW.kind AND p.starts_on = NEW.starts_on))
    ) BEGIN {_abort("UNIQUE constraint failed", PERIOD, "REPLACE")} END
    """,
    f"""
    CREATE TRIGGER snapshot_guard BEFORE INSERT ON {SNAPSHOT}
    BEGIN
      SELECT RAISE(ABORT, 'chain: {SNAPSHOT} refuses INSERT')
      WHERE EXISTS (
          SELECT 1 FROM {SNAPSHOT} s
          WHERE s.id = NEW.id OR (s.period_id = NEW.period_id AND s.revision = NEW.revision)
             OR s.replaces_id = NEW.replaces_id OR s.correction_id = NEW.correction_id)
        OR NEW.sequence <> COALESCE((SELECT MAX(sequence) FROM {SNAPSHOT}), 0) + 1
        OR NEW.previous_digest <> COALESCE(
          (SELECT digest FROM {SNAPSHOT} ORDER BY sequence DESC LIMIT 1), '{ZEROS}');
      SELECT RAISE(ABORT, 'period_closed: {SNAPSHOT} refuses INSERT')
      WHERE NEW.revision = 1
        AND NOT EXISTS (SELECT 1 FROM {PERIOD} WHERE id = NEW.period_id AND state = 'open');
      SELECT RAISE(ABORT, 'correction: {SNAPSHOT} refuses INSERT')
      WHERE NEW.revision > 1 AND NOT EXISTS (
        SELECT 1 FROM {SNAPSHOT} s JOIN {CORRECTION} c ON c.id = NEW.correction_id
        WHERE s.id = NEW.replaces_id AND s.period_id = NEW.period_id AND s.revision = NEW.revision - 1
          AND c.period_id = NEW.period_id AND c.state = 'granted');
    END
    """,
    f"""
    CREATE TRIGGER line_guard BEFORE INSERT ON {LINE}
    WHEN NOT EXISTS (SELECT 1 FROM {SNAPSHOT} s WHERE s.id = NEW.snapshot_id AND NEW.position < s.lines_count)
      OR EXISTS (SELECT 1 FROM {LINE} l
                 WHERE l.id = NEW.id OR (l.snapshot_id = NEW.snapshot_id AND l.position = NEW.position)
                    OR l.code = NEW.code)
    BEGIN {_abort("append_only", LINE, "INSERT")} END
    """,
    f"""
    CREATE TRIGGER decided_update BEFORE UPDATE ON {CORRECTION} WHEN OLD.state <> 'asked'
    BEGIN {_abort("append_only", CORRECTION, "UPDATE")} END
    """,
    f"""
    CREATE TRIGGER decided_delete BEFORE DELETE ON {CORRECTION}
    BEGIN {_abort("append_only", CORRECTION, "DELETE")} END
    """,
    f"""
    CREATE TRIGGER decided_no_replace BEFORE INSERT ON {CORRECTION}
    WHEN EXISTS (SELECT 1 FROM {CORRECTION} WHERE id = NEW.id)
    BEGIN {_abort("UNIQUE constraint failed", CORRECTION, "REPLACE")} END
    """,
    f"""
    CREATE TRIGGER asked_only BEFORE INSERT ON {CORRECTION_LINE}
    WHEN NOT EXISTS (SELECT 1 FROM {CORRECTION} WHERE id = NEW.correction_id AND state = 'asked')
      OR EXISTS (SELECT 1 FROM {CORRECTION_LINE} l
                 WHERE l.id = NEW.id
                    OR (l.correction_id = NEW.correction_id AND l.agency_id = NEW.agency_id
                        AND l.criterion_code = NEW.criterion_code AND l.source = NEW.source))
    BEGIN {_abort("append_only", CORRECTION_LINE, "INSERT")} END
    """,
    *(_open_only(table, event) for table in OPEN_ONLY for event in ROWS),
    *(
        f"""
        CREATE TRIGGER only_added_{table}_{event.lower()} BEFORE {event} ON {table}
        BEGIN {_abort("append_only", table, event)} END
        """
        for table in ONLY_ADDED
        for event in ("UPDATE", "DELETE")
    ),
    f"""
    CREATE TRIGGER sign_off_no_replace BEFORE INSERT ON {SIGN_OFF}
    WHEN EXISTS (SELECT 1 FROM {SIGN_OFF} WHERE id = NEW.id)
    BEGIN {_abort("UNIQUE constraint failed", SIGN_OFF, "REPLACE")} END
    """,
    *(
        f"""
        CREATE TRIGGER published_set_{PICTURE}_{event.lower()} BEFORE {event} ON {PICTURE}
        WHEN {" OR ".join(f"EXISTS ({OF_SET.format(row=row)})" for row in rows)}
        BEGIN {_abort("set_published", PICTURE, event)} END
        """
        for event, rows in ROWS.items()
    ),
]
PUBLISHED = [
    f"""
    CREATE TRIGGER published_set_{table}_{event.lower()} BEFORE {event} ON {table}
    WHEN EXISTS (SELECT 1 FROM evaluations_criteriaset s
                 WHERE s.id = OLD.criteria_set_id AND s.state <> 'draft')
    BEGIN {_abort("set_published", table, event)} END
    """
    for table in SET_TABLES
    for event in ("UPDATE", "DELETE")
]
DROP_SQLITE = [
    *(
        f"DROP TRIGGER published_set_{table}_{event}"
        for table in SET_TABLES
        for event in ("update", "delete")
    ),
    *(f"DROP TRIGGER published_set_{PICTURE}_{event.lower()}" for event in ROWS),
    "DROP TRIGGER sign_off_no_replace",
    *(f"DROP TRIGGER only_added_{table}_{event}" for table in ONLY_ADDED for event in ("update", "delete")),
    *(f"DROP TRIGGER period_guard_{table}_{event.lower()}" for table in OPEN_ONLY for event in ROWS),
    "DROP TRIGGER asked_only",
    "DROP TRIGGER decided_no_replace",
    "DROP TRIGGER decided_delete",
    "DROP TRIGGER decided_update",
    "DROP TRIGGER line_guard",
    "DROP TRIGGER snapshot_guard",
    "DROP TRIGGER closed_period_no_replace",
    "DROP TRIGGER closed_period_update",
    "DROP TRIGGER closed_period_delete",
    f"DROP TRIGGER period_guard_{SUMMARY}_update",
    f"DROP TRIGGER period_guard_{RESULT}_update",
    _open_only(RESULT, "UPDATE"),
    _open_only(SUMMARY, "UPDATE"),
]


def _run(schema_editor, postgresql, sqlite):
    statements = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for statement in statements:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, [*PUBLISHED, *SQLITE])


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0013_closing"), ("core", "0002_append_only_audit")]
    operations = [migrations.RunPython(install, remove)]
