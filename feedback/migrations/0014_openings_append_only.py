"""A look at something sealed is only ever added: whoever looked cannot take the row back (RELIABILITY G28).

SQLite builds a table anew for a new column and drops its triggers: such a migration puts these back.
"""

from django.db import migrations

TABLE = "feedback_opening"
POSTGRESQL = [
    f"""
    CREATE TRIGGER opening_append_only BEFORE UPDATE OR DELETE ON {TABLE}
      FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()
    """,
    f"""
    CREATE TRIGGER opening_no_truncate BEFORE TRUNCATE ON {TABLE}
      FOR EACH STATEMENT EXECUTE FUNCTION vhcv_refuse_change()
    """,
]
# REPLACE removes a row without asking a DELETE trigger, so the insert itself is refused.
SQLITE = [
    f"""
    CREATE TRIGGER opening_no_replace BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE} refuses REPLACE'); END
    """,
    f"""
    CREATE TRIGGER opening_no_update BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE} refuses UPDATE'); END
    """,
    f"""
    CREATE TRIGGER opening_no_delete BEFORE DELETE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE} refuses DELETE'); END
    """,
]
DROP_POSTGRESQL = [
    f"DROP TRIGGER opening_no_truncate ON {TABLE}",
    f"DROP TRIGGER opening_append_only ON {TABLE}",
]
DROP_SQLITE = [
    "DROP TRIGGER opening_no_delete",
    "DROP TRIGGER opening_no_update",
    "DROP TRIGGER opening_no_replace",
]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only_audit"), ("feedback", "0013_lawful_bodies")]
    operations = [migrations.RunPython(install, remove)]
