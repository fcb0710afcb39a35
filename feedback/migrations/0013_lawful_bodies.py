"""Where complaints and denunciations go: a list that the province keeps."""

import core.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feedback", "0012_public_question")]

    operations = [
        migrations.CreateModel(
            name="LawfulBody",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "name",
                    core.fields.NFCCharField(max_length=200, unique=True, verbose_name="tên nơi tiếp nhận"),
                ),
                ("takes_complaints", models.BooleanField(default=True, verbose_name="nhận khiếu nại")),
                ("takes_denunciations", models.BooleanField(default=True, verbose_name="nhận tố cáo")),
                ("address", core.fields.NFCCharField(max_length=300, verbose_name="địa chỉ")),
                ("phone", core.fields.NFCCharField(blank=True, max_length=60, verbose_name="điện thoại")),
                (
                    "hours",
                    core.fields.NFCCharField(blank=True, max_length=200, verbose_name="giờ tiếp công dân"),
                ),
                ("note", core.fields.NFCTextField(blank=True, verbose_name="ghi chú")),
                ("place", models.PositiveSmallIntegerField(default=10, verbose_name="thứ tự")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang dùng")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "nơi tiếp nhận khiếu nại, tố cáo",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("takes_complaints", True), ("takes_denunciations", True), _connector="OR"
                        ),
                        name="lawful_body_takes_something",
                        violation_error_message="Hãy chọn ít nhất một loại đơn mà nơi này nhận.",
                    )
                ],
            },
        ),
    ]
