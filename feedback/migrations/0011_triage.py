"""What the custodian's desk remembers: days of reading, why a case was refused, who handed a contact on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import core.fields

REFUSALS = [
    ("junk", "Không phải phản ánh (tin rác, thử máy)"),
    ("unclear", "Không rõ nội dung"),
    ("no_contact", "Cần liên hệ nhưng người gửi ẩn danh"),
    ("elsewhere", "Không thuộc phạm vi văn hóa công vụ"),
]
HANDINGS = [
    ("asked", "Chờ người thứ hai"),
    ("agreed", "Đã đồng ý"),
    ("declined", "Không đồng ý"),
    ("done", "Đã bàn giao"),
]


def _user(null=False):
    return models.ForeignKey(
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("feedback", "0010_letters_append_only"),
    ]

    operations = [
        migrations.AddField(
            "feedbackcase",
            "ready_on",
            models.DateField(null=True, help_text="Ngày người giữ danh tính duyệt; chờ đợt gửi."),
        ),
        migrations.AddField(
            "feedbackcase",
            "refusal",
            models.CharField(blank=True, choices=REFUSALS, db_default="", default="", max_length=12),
        ),
        migrations.AddField("remark", "ready_on", models.DateField(null=True)),
        migrations.AddField(
            "sealed",
            "read_on",
            models.DateField(null=True, help_text="Ngày lời bổ sung được duyệt hoặc bỏ qua."),
        ),
        migrations.CreateModel(
            name="ContactHanding",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("receiver", core.fields.NFCCharField(max_length=200)),
                ("purpose", core.fields.NFCCharField(max_length=300)),
                ("state", models.CharField(choices=HANDINGS, default="asked", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("asked_by", _user()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handings",
                        to="feedback.feedbackcase",
                    ),
                ),
                ("decided_by", _user(null=True)),
            ],
            options={"verbose_name": "đề nghị bàn giao liên hệ"},
        ),
        migrations.AddConstraint(
            "contacthanding",
            models.CheckConstraint(
                condition=models.Q(("decided_by", None))
                | models.Q(("decided_by", models.F("asked_by")), _negated=True),
                name="handing_two_people",
            ),
        ),
        migrations.AddConstraint(
            "contacthanding",
            models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "agreed"))),
                fields=("case",),
                name="handing_one_at_a_time",
            ),
        ),
    ]
