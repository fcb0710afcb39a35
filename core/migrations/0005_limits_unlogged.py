"""The counts of attempts at logging in need no promise to outlive a power cut, so PostgreSQL keeps no log of them."""

from django.db import migrations


def _set(words):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE portal_cache SET {words}")

    return run


class Migration(migrations.Migration):
    dependencies = [("core", "0004_shared_limits")]
    operations = [migrations.RunPython(_set("UNLOGGED"), _set("LOGGED"))]
