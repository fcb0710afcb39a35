"""Breakdowns are written whole each time: PostgreSQL need not compress them (the write takes half the time)."""

from django.db import migrations


def set_storage(apps, schema_editor, storage="EXTERNAL"):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"ALTER TABLE evaluations_agencyresult ALTER COLUMN breakdown SET STORAGE {storage}"
        )


def reset_storage(apps, schema_editor):
    set_storage(apps, schema_editor, "EXTENDED")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0002_period_guard")]
    operations = [migrations.RunPython(set_storage, reset_storage)]
