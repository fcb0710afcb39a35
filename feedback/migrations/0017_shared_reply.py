"""What the senders of merged reports read is kept apart from what the main sender is told in person."""

from django.db import migrations

import core.fields


class Migration(migrations.Migration):
    dependencies = [("feedback", "0016_case_verdict_index")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="shared_text",
            field=core.fields.NFCTextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
