"""Whether the ten minutes of a trace are past their cap."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0014_openings_append_only")]
    operations = [
        migrations.AddField(
            model_name="ratingtrace", name="is_burst", field=models.BooleanField(default=False)
        ),
    ]
