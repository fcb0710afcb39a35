"""A published answer says what was reported, in words that name nobody."""

from django.db import migrations

import core.fields


class Migration(migrations.Migration):
    dependencies = [("feedback", "0011_triage")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="public_question",
            field=core.fields.NFCTextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
