"""Registers of people: pledges, sessions with attendance, awards, and breaches with their handling."""

from registers.rules.catalogue.kinds import Evidence, Field, FieldKind, Order, Register, Scope

PEOPLE = "Con người"
CONDUCT = "Khen thưởng, kỷ luật"

BOTH, VICES, CORRUPTION = "both", "vices", "corruption"
PLEDGE = Register(
    code="pledge",
    slug="ky-cam-ket",
    label="Ký cam kết",
    lead="Mỗi đợt ký cam kết không sa vào tệ nạn xã hội, không tham nhũng vặt, kèm danh sách người ký.",
    group=PEOPLE,
    criteria=("CQ-06",),
    counted="k = người đã ký đủ hai nội dung trong năm / n = người đang làm việc; lãnh đạo được đếm riêng.",
    evidence_words="Danh sách ký tên hoặc bản cam kết đã ký.",
    source="QĐ 1847/QĐ-TTg; thực tiễn Hà Giang 2022",
    title_label="Tên đợt ký",
    suggested_title="Ký cam kết thực hiện văn hóa công vụ năm {year}",
    day_label="Ngày ký",
    number_label="Số văn bản",
    people="Người đã ký",
    advice="Nên ký trong quý I; người mới đến ký trong tháng đầu.",
    fields=(
        Field(
            name="topics",
            label="Nội dung cam kết",
            kind=FieldKind.CHOICE,
            required=True,
            choices=(
                (BOTH, "Không tệ nạn xã hội và không tham nhũng vặt"),
                (VICES, "Chỉ không tệ nạn xã hội"),
                (CORRUPTION, "Chỉ không tham nhũng vặt"),
            ),
        ),
    ),
)
SESSION_FORMS = (
    ("class", "Lớp tập huấn, bồi dưỡng"),
    ("meeting", "Hội nghị, tọa đàm"),
    ("unit", "Sinh hoạt chuyên đề, họp cơ quan"),
    ("online", "Trực tuyến"),
    ("contest", "Hội thi, sân khấu hóa"),
    ("other", "Hình thức khác"),
)
_SESSION = (
    Field(name="form", label="Hình thức", kind=FieldKind.CHOICE, required=True, choices=SESSION_FORMS),
    Field(name="organiser", label="Đơn vị tổ chức, báo cáo viên"),
    Field(name="hours", label="Số giờ", kind=FieldKind.INTEGER, least=1, most=500),
)
TRAINING = Register(
    code="training",
    slug="tap-huan",
    label="Tập huấn, bồi dưỡng",
    lead="Lớp tập huấn, bồi dưỡng về văn hóa công vụ, kèm điểm danh.",
    group=PEOPLE,
    criteria=("CQ-05",),
    counted="k = người được tập huấn trong năm (mỗi người đếm một lần) / n = người đang làm việc.",
    evidence_words="Danh sách điểm danh, ảnh buổi học, giấy chứng nhận.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn An Giang 2019, Thanh Hóa 2024",
    title_label="Tên lớp",
    day_label="Ngày học",
    number_label="Số văn bản triệu tập",
    people="Người có mặt",
    advice="Nên có ít nhất một lớp mỗi năm, ưu tiên người mới và người trực tiếp tiếp công dân.",
    fields=_SESSION,
)
AWARENESS = Register(
    code="awareness",
    slug="tuyen-truyen",
    label="Tuyên truyền, phổ biến",
    lead="Buổi tuyên truyền, phổ biến về văn hóa công vụ, kèm điểm danh.",
    group=PEOPLE,
    criteria=("CQ-04",),
    counted="k = người đã dự trong năm (mỗi người đếm một lần) / n = người đang làm việc; ghi số hình thức.",
    evidence_words="Danh sách người dự, ảnh, tài liệu phổ biến.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Hà Giang 2022, An Giang 2019, Thanh Hóa 2024",
    title_label="Nội dung phổ biến",
    day_label="Ngày tổ chức",
    number_label="Số văn bản",
    people="Người dự",
    advice="Nên dùng nhiều hình thức và lồng vào họp cơ quan hằng tháng.",
    fields=_SESSION,
)
AWARD_TITLES = (
    ("government_flag", "Cờ Thi đua của Chính phủ"),
    ("province_flag", "Cờ Thi đua của UBND tỉnh"),
    ("prime_minister", "Bằng khen của Thủ tướng Chính phủ"),
    ("chair", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("merit", "Giấy khen"),
    ("excellent_team", "Tập thể Lao động xuất sắc"),
    ("advanced_team", "Tập thể Lao động tiên tiến"),
    ("emulation_fighter", "Chiến sĩ thi đua"),
    ("advanced_worker", "Lao động tiên tiến"),
    ("letter", "Thư khen, thư cảm ơn"),
    ("other", "Hình thức khác"),
)
AWARD = Register(
    code="award",
    slug="khen-thuong",
    label="Khen thưởng, danh hiệu",
    lead="Danh hiệu thi đua và hình thức khen thưởng cho tập thể, cá nhân làm tốt văn hóa công vụ.",
    group=CONDUCT,
    criteria=("CQ-07", "CQ-11"),
    counted="Ghi kèm vào CQ-07 và CQ-11 (số khen thưởng); không tự làm tăng tỷ lệ.",
    evidence_words="Quyết định khen thưởng.",
    source="QĐ 1847/QĐ-TTg; thực tiễn Hà Nội 2017–2020, Thanh Hóa 2024",
    scope=Scope.PERSON,
    title_label="Thành tích được khen",
    number_required=True,
    number_label="Số quyết định",
    day_label="Ngày quyết định",
    once=("agency", "unit", "staff", "award", "number"),
    fields=(
        Field(
            name="award",
            label="Danh hiệu, hình thức",
            kind=FieldKind.CHOICE,
            required=True,
            choices=AWARD_TITLES,
        ),
        Field(name="given_by", label="Người hoặc cơ quan khen"),
    ),
)
BREACHES = (
    ("TT", "Tinh thần, thái độ làm việc"),
    ("GT", "Giao tiếp, ứng xử"),
    ("DD", "Đạo đức, lối sống"),
    ("TP", "Trang phục, thẻ công chức"),
    ("other", "Nội quy, kỷ luật khác"),
)
BREACH = Register(
    code="breach",
    slug="vi-pham",
    label="Vi phạm đã kết luận",
    lead="Vi phạm văn hóa công vụ đã có kết luận, tính cho nơi xảy ra dù người đó đã chuyển công tác.",
    group=CONDUCT,
    criteria=("CQ-11",),
    counted="n = vi phạm có hạn xử lý trong năm, đã đến hạn hoặc đã xử lý. Một hành vi chỉ tính một lần.",
    evidence_words="Kết luận, biên bản họp hoặc thông báo của cơ quan có thẩm quyền.",
    source="NĐ 233/2026/NĐ-CP Điều 14.3 điểm a, b, c; NĐ 172/2025/NĐ-CP; NĐ 234/2026/NĐ-CP",
    scope=Scope.PERSON,
    title_label="Hành vi vi phạm",
    number_required=True,
    number_label="Số kết luận",
    day_label="Ngày kết luận",
    advice="Mỗi hành vi ghi một lần, vào năm kết luận. Cổng chỉ theo dõi, không quyết định kỷ luật.",
    once=("act",),
    private=True,
    orders=(
        Order(small="happened_on", large="day", words="Ngày xảy ra không được sau ngày kết luận."),
        Order(small="day", large="due_on", words="Hạn xử lý không được trước ngày kết luận."),
    ),
    fields=(
        Field(name="happened_on", label="Ngày xảy ra", kind=FieldKind.DAY, required=True),
        Field(name="breach", label="Nhóm hành vi", kind=FieldKind.CHOICE, required=True, choices=BREACHES),
        Field(
            name="due_on",
            label="Hạn xử lý",
            kind=FieldKind.DAY,
            required=True,
            hint="Theo kết luận hoặc thời hạn xử lý kỷ luật đang áp dụng.",
        ),
    ),
)
HANDLING = Register(
    code="breach_handling",
    slug="xu-ly-vi-pham",
    label="Xử lý vi phạm",
    lead="Việc đã xử lý một vi phạm đã kết luận.",
    group=CONDUCT,
    criteria=("CQ-11",),
    counted="k = vi phạm xử lý không muộn hơn hạn xử lý đã ghi.",
    evidence_words="Quyết định kỷ luật hoặc văn bản nhắc nhở, phê bình.",
    source="NĐ 172/2025/NĐ-CP; NĐ 234/2026/NĐ-CP; thực tiễn Hà Nội, An Giang 2019, Thanh Hóa 2024",
    evidence=Evidence.NEEDED,
    auto_title="Xử lý vi phạm đã kết luận",
    number_required=True,
    number_label="Số quyết định, văn bản xử lý",
    day_label="Ngày xử lý",
    once=("breach",),
    private=True,
    fields=(
        Field(name="breach", label="Vi phạm", kind=FieldKind.ENTRY, required=True, of="breach"),
        Field(
            name="measure",
            label="Hình thức xử lý",
            kind=FieldKind.CHOICE,
            required=True,
            choices=(
                ("reminder", "Nhắc nhở, phê bình, kiểm điểm"),
                ("reprimand", "Khiển trách"),
                ("warning", "Cảnh cáo"),
                ("demotion", "Hạ bậc lương, giáng chức, cách chức"),
                ("dismissal", "Buộc thôi việc, bãi nhiệm"),
                ("none", "Không xử lý kỷ luật (có lý do)"),
            ),
        ),
        Field(name="note", label="Ghi chú", kind=FieldKind.LONG),
    ),
)
REGISTERS = (PLEDGE, TRAINING, AWARENESS, AWARD, BREACH, HANDLING)
