"""What a source sent today beside ratings, and a third pattern: a day of many times the usual number."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0004_citizens_voice")]

    operations = [
        migrations.CreateModel(
            name="DayMark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(choices=[("case", "Phản ánh"), ("remark", "Lời góp ý")], max_length=10),
                ),
                ("day", models.DateField()),
                ("source", models.CharField(max_length=32)),
                ("window", models.PositiveSmallIntegerField()),
            ],
            options={
                "verbose_name": "vết trong ngày của lượt gửi",
                "indexes": [models.Index(fields=["kind", "day", "source"], name="mark_source")],
            },
        ),
        migrations.AlterField(
            model_name="ratingsuspicion",
            name="pattern",
            field=models.CharField(
                choices=[
                    ("source", "Nhiều lượt từ một thiết bị"),
                    ("burst", "Dồn dập trong mười phút"),
                    ("day", "Cả ngày nhiều gấp bội"),
                ],
                max_length=12,
            ),
        ),
    ]
