"""Whether the source of a trace is past its cap."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0006_traces_unlogged")]
    operations = [
        migrations.AddField(
            model_name="ratingtrace", name="is_over", field=models.BooleanField(default=False)
        ),
    ]
