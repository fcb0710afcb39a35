"""What a letter keeps once it is issued, its register, and templates."""

import core.fields
import django.db.models.deletion
from django.db import migrations, models

KINDS = [("apology", "Thư xin lỗi"), ("thanks", "Thư cảm ơn"), ("congratulation", "Thư chúc mừng")]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0006_username_any_case"), ("feedback", "0008_visit_tokens")]

    operations = [
        migrations.AddField(
            "letter",
            "staff",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agencies.staffmember",
            ),
        ),
        migrations.AddField(
            "letter",
            "reason",
            core.fields.NFCTextField(blank=True, default="", help_text="Lý do chậm trả kết quả."),
            preserve_default=False,
        ),
        migrations.AlterField(
            "letter", "reason", core.fields.NFCTextField(blank=True, help_text="Lý do chậm trả kết quả.")
        ),
        migrations.AlterField(
            "letter", "body", core.fields.NFCTextField(help_text="Lời xin lỗi, cảm ơn hoặc chúc mừng.")
        ),
        migrations.AddField("letter", "is_late", models.BooleanField(default=False)),
        migrations.AddField(
            "letter",
            "symbol",
            core.fields.NFCCharField(
                blank=True, default="", help_text="Số, ký hiệu đầy đủ, như 12/PXL-STP.", max_length=60
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "letter",
            "symbol",
            core.fields.NFCCharField(
                blank=True, help_text="Số, ký hiệu đầy đủ, như 12/PXL-STP.", max_length=60
            ),
        ),
        migrations.AddField("letter", "sent_on", models.DateField(null=True)),
        migrations.AddField("letter", "mail_asked_at", models.DateTimeField(null=True)),
        migrations.AddField("letter", "mail_refused", models.BooleanField(default=False)),
        migrations.AddField("letter", "content", models.JSONField(null=True)),
        migrations.AddConstraint(
            "letter",
            models.UniqueConstraint(
                condition=models.Q(("kind", "apology"), ("state__in", ["issued", "sent"])),
                fields=("dossier",),
                name="letter_apology_once",
            ),
        ),
        migrations.CreateModel(
            name="LetterRegister",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=16)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={
                "verbose_name": "sổ thư",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "kind", "year"), name="letter_register_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=16)),
                ("name", core.fields.NFCCharField(max_length=120)),
                ("body", core.fields.NFCTextField()),
                ("is_active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("form_id", models.UUIDField(null=True, unique=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
            ],
            options={"verbose_name": "mẫu thư"},
        ),
    ]
