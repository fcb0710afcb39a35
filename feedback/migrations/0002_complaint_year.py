"""Complaints and suggestions by year, stated before the portal existed."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_affiliate_kind"),
        ("feedback", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintYear",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("count", models.PositiveIntegerField(null=True, verbose_name="số phản ánh, kiến nghị")),
                ("source", core.fields.NFCTextField(verbose_name="nguồn")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaint_years",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "số phản ánh, kiến nghị theo năm",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year"), name="complaint_year_once")
                ],
            },
        ),
    ]
