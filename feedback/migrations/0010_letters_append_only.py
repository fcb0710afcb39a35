"""An issued letter is never changed or deleted; only how it was sent is written, once."""

from django.db import migrations

TABLE = "feedback_letter"
# What a letter says; how and when it was sent may be written until it is.
SAID = (
    "id",
    "kind",
    "agency_id",
    "dossier_id",
    "recipient",
    "email",
    "staff_id",
    "reason",
    "body",
    "new_due_on",
    "is_late",
    "number",
    "symbol",
    "year",
    "drafted_by_id",
    "drafted_at",
    "signer_name",
    "signer_capacity",
    "issued_by_id",
    "issued_at",
    "content",
    "sha256",
)


def _changed(differs):
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in SAID)


POSTGRESQL = [
    f"""
    CREATE FUNCTION vhcv_guard_letter() RETURNS trigger AS $$
    BEGIN
      IF OLD.state NOT IN ('issued', 'sent') THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
      END IF;
      IF TG_OP = 'DELETE' OR OLD.state = 'sent' OR NEW.state NOT IN ('issued', 'sent')
         OR {_changed("IS DISTINCT FROM")} THEN
        RAISE EXCEPTION 'append_only: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
      END IF;
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    f"""
    CREATE TRIGGER letter_append_only BEFORE UPDATE OR DELETE ON {TABLE}
      FOR EACH ROW EXECUTE FUNCTION vhcv_guard_letter()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER letter_no_update BEFORE UPDATE ON {TABLE}
    WHEN OLD.state IN ('issued', 'sent')
      AND (OLD.state = 'sent' OR NEW.state NOT IN ('issued', 'sent') OR {_changed("IS NOT")})
    BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE} refuses UPDATE'); END
    """,
    f"""
    CREATE TRIGGER letter_no_delete BEFORE DELETE ON {TABLE} WHEN OLD.state IN ('issued', 'sent')
    BEGIN SELECT RAISE(ABORT, 'append_only: {TABLE} refuses DELETE'); END
    """,
    # REPLACE removes a row without asking a DELETE trigger.
    f"""
    CREATE TRIGGER letter_no_replace BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id AND state IN ('issued', 'sent'))
    BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {TABLE}.id'); END
    """,
]
DROP_POSTGRESQL = [f"DROP TRIGGER letter_append_only ON {TABLE}", "DROP FUNCTION vhcv_guard_letter()"]
DROP_SQLITE = [
    "DROP TRIGGER letter_no_replace",
    "DROP TRIGGER letter_no_delete",
    "DROP TRIGGER letter_no_update",
]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0009_letters_issued")]
    operations = [migrations.RunPython(install, remove)]
