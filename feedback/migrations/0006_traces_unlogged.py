"""The day's traces stay out of PostgreSQL's log, which is archived and would remember the hour of a rating."""

from django.db import migrations

TABLES = ("feedback_ratingtrace", "feedback_daymark")


def _set(words):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for table in TABLES:
                schema_editor.execute(f"ALTER TABLE {table} SET {words}")

    return run


class Migration(migrations.Migration):
    dependencies = [("feedback", "0005_flood_marks")]
    operations = [migrations.RunPython(_set("UNLOGGED"), _set("LOGGED"))]
