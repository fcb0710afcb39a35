"""Sort keys are compared byte by byte, so lists are ordered alike on PostgreSQL and on SQLite.

The keys are made in Python (core.text) and end in a tone digit; a database of the locale vi_VN or en_US
would skip their blanks and points. SQLite always compares by byte.
"""

from django.db import migrations

COLUMNS = [("agencies_staffmember", "name_sort"), ("agencies_agencyversion", "name_sort")]


def by_byte(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column in COLUMNS:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(255) COLLATE "C"')


def as_the_database(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, column in COLUMNS:
            schema_editor.execute(
                f'ALTER TABLE {table} ALTER COLUMN {column} TYPE varchar(255) COLLATE "default"'
            )


class Migration(migrations.Migration):
    dependencies = [("agencies", "0002_no_overlaps")]
    operations = [migrations.RunPython(by_byte, as_the_database)]
