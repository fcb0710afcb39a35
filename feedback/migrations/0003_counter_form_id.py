"""The form that made a counter, so that sending it twice makes one counter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_complaint_year")]

    operations = [
        migrations.AddField(
            model_name="counter",
            name="form_id",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
    ]
