"""Codes of visits without a day of use; lists with their counts; forms of connected systems once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0007_trace_over_cap")]

    operations = [
        migrations.RemoveField(model_name="visit", name="used_on"),
        migrations.AddField(
            model_name="visit",
            name="blinded_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="visitbatch",
            name="listed",
            field=models.PositiveIntegerField(default=0, help_text="Số lượt trong danh sách."),
        ),
        migrations.AddField(
            model_name="visitbatch",
            name="invited",
            field=models.PositiveIntegerField(default=0, help_text="Số lượt được mời."),
        ),
        migrations.AddField(
            model_name="onestopclient",
            name="form_id",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="rating",
            name="channel",
            field=models.CharField(
                choices=[("qr", "Quét mã"), ("kiosk", "Máy tại chỗ"), ("slip", "Phiếu giấy nhập hộ")],
                db_default="qr",
                default="qr",
                max_length=5,
            ),
        ),
    ]
