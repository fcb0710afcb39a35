"""The table in which all nodes count attempts at logging in together (Django's database cache)."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    call_command("createcachetable", "portal_cache", database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE portal_cache")


class Migration(migrations.Migration):
    dependencies = [("core", "0003_notification_unread")]
    operations = [migrations.RunPython(create, drop)]
