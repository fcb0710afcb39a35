"""The nouns of the whole life of an inspection: plans, capture on phones, documents, what follows."""

import core.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agencies", "0004_affiliate_kind"),
        ("core", "0004_shared_limits"),
        ("evaluations", "0004_guard_photos_and_sets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="inspection",
            name="conclude_due_on",
            field=models.DateField(help_text="Quá ngày này thì kết quả hết giá trị.", null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="counts_from",
            field=models.DateField(
                help_text="Ngày đầu của tháng đầu tiên được tính, khi kết luận sau ngày chốt kỳ.", null=True
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="double_of",
            field=models.ForeignKey(
                help_text="Kiểm tra lặp để đối chiếu.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="doubles",
                to="evaluations.inspection",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="explain_due_on",
            field=models.DateField(help_text="Ngày cuối cơ quan được giải trình.", null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="finished_at",
            field=models.DateTimeField(help_text="Kết thúc làm việc tại chỗ.", null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="follows",
            field=models.ForeignKey(
                help_text="Phúc tra của cuộc nào.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="evaluations.inspection",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="lapsed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="minuted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="notice_sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="report_due_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="inspection",
            name="reported_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="details",
            field=models.JSONField(
                help_text="Từng lượt đã đếm: giao dịch “4 xin, 4 luôn”, cuộc gọi thử.", null=True
            ),
        ),
        migrations.AddField(
            model_name="observation",
            name="head",
            field=models.UUIDField(
                help_text="Bản ghi mà số này lấy từ đó; NULL nếu từ điểm danh.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Đang chuẩn bị"),
                    ("on_site", "Đang kiểm tra"),
                    ("minuted", "Đã lập biên bản"),
                    ("reported", "Đã báo cáo kết quả"),
                    ("concluded", "Đã kết luận"),
                    ("lapsed", "Hết hạn kết luận"),
                    ("cancelled", "Đã hủy"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="teammember",
            name="role",
            field=models.CharField(
                choices=[
                    ("leader", "Trưởng đoàn"),
                    ("deputy", "Phó trưởng đoàn"),
                    ("member", "Thành viên"),
                    ("secretary", "Thư ký"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="DoubleSample",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("percent", models.PositiveSmallIntegerField(help_text="Tỷ lệ rút, phần trăm.")),
                ("seed", models.CharField(max_length=64)),
                ("candidates", models.JSONField()),
                ("drawn", models.JSONField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="double_sample",
                        to="evaluations.period",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu kiểm tra lặp",
            },
        ),
        migrations.CreateModel(
            name="CaptureDevice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("phone", models.UUIDField(help_text="Mã do trình duyệt tạo, một mã cho một máy.")),
                ("label", core.fields.NFCCharField(blank=True, max_length=120)),
                ("seal_key", models.CharField(max_length=64)),
                ("receipt_key", models.CharField(max_length=64)),
                ("app_version", models.CharField(blank=True, max_length=20)),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("waiting", models.PositiveIntegerField(default=0, help_text="Số bản ghi máy báo chưa gửi.")),
                ("waiting_since", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capture_devices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "máy ghi nhận",
            },
        ),
        migrations.CreateModel(
            name="CaptureDownload",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("downloaded_at", models.DateTimeField()),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to="evaluations.capturedevice",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="downloads",
                        to="evaluations.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt tải cuộc kiểm tra về máy",
            },
        ),
        migrations.CreateModel(
            name="CaptureRecord",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("start", "Bắt đầu"),
                            ("headcount", "Điểm danh"),
                            ("observation", "Ghi nhận"),
                            ("photo", "Ảnh"),
                            ("signature", "Chữ ký"),
                            ("finish", "Kết thúc tại chỗ"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject", models.CharField(max_length=60)),
                ("previous", models.JSONField(default=list)),
                ("schema", models.PositiveSmallIntegerField()),
                ("content", models.JSONField()),
                ("body", models.TextField(help_text="Đúng từng ký tự như máy đã ký.")),
                ("sha256", models.CharField(help_text="Của body.", max_length=64)),
                (
                    "mac",
                    models.CharField(
                        blank=True, help_text="HMAC-SHA256 của body bằng khóa của máy.", max_length=64
                    ),
                ),
                ("captured_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("drift_ms", models.BigIntegerField(default=0)),
                (
                    "way",
                    models.CharField(default="sync", help_text="sync, rescue, handover, web.", max_length=10),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "Đã ghi vào cuộc kiểm tra"),
                            ("held", "Đang chờ bản ghi trước nó"),
                            ("conflict", "Khác với ghi nhận của người khác"),
                            ("superseded", "Đã có bản ghi sau thay thế"),
                            ("refused", "Không hợp lệ"),
                            ("late", "Đến sau khi đã lập biên bản"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="evaluations.capturedevice",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bản ghi tại chỗ",
            },
        ),
        migrations.CreateModel(
            name="CapturedPhoto",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("criterion_code", models.CharField(blank=True, max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                ("received", models.PositiveIntegerField(default=0, help_text="Số byte đã nhận.")),
                ("path", models.CharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("receiving", "Đang nhận"),
                            ("stored", "Đã nhận đủ"),
                            ("drawn", "Đã kiểm tra"),
                            ("refused", "Không phải ảnh"),
                        ],
                        default="receiving",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "attachment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.attachment",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captured_photos",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photo",
                        to="evaluations.capturerecord",
                    ),
                ),
            ],
            options={
                "verbose_name": "ảnh chụp tại chỗ",
            },
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("title", core.fields.NFCCharField(max_length=200)),
                ("seed", models.CharField(max_length=64)),
                ("commitment", models.CharField(max_length=64)),
                ("population", models.JSONField()),
                ("size", models.PositiveSmallIntegerField()),
                ("drawn", models.JSONField(help_text="Mã các cơ quan được rút, theo thứ tự rút.")),
                ("is_announced", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("revealed_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lần rút ngẫu nhiên",
            },
        ),
        migrations.CreateModel(
            name="DueTerm",
            fields=[
                ("code", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("working_days", models.PositiveSmallIntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "thời hạn",
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "agrees",
                    models.BooleanField(default=False, help_text="Cơ quan nhất trí, không giải trình thêm."),
                ),
                ("text", core.fields.NFCTextField(blank=True)),
                ("submitted_at", models.DateTimeField()),
                (
                    "answer_due_on",
                    models.DateField(help_text="Quá ngày này đoàn không trả lời thì bỏ ghi nhận.", null=True),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Chấp nhận"),
                            ("partly", "Chấp nhận một phần"),
                            ("rejected", "Không chấp nhận"),
                            ("silent", "Quá hạn trả lời"),
                        ],
                        max_length=10,
                    ),
                ),
                ("verdict_reason", core.fields.NFCTextField(blank=True)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.criterion",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "giải trình",
            },
        ),
        migrations.CreateModel(
            name="ExplanationFile",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.attachment"
                    ),
                ),
                (
                    "explanation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="evaluations.explanation",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp giải trình",
            },
        ),
        migrations.CreateModel(
            name="FindingOutcome",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("upheld", models.BooleanField()),
                ("n", models.PositiveIntegerField()),
                ("k", models.PositiveIntegerField()),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("none", "Không vi phạm"),
                            ("minor", "Nhẹ"),
                            ("major", "Nặng"),
                            ("critical", "Đặc biệt nghiêm trọng"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", core.fields.NFCTextField()),
                (
                    "criterion",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.criterion",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="evaluations.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả xem xét ghi nhận",
            },
        ),
        migrations.CreateModel(
            name="InspectionOrder",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("issued_on", models.DateField()),
                ("signer", core.fields.NFCCharField(max_length=120)),
                ("signer_post", core.fields.NFCCharField(max_length=120)),
                ("bases", core.fields.NFCTextField(blank=True, help_text="Căn cứ, mỗi dòng một văn bản.")),
                ("covers_from", models.DateField()),
                ("covers_to", models.DateField()),
                (
                    "duration_days",
                    models.PositiveSmallIntegerField(help_text="Thời hạn, ngày làm việc kể từ ngày công bố."),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "inspection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định kiểm tra",
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("title", core.fields.NFCCharField(max_length=200)),
                (
                    "number",
                    core.fields.NFCCharField(
                        blank=True, help_text="Số, ký hiệu khi ban hành.", max_length=60
                    ),
                ),
                ("signer", core.fields.NFCCharField(blank=True, max_length=120)),
                ("signer_post", core.fields.NFCCharField(blank=True, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Dự thảo"), ("issued", "Đã ban hành")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("issued_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch kiểm tra",
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Thông báo kiểm tra"),
                            ("minutes", "Biên bản kiểm tra"),
                            ("addendum", "Phụ lục biên bản"),
                            ("report", "Báo cáo kết quả kiểm tra"),
                            ("conclusion", "Thông báo kết luận kiểm tra"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "number",
                    models.PositiveIntegerField(help_text="Số thứ tự trong sổ của loại văn bản và năm."),
                ),
                (
                    "symbol",
                    core.fields.NFCCharField(help_text="Số, ký hiệu đầy đủ, như 12/BB-SNV.", max_length=60),
                ),
                ("issued_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("signer", core.fields.NFCCharField(blank=True, max_length=120)),
                ("signer_post", core.fields.NFCCharField(blank=True, max_length=120)),
                ("facts", models.JSONField()),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=24, unique=True)),
                ("pdf_path", models.CharField(max_length=120)),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("docx_path", models.CharField(max_length=120)),
                ("docx_sha256", models.CharField(max_length=64)),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản đã ban hành",
            },
        ),
        migrations.CreateModel(
            name="DocumentRegister",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("notice", "Thông báo kiểm tra"),
                            ("minutes", "Biên bản kiểm tra"),
                            ("addendum", "Phụ lục biên bản"),
                            ("report", "Báo cáo kết quả kiểm tra"),
                            ("conclusion", "Thông báo kết luận kiểm tra"),
                        ],
                        max_length=12,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "sổ văn bản",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "year"), name="document_register_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentStyle",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("parent", core.fields.NFCCharField(max_length=120)),
                ("issuer", core.fields.NFCCharField(max_length=120)),
                ("place", core.fields.NFCCharField(max_length=60)),
                ("head_post", core.fields.NFCCharField(max_length=60)),
                ("symbols", models.JSONField(default=dict)),
                ("recipients", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "thể thức văn bản",
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("quarter", models.PositiveSmallIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("planned", "Theo kế hoạch"),
                            ("unannounced", "Đột xuất"),
                            ("thematic", "Chuyên đề"),
                            ("follow_up", "Phúc tra"),
                        ],
                        max_length=12,
                    ),
                ),
                ("topic", core.fields.NFCCharField(blank=True, max_length=200)),
                ("covers_from", models.DateField(help_text="Thời kỳ kiểm tra, từ ngày.", null=True)),
                ("covers_to", models.DateField(help_text="Thời kỳ kiểm tra, đến hết ngày.", null=True)),
                ("cooperating_body", core.fields.NFCCharField(blank=True, max_length=200)),
                (
                    "reason",
                    core.fields.NFCTextField(
                        blank=True, help_text="Vì sao chọn: rủi ro, rút ngẫu nhiên, chỉ đạo."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Chưa thực hiện"),
                            ("ordered", "Đã có quyết định"),
                            ("dropped", "Không thực hiện"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("drop_reason", core.fields.NFCTextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="evaluations.draw",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="evaluations.inspectionplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng kế hoạch kiểm tra",
            },
        ),
        migrations.AddField(
            model_name="inspection",
            name="plan_line",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="evaluations.planline",
            ),
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "position",
                    models.PositiveSmallIntegerField(help_text="Thứ tự trong kết luận, từ 1."),
                ),
                ("text", core.fields.NFCTextField()),
                ("basis", core.fields.NFCTextField(blank=True)),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Chưa khắc phục"),
                            ("answered", "Đã báo cáo khắc phục"),
                            ("done", "Đã khắc phục"),
                            ("partly", "Khắc phục một phần"),
                            ("not_done", "Chưa đạt yêu cầu"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answer", core.fields.NFCTextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("verdict", core.fields.NFCTextField(blank=True)),
                ("verified_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evaluations.criterion",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="agencies.agency",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kiến nghị",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("at", models.DateTimeField()),
                (
                    "from_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="evaluations.inspection",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="evaluations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "bàn giao việc đang làm",
            },
        ),
        migrations.CreateModel(
            name="RelativeDeclaration",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "relation",
                    core.fields.NFCCharField(
                        help_text="Vợ, chồng, con, cha, mẹ, anh chị em ruột.", max_length=60
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agencies.agency"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relatives",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "khai báo người thân",
            },
        ),
        migrations.CreateModel(
            name="RemedyFile",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "attachment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.attachment"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="evaluations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "minh chứng khắc phục",
            },
        ),
        migrations.AddConstraint(
            model_name="capturedevice",
            constraint=models.UniqueConstraint(fields=("phone", "user"), name="capture_device_once"),
        ),
        migrations.AddConstraint(
            model_name="capturedownload",
            constraint=models.UniqueConstraint(fields=("device", "inspection"), name="capture_download_once"),
        ),
        migrations.AddIndex(
            model_name="capturerecord",
            index=models.Index(fields=["inspection", "subject"], name="capture_record_subject"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                fields=("inspection", "criterion"), name="explanation_per_finding"
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("criterion__isnull", True)),
                fields=("inspection",),
                name="explanation_of_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="findingoutcome",
            constraint=models.UniqueConstraint(
                fields=("inspection", "criterion"), name="outcome_per_finding"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "from_agency"), name="hand_over_of_a_recommendation"
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recommendation__isnull", True)),
                fields=("inspection", "from_agency"),
                name="hand_over_of_an_explanation",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("covers_to__gte", models.F("covers_from"))),
                name="order_covers",
                violation_error_message="Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_days__gte", 1)),
                name="order_duration",
                violation_error_message="Thời hạn ít nhất 1 ngày.",
            ),
        ),
        migrations.AddIndex(
            model_name="inspectionplan",
            index=models.Index(fields=["-year", "title"], name="inspection_plan_year"),
        ),
        migrations.AddIndex(
            model_name="issueddocument",
            index=models.Index(fields=["inspection", "kind"], name="document_of_inspection"),
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(
                fields=("kind", "year", "number"), name="document_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                name="plan_line_quarter",
                violation_error_message="Quý phải từ 1 đến 4.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("covers_from__isnull", True),
                    ("covers_to__isnull", True),
                    ("covers_to__gte", models.F("covers_from")),
                    _connector="OR",
                ),
                name="plan_line_covers",
                violation_error_message="Thời kỳ kiểm tra: ngày cuối không được trước ngày đầu.",
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(fields=["owner", "state", "due_on"], name="recommendation_owner_due"),
        ),
    ]
