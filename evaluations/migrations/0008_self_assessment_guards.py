"""The period guard on what a month keeps of its forms, and what is said once and for all.

Adding columns makes SQLite build the table of reviews anew, which drops its triggers: they are put back here.
"""

from django.db import migrations

GUARDED = [
    "evaluations_managerreview",
    "evaluations_assessmentevidence",
    "evaluations_owedform",
    "evaluations_transfernote",
    "evaluations_evidencedraw",
]
# The key of a draw is its period's, so a row that names its draw names its period.
OF_DRAW = "evaluations_sampledperson"
APPEND_ONLY = ["evaluations_reviewreply", "evaluations_quotaexception"]
REMADE = "evaluations_review"

OF_DRAW_FUNCTION = """
    CREATE FUNCTION vhcv_period_guard_draw() RETURNS trigger AS $$
    DECLARE found record; touched bigint[] := '{}';
    BEGIN
      IF TG_OP <> 'INSERT' THEN touched := touched || OLD.draw_id; END IF;
      IF TG_OP <> 'DELETE' THEN touched := touched || NEW.draw_id; END IF;
      FOR found IN SELECT state FROM evaluations_period WHERE id = ANY(touched) FOR SHARE LOOP
        IF found.state <> 'open' THEN
          RAISE EXCEPTION 'period_closed: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
        END IF;
      END LOOP;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
"""

POSTGRESQL = [
    OF_DRAW_FUNCTION,
    f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {OF_DRAW} "
    "FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_draw()",
    *(
        f"CREATE TRIGGER period_guard BEFORE INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION vhcv_period_guard_direct()"
        for table in GUARDED
    ),
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()"
        for table in APPEND_ONLY
    ),
]
DROP_POSTGRESQL = [
    *(f"DROP TRIGGER append_only ON {table}" for table in APPEND_ONLY),
    *(f"DROP TRIGGER period_guard ON {table}" for table in [*GUARDED, OF_DRAW]),
    "DROP FUNCTION vhcv_period_guard_draw()",
]
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def _guard(table, event):
    key = "draw_id" if table == OF_DRAW else "period_id"
    closed = " OR ".join(
        f"EXISTS (SELECT 1 FROM evaluations_period WHERE id = {row}.{key} AND state <> 'open')"
        for row in EVENTS[event]
    )
    return f"""
    CREATE TRIGGER IF NOT EXISTS period_guard_{table}_{event.lower()} BEFORE {event} ON {table}
    WHEN {closed} BEGIN SELECT RAISE(ABORT, 'period_closed: {table} refuses {event}'); END
    """


def _refusal(table, event):
    return f"""
    CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table}
    BEGIN SELECT RAISE(ABORT, 'append_only: {table} refuses {event}'); END
    """


def _no_replace(table):
    # REPLACE removes a row without asking a DELETE trigger.
    return f"""
    CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table}.id'); END
    """


SQLITE = [
    *(_guard(table, event) for table in [REMADE, *GUARDED, OF_DRAW] for event in EVENTS),
    *(_refusal(table, event) for table in APPEND_ONLY for event in ("UPDATE", "DELETE")),
    *(_no_replace(table) for table in APPEND_ONLY),
]
DROP_SQLITE = [
    *(f"DROP TRIGGER {table}_no_{name}" for table in APPEND_ONLY for name in ("replace", "delete", "update")),
    *(
        f"DROP TRIGGER period_guard_{table}_{event.lower()}"
        for table in [*GUARDED, OF_DRAW]
        for event in EVENTS
    ),
]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0007_self_assessment_life"), ("core", "0004_shared_limits")]
    operations = [migrations.RunPython(install, remove)]
