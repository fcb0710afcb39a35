"""The audit chain in the database: rows get sequence and digest on insert, and never change after."""

from django.db import migrations

POSTGRESQL = [
    """
    CREATE FUNCTION vhcv_seal_audit() RETURNS trigger AS $$
    DECLARE last_sequence bigint; last_digest text;
    BEGIN
      PERFORM pg_advisory_xact_lock(184718470);
      SELECT sequence, digest INTO last_sequence, last_digest
        FROM core_auditentry WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1;
      NEW.sequence := COALESCE(last_sequence, 0) + 1;
      NEW.previous_digest := COALESCE(last_digest, repeat('0', 64));
      NEW.digest := encode(sha256(convert_to(
        NEW.previous_digest || NEW.sequence::text || NEW.content_digest, 'UTF8')), 'hex');
      RETURN NEW;
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER audit_seal BEFORE INSERT ON core_auditentry
      FOR EACH ROW EXECUTE FUNCTION vhcv_seal_audit()
    """,
    """
    CREATE FUNCTION vhcv_refuse_change() RETURNS trigger AS $$
    BEGIN
      RAISE EXCEPTION 'append_only: % refuses %', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
    END $$ LANGUAGE plpgsql
    """,
    """
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON core_auditentry
      FOR EACH ROW EXECUTE FUNCTION vhcv_refuse_change()
    """,
    """
    CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON core_auditentry
      FOR EACH STATEMENT EXECUTE FUNCTION vhcv_refuse_change()
    """,
]
# REPLACE removes a row without asking a DELETE trigger, so the insert itself is refused.
SQLITE = [
    """
    CREATE TRIGGER audit_no_replace BEFORE INSERT ON core_auditentry
    WHEN NEW.sequence IS NOT NULL OR EXISTS (SELECT 1 FROM core_auditentry WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'append_only: core_auditentry refuses REPLACE'); END
    """,
    """
    CREATE TRIGGER audit_seal AFTER INSERT ON core_auditentry
    BEGIN
      UPDATE core_auditentry SET
        sequence = COALESCE((SELECT MAX(sequence) FROM core_auditentry), 0) + 1,
        previous_digest = COALESCE(
          (SELECT digest FROM core_auditentry WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1),
          '0000000000000000000000000000000000000000000000000000000000000000')
      WHERE id = NEW.id;
      UPDATE core_auditentry SET digest = vhcv_sha256(previous_digest || sequence || content_digest)
      WHERE id = NEW.id;
    END
    """,
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON core_auditentry WHEN OLD.digest <> ''
    BEGIN SELECT RAISE(ABORT, 'append_only: core_auditentry refuses UPDATE'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON core_auditentry
    BEGIN SELECT RAISE(ABORT, 'append_only: core_auditentry refuses DELETE'); END
    """,
]
DROP_POSTGRESQL = [
    "DROP TRIGGER audit_no_truncate ON core_auditentry",
    "DROP TRIGGER audit_append_only ON core_auditentry",
    "DROP FUNCTION vhcv_refuse_change()",
    "DROP TRIGGER audit_seal ON core_auditentry",
    "DROP FUNCTION vhcv_seal_audit()",
]
DROP_SQLITE = [
    "DROP TRIGGER audit_no_delete",
    "DROP TRIGGER audit_no_update",
    "DROP TRIGGER audit_seal",
    "DROP TRIGGER audit_no_replace",
]


def _run(schema_editor, postgresql, sqlite):
    for statement in postgresql if schema_editor.connection.vendor == "postgresql" else sqlite:
        schema_editor.execute(statement, params=None)


def install(apps, schema_editor):
    _run(schema_editor, POSTGRESQL, SQLITE)


def remove(apps, schema_editor):
    _run(schema_editor, DROP_POSTGRESQL, DROP_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
