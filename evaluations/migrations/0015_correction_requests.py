"""A correction begins as a request, keeps what was asked, and is decided by somebody (S15).

0014 keeps a decided correction as it is; here the database also refuses one that is inserted as granted, one
that is decided by nobody, and a request whose reason, origin or asker is told otherwise later.
"""

from django.db import migrations

CORRECTION = "evaluations_correction"
KEPT = ("id", "period_id", "cause", "reason", "origin", "asked_at", "asked_by_id")
DECIDED = "NEW.state <> 'asked' OR NEW.decided_by_id IS NOT NULL OR NEW.decided_at IS NOT NULL"
BY_NOBODY = "NEW.state <> 'asked' AND (NEW.decided_by_id IS NULL OR NEW.decided_at IS NULL)"


def _changed(differs):
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in KEPT)


POSTGRESQL = [
    f"""
    CREATE FUNCTION vhcv_guard_request() RETURNS trigger AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF {DECIDED} THEN
          RAISE EXCEPTION 'correction: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END IF;
      IF ({BY_NOBODY}) OR {_changed("IS DISTINCT FROM")} THEN
        RAISE EXCEPTION 'correction: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""CREATE TRIGGER request_first BEFORE INSERT OR UPDATE ON {CORRECTION}
        FOR EACH ROW EXECUTE FUNCTION vhcv_guard_request()""",
]
DROP_POSTGRESQL = [f"DROP TRIGGER request_first ON {CORRECTION}", "DROP FUNCTION vhcv_guard_request()"]

SQLITE = [
    f"""
    CREATE TRIGGER request_first_insert BEFORE INSERT ON {CORRECTION} WHEN {DECIDED}
    BEGIN SELECT RAISE(ABORT, 'correction: {CORRECTION} refuses INSERT'); END
    """,
    f"""
    CREATE TRIGGER request_first_update BEFORE UPDATE ON {CORRECTION}
    WHEN ({BY_NOBODY}) OR {_changed("IS NOT")}
    BEGIN SELECT RAISE(ABORT, 'correction: {CORRECTION} refuses UPDATE'); END
    """,
]
DROP_SQLITE = ["DROP TRIGGER request_first_insert", "DROP TRIGGER request_first_update"]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0014_closing_guards")]
    operations = [migrations.RunPython(install, remove)]
