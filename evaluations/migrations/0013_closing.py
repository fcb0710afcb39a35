"""The nouns of closing: drafts of sets, previews, signatures, snapshots, corrections, releases."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OF_SET = ("evaluations_criterion", "evaluations_criteriongroup")
EVENTS = ("UPDATE", "DELETE")
# Taking a column from these builds them anew on SQLite, which drops the guards of 0002.
GUARDED = ("evaluations_agencyresult", "evaluations_periodsummary")
ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def take_down(apps, schema_editor):
    """SQLite cannot build the table of sets anew while triggers ask it; 0014 puts them back."""
    if schema_editor.connection.vendor == "sqlite":
        for table in OF_SET:
            for event in EVENTS:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS published_set_{table}_{event.lower()}")


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for table in OF_SET:
            for event in EVENTS:
                schema_editor.execute(
                    f"""
                    CREATE TRIGGER published_set_{table}_{event.lower()} BEFORE {event} ON {table}
                    WHEN EXISTS (SELECT 1 FROM evaluations_criteriaset s
                                 WHERE s.id = OLD.criteria_set_id AND s.state <> 'draft')
                    BEGIN SELECT RAISE(ABORT, 'set_published: {table} refuses {event}'); END
                    """,
                    params=None,
                )
        for table in GUARDED:
            for event, rows in ROWS.items():
                closed = " OR ".join(
                    f"EXISTS (SELECT 1 FROM evaluations_period WHERE id = {row}.period_id AND state <> 'open')"
                    for row in rows
                )
                schema_editor.execute(
                    f"""
                    CREATE TRIGGER IF NOT EXISTS period_guard_{table}_{event.lower()} BEFORE {event} ON {table}
                    WHEN {closed} BEGIN SELECT RAISE(ABORT, 'period_closed: {table} refuses {event}'); END
                    """,
                    params=None,
                )


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0006_username_any_case"),
        ("core", "0005_limits_unlogged"),
        ("evaluations", "0012_verdict_guard_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_down, put_back),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("late_fact", "Sự việc biết sau khi chốt"),
                            ("late_visit", "Bản ghi kiểm tra về sau khi chốt"),
                            ("appeal", "Kiến nghị được chấp nhận"),
                            ("late_case", "Phản ánh có kết luận sau khi chốt"),
                            ("error", "Sai sót khi nhập hoặc tính"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Chờ quyết định"),
                            ("granted", "Đã điều chỉnh"),
                            ("refused", "Không điều chỉnh"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("reason", core.fields.NFCTextField()),
                ("origin", models.CharField(blank=True, max_length=80)),
                ("moves", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                ("decision", core.fields.NFCTextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "điều chỉnh kỳ đã chốt",
            },
        ),
        migrations.CreateModel(
            name="CorrectionLine",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("criterion_code", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=20)),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("note", core.fields.NFCCharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "dòng điều chỉnh",
            },
        ),
        migrations.CreateModel(
            name="CriterionPicture",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("is_right", models.BooleanField(help_text="Ảnh mẫu đạt; nếu không, ảnh mẫu chưa đạt.")),
                ("caption", core.fields.NFCCharField(max_length=200)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "ảnh mẫu của tiêu chí",
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("text", core.fields.NFCTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Chờ trả lời"),
                            ("upheld", "Chấp nhận"),
                            ("partly", "Chấp nhận một phần"),
                            ("rejected", "Không chấp nhận"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                ("answer", core.fields.NFCTextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "ý kiến về kết quả dự kiến",
            },
        ),
        migrations.CreateModel(
            name="PeriodSnapshot",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("sequence", models.PositiveIntegerField(unique=True)),
                ("revision", models.PositiveSmallIntegerField()),
                ("rules_version", models.PositiveSmallIntegerField()),
                ("weighted_mean", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("simple_mean", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("agencies_rated", models.PositiveIntegerField()),
                ("agencies_ranked", models.PositiveIntegerField()),
                ("headcount", models.PositiveIntegerField()),
                ("records", models.PositiveIntegerField()),
                ("lines_count", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("previous_digest", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "bản chốt kỳ",
            },
        ),
        migrations.CreateModel(
            name="ResultPreview",
            fields=[
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="preview",
                        serialize=False,
                        to="evaluations.period",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closes_on", models.DateField(help_text="Ngày cuối cùng còn nhận ý kiến.")),
                ("close_asked_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "lần cho xem kết quả dự kiến",
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("unit", "Phòng, bộ phận"),
                            ("agency", "Thủ trưởng cơ quan"),
                            ("home", "Sở Nội vụ"),
                        ],
                        max_length=10,
                    ),
                ),
                ("total", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("revision", models.PositiveIntegerField()),
                ("note", core.fields.NFCCharField(blank=True, max_length=300)),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "chữ ký kết quả",
            },
        ),
        migrations.CreateModel(
            name="SnapshotLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("set", "Bộ tiêu chí"),
                            ("tree", "Cây tổ chức"),
                            ("owed", "Người phải nộp phiếu"),
                            ("inputs", "Đầu vào"),
                            ("result", "Kết quả"),
                            ("summary", "Tổng hợp tỉnh"),
                        ],
                        max_length=10,
                    ),
                ),
                ("payload", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=16, null=True, unique=True)),
            ],
            options={
                "verbose_name": "dòng của bản chốt",
            },
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="accepted",
            field=models.JSONField(default=list, help_text="Mâu thuẫn đã đọc và chấp nhận."),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="accepted_reason",
            field=core.fields.NFCTextField(blank=True),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="comparison_groups",
            field=models.JSONField(default=list, help_text="Nhóm so sánh dùng bộ này; trống = mọi nhóm."),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="declared_parts",
            field=models.JSONField(default=dict, help_text="Tổng điểm biểu gốc ghi cho từng phần."),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="declared_total",
            field=models.DecimalField(
                decimal_places=2, help_text="Tổng điểm biểu gốc ghi.", max_digits=7, null=True
            ),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="drafted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="drafted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="edition",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="evaluations.criteriaset",
            ),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="additions",
                to="evaluations.criteriaset",
            ),
        ),
        migrations.AddField(
            model_name="criteriaset",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="criteriongroup",
            name="sharing",
            field=models.CharField(
                blank=True,
                choices=[("equal", "Chia đều cho các tiêu chí áp dụng")],
                help_text="Điểm của nhóm chia đều cho các tiêu chí áp dụng, thay vì theo điểm từng tiêu chí.",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="criteriaset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_by", None),
                    ("published_by", None),
                    models.Q(("asked_by", models.F("published_by")), _negated=True),
                    _connector="OR",
                ),
                name="criteria_set_two_people",
                violation_error_message="Người ban hành phải khác người đề nghị ban hành.",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="evaluations.period",
            ),
        ),
        migrations.AddField(
            model_name="correctionline",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="correctionline",
            name="correction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="evaluations.correction"
            ),
        ),
        migrations.AddField(
            model_name="criterionpicture",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="criterionpicture",
            name="attachment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.attachment"
            ),
        ),
        migrations.AddField(
            model_name="criterionpicture",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pictures",
                to="evaluations.criterion",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="criterion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluations.criterion",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="evaluations.period",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="raised_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="RankingRelease",
            fields=[
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="release",
                        serialize=False,
                        to="evaluations.periodsnapshot",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "Cơ quan xem trước"),
                            ("released", "Đã công bố"),
                            ("withdrawn", "Đã rút"),
                        ],
                        default="preview",
                        max_length=10,
                    ),
                ),
                ("preview_until", models.DateField(help_text="Ngày cuối cùng cơ quan xem trước.")),
                (
                    "is_public",
                    models.BooleanField(default=False, help_text="Hiện trên trang công khai khi đã công bố."),
                ),
                ("note", core.fields.NFCCharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "công bố xếp hạng",
            },
        ),
        migrations.AddField(
            model_name="periodsnapshot",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="periodsnapshot",
            name="correction",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshot",
                to="evaluations.correction",
            ),
        ),
        migrations.AddField(
            model_name="periodsnapshot",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="periodsnapshot",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="snapshots", to="evaluations.period"
            ),
        ),
        migrations.AddField(
            model_name="periodsnapshot",
            name="replaces",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="evaluations.periodsnapshot",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="base",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluations.periodsnapshot"
            ),
        ),
        migrations.AddField(
            model_name="agencyresult",
            name="snapshot",
            field=models.ForeignKey(
                help_text="Bản chốt mà dòng này nói lại; trống khi kỳ còn mở.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="results",
                to="evaluations.periodsnapshot",
            ),
        ),
        migrations.AddField(
            model_name="periodsummary",
            name="snapshot",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluations.periodsnapshot",
            ),
        ),
        migrations.AddField(
            model_name="resultpreview",
            name="close_asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="resultpreview",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="period",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sign_offs", to="evaluations.period"
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="snapshotline",
            name="agency",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
            ),
        ),
        migrations.AddField(
            model_name="snapshotline",
            name="snapshot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="evaluations.periodsnapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionline",
            constraint=models.UniqueConstraint(
                fields=("correction", "agency", "criterion_code", "source"), name="correction_line_once"
            ),
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(fields=["period", "agency"], name="objection_of_agency"),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("state", "open")),
                    models.Q(models.Q(("state", "open"), _negated=True), ("answered_at__isnull", False)),
                    _connector="OR",
                ),
                name="objection_answered",
            ),
        ),
        migrations.AddField(
            model_name="rankingrelease",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rankingrelease",
            name="released_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rankingrelease",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="periodsnapshot",
            constraint=models.UniqueConstraint(fields=("period", "revision"), name="snapshot_revision_once"),
        ),
        migrations.AddConstraint(
            model_name="periodsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", None), ("replaces", None), ("revision", 1)),
                    models.Q(("correction__isnull", False), ("replaces__isnull", False), ("revision__gt", 1)),
                    _connector="OR",
                ),
                name="snapshot_names_the_old",
            ),
        ),
        migrations.AddConstraint(
            model_name="periodsnapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_by", None),
                    ("made_by", None),
                    models.Q(("asked_by", models.F("made_by")), _negated=True),
                    _connector="OR",
                ),
                name="snapshot_two_people",
                violation_error_message="Người chốt phải khác người đề nghị chốt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("origin", ""), _negated=True),
                fields=("origin", "period"),
                name="correction_origin_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_by", None),
                    ("decided_by", None),
                    models.Q(("asked_by", models.F("decided_by")), _negated=True),
                    _connector="OR",
                ),
                name="correction_two_people",
                violation_error_message="Người quyết định phải khác người đề nghị điều chỉnh.",
            ),
        ),
        migrations.AddIndex(
            model_name="signoff",
            index=models.Index(fields=["period", "agency"], name="sign_off_of_agency"),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("step", "unit"), ("unit__isnull", False)),
                    models.Q(models.Q(("step", "unit"), _negated=True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="sign_off_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotline",
            constraint=models.UniqueConstraint(fields=("snapshot", "position"), name="snapshot_line_once"),
        ),
        migrations.AddConstraint(
            model_name="rankingrelease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_by", None),
                    ("released_by", None),
                    models.Q(("asked_by", models.F("released_by")), _negated=True),
                    _connector="OR",
                ),
                name="release_two_people",
                violation_error_message="Người công bố phải khác người đề nghị công bố.",
            ),
        ),
    ]
