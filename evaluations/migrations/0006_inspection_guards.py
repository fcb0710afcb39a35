"""What the database itself refuses about inspections.

An inspection whose month is closed may still go through its procedure (minutes, report, conclusion), as long
as nothing that the month counted moves: concluded late, it counts from a later month. What was concluded
stays as it was, and no visit begins in a closed month. Documents and records of phones are never changed; of a record only its state is.
"""

from django.db import migrations

INSPECTION, OUTCOME = "evaluations_inspection", "evaluations_findingoutcome"
DOCUMENT, RECORD = "evaluations_issueddocument", "evaluations_capturerecord"
SAME = " AND ".join(f"NEW.{name} = OLD.{name}" for name in ("agency_id", "period_id", "visited_on", "mode"))
PROCEDURE = f"({SAME} AND OLD.state <> 'concluded' AND NOT (OLD.state = 'draft' AND NEW.state = 'on_site'))"
COUNTS_LATER = "(NEW.state <> 'concluded' OR (NEW.counts_from IS NOT NULL AND NEW.counts_from >= {end}))"
# What a record says; its state and the reason for it may change.
SAID = (
    "id, inspection_id, device_id, author_id, sender_id, kind, subject, previous, schema, content, body, sha256, mac, "
    "captured_at, received_at, drift_ms, way"
)

POSTGRESQL = [
    "DROP TRIGGER period_guard ON evaluations_inspection",
    f"""
    CREATE FUNCTION vhcv_guard_inspection() RETURNS trigger AS $$
    DECLARE found record;
    BEGIN
      IF TG_OP <> 'INSERT' THEN
        SELECT state, ends_on INTO found FROM evaluations_period WHERE id = OLD.period_id FOR SHARE;
        IF found.state <> 'open' THEN
          IF TG_OP = 'UPDATE' AND {PROCEDURE} AND {COUNTS_LATER.format(end="found.ends_on")} THEN
            RETURN NEW;
          END IF;
          RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
      END IF;
      IF TG_OP <> 'DELETE' THEN
        SELECT state, ends_on INTO found FROM evaluations_period WHERE id = NEW.period_id FOR SHARE;
        IF found.state <> 'open' THEN
          RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluations_inspection
      FOR EACH ROW EXECUTE FUNCTION vhcv_guard_inspection()
    """,
    """
    CREATE FUNCTION vhcv_guard_outcome() RETURNS trigger AS $$
    DECLARE visit uuid;
    BEGIN
      IF TG_OP = 'DELETE' THEN visit := OLD.inspection_id; ELSE visit := NEW.inspection_id; END IF;
      IF EXISTS (SELECT 1 FROM evaluations_inspection i WHERE i.id = visit AND i.state = 'concluded') THEN
        RAISE EXCEPTION 'append_only: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
      END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER outcome_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluations_findingoutcome
      FOR EACH ROW EXECUTE FUNCTION vhcv_guard_outcome()
    """,
    """
    CREATE TRIGGER document_append_only BEFORE UPDATE OR DELETE ON evaluations_issueddocument
      FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()
    """,
    f"""
    CREATE TRIGGER record_append_only BEFORE UPDATE OF {SAID} ON evaluations_capturerecord
      FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()
    """,
    """
    CREATE TRIGGER record_no_delete BEFORE DELETE ON evaluations_capturerecord
      FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()
    """,
]
_CLOSED = "EXISTS (SELECT 1 FROM evaluations_period WHERE id = {row}.period_id AND state <> 'open')"
_END = "(SELECT ends_on FROM evaluations_period WHERE id = OLD.period_id)"
_CONCLUDED = (
    "EXISTS (SELECT 1 FROM evaluations_inspection WHERE id = {row}.inspection_id AND state = 'concluded')"
)
SQLITE = [
    "DROP TRIGGER period_guard_evaluations_inspection_update",
    f"""
    CREATE TRIGGER period_guard_evaluations_inspection_update BEFORE UPDATE ON evaluations_inspection
    WHEN ({_CLOSED.format(row="OLD")} OR {_CLOSED.format(row="NEW")})
      AND NOT ({PROCEDURE} AND {COUNTS_LATER.format(end=_END)})
    BEGIN SELECT RAISE(ABORT, 'period_closed: evaluations_inspection refuses UPDATE'); END
    """,
    *(
        f"""
        CREATE TRIGGER outcome_guard_{event.lower()} BEFORE {event} ON evaluations_findingoutcome
        WHEN {_CONCLUDED.format(row="OLD" if event == "DELETE" else "NEW")}
        BEGIN SELECT RAISE(ABORT, 'append_only: evaluations_findingoutcome refuses {event}'); END
        """
        for event in ("INSERT", "UPDATE", "DELETE")
    ),
    *(
        f"""
        CREATE TRIGGER document_no_{event.lower()} BEFORE {event} ON evaluations_issueddocument
        BEGIN SELECT RAISE(ABORT, 'append_only: evaluations_issueddocument refuses {event}'); END
        """
        for event in ("UPDATE", "DELETE")
    ),
    f"""
    CREATE TRIGGER record_append_only BEFORE UPDATE OF {SAID} ON evaluations_capturerecord
    BEGIN SELECT RAISE(ABORT, 'append_only: evaluations_capturerecord refuses UPDATE'); END
    """,
    """
    CREATE TRIGGER record_no_delete BEFORE DELETE ON evaluations_capturerecord
    BEGIN SELECT RAISE(ABORT, 'append_only: evaluations_capturerecord refuses DELETE'); END
    """,
    *(
        # REPLACE removes a row without asking a DELETE trigger.
        f"""
        CREATE TRIGGER {name}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table}.id'); END
        """
        for name, table in (("document", DOCUMENT), ("record", RECORD))
    ),
]
DROP_POSTGRESQL = [
    f"DROP TRIGGER record_no_delete ON {RECORD}",
    f"DROP TRIGGER record_append_only ON {RECORD}",
    f"DROP TRIGGER document_append_only ON {DOCUMENT}",
    f"DROP TRIGGER outcome_guard ON {OUTCOME}",
    "DROP FUNCTION vhcv_guard_outcome()",
    f"DROP TRIGGER period_guard ON {INSPECTION}",
    "DROP FUNCTION vhcv_guard_inspection()",
    f"""
    CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {INSPECTION}
      FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_direct()
    """,
]
DROP_SQLITE = [
    *(
        f"DROP TRIGGER {name}"
        for name in (
            "record_no_replace",
            "document_no_replace",
            "record_no_delete",
            "record_append_only",
            "document_no_delete",
            "document_no_update",
            "outcome_guard_delete",
            "outcome_guard_update",
            "outcome_guard_insert",
            "period_guard_evaluations_inspection_update",
        )
    ),
    f"""
    CREATE TRIGGER period_guard_evaluations_inspection_update BEFORE UPDATE ON {INSPECTION}
    WHEN {_CLOSED.format(row="OLD")} OR {_CLOSED.format(row="NEW")}
    BEGIN SELECT RAISE(ABORT, 'period_closed: evaluations_inspection refuses UPDATE'); END
    """,
]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0005_inspection_life"), ("core", "0004_shared_limits")]
    operations = [migrations.RunPython(install, remove)]
