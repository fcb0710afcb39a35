"""Roll-ups ask for the cases that were judged in a month."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0015_trace_of_burst")]

    operations = [
        migrations.AddIndex(
            model_name="feedbackcase",
            index=models.Index(
                condition=models.Q(("verdict_on__isnull", False)), fields=["verdict_on"], name="case_verdict"
            ),
        ),
    ]
