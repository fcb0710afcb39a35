"""Registers of what an agency issues: plan, rules, codes of conduct, emulation, its own checks."""

from registers.rules.catalogue.kinds import Evidence, Field, FieldKind, Order, Register, Scope

PAPERS = "Văn bản của cơ quan"
WORK = "Phong trào, tự kiểm tra"

RULE_KINDS = (
    ("office", "Nội quy cơ quan"),
    ("working", "Quy chế làm việc"),
    ("democracy", "Quy chế thực hiện dân chủ ở cơ sở"),
    ("culture", "Quy chế văn hóa công sở"),
    ("reception", "Nội quy, quy chế tiếp công dân"),
    ("spending", "Quy chế chi tiêu nội bộ, quản lý tài sản công"),
    ("other", "Nội quy, quy chế khác"),
)
THEMES = (
    ("TT", "Tinh thần, thái độ làm việc"),
    ("GT", "Giao tiếp, ứng xử"),
    ("DD", "Đạo đức, lối sống"),
    ("TP", "Trang phục, thẻ công chức"),
    ("CQ", "Trách nhiệm của cơ quan, người đứng đầu"),
)
"""The groups of Decision 1847 that a good practice may be about."""

DOING, SPREADING, STOPPED = "doing", "spreading", "stopped"
STATUSES = ((DOING, "Đang làm"), (SPREADING, "Đang nhân rộng"), (STOPPED, "Đã dừng"))
ALL_PAPERS, ONLY_RULES, ONLY_CODES = "all", "rules", "codes"

YEARLY_PLAN = Register(
    code="yearly_plan",
    slug="ke-hoach-nam",
    label="Kế hoạch năm",
    lead="Kế hoạch thực hiện Đề án văn hóa công vụ trong năm của cơ quan.",
    group=PAPERS,
    criteria=("CQ-01",),
    counted="Có kế hoạch đúng hạn: 1/1. Ban hành muộn hơn hạn: tính một nửa (1/2) và ghi số ngày muộn.",
    evidence_words="Bản kế hoạch có số, ngày (ảnh hoặc PDF).",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn An Giang 2019, Trà Vinh 2022, Thanh Hóa 2024",
    title_label="Tên kế hoạch",
    suggested_title="Kế hoạch thực hiện Đề án Văn hóa công vụ năm {year}",
    number_required=True,
    advice="Nên ban hành trước ngày 31/01 hoặc theo hạn tỉnh giao, nêu rõ người chịu trách nhiệm từng việc.",
    once=("agency", "year"),
    fields=(
        Field(
            name="due_on",
            label="Hạn phải ban hành",
            kind=FieldKind.DAY,
            hint="Theo văn bản của tỉnh; để trống thì tính là 31/01.",
        ),
    ),
)
INTERNAL_RULES = Register(
    code="internal_rules",
    slug="noi-quy-quy-che",
    label="Nội quy, quy chế",
    lead="Nội quy, quy chế còn hiệu lực của cơ quan.",
    group=PAPERS,
    criteria=("CQ-02",),
    counted="Số loại nội quy, quy chế còn hiệu lực / 4. Sau sắp xếp tổ chức, văn bản chưa rà soát lại "
    "thì chưa tính.",
    evidence_words="Văn bản có số, ngày; nên kèm ảnh niêm yết.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Hà Giang 2022, An Giang 2019",
    title_label="Tên nội quy, quy chế",
    number_required=True,
    advice="Nên có ít nhất: nội quy cơ quan, quy chế làm việc, quy chế dân chủ, quy chế văn hóa công sở.",
    standing=True,
    once=("agency", "rule", "number"),
    fields=(
        Field(name="rule", label="Loại", kind=FieldKind.CHOICE, required=True, choices=RULE_KINDS),
        Field(name="ends_on", label="Hết hiệu lực từ ngày", kind=FieldKind.DAY, hint="Nếu đã bị bãi bỏ."),
    ),
)
CODE_OF_CONDUCT = Register(
    code="code_of_conduct",
    slug="quy-tac-ung-xu",
    label="Quy tắc ứng xử",
    lead="Quy tắc ứng xử riêng của từng phòng, bộ phận.",
    group=PAPERS,
    criteria=("CQ-03",),
    counted="Số phòng, bộ phận có quy tắc riêng đã niêm yết / số phòng, bộ phận. Sau sắp xếp phải rà soát "
    "lại.",
    evidence_words="Văn bản và ảnh niêm yết tại bộ phận.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Hà Nội, An Giang 2019",
    scope=Scope.UNIT,
    title_label="Tên quy tắc",
    suggested_title="Quy tắc ứng xử của công chức, viên chức",
    number_required=True,
    advice="Nên viết cho đúng việc của bộ phận: câu chào, thời gian trả lời, cách làm khi người dân bức xúc.",
    standing=True,
    once=("agency", "unit", "number"),
    fields=(
        Field(name="posted", label="Đã niêm yết tại bộ phận", kind=FieldKind.TICK),
        Field(name="ends_on", label="Hết hiệu lực từ ngày", kind=FieldKind.DAY, hint="Nếu đã bị bãi bỏ."),
    ),
)
RULE_REVIEW = Register(
    code="rule_review",
    slug="ra-soat-van-ban",
    label="Rà soát nội quy, quy tắc",
    lead="Mỗi lần cơ quan rà soát các nội quy, quy chế, quy tắc ứng xử của mình.",
    group=PAPERS,
    criteria=("CQ-02", "CQ-03"),
    counted="Văn bản ban hành trước ngày sắp xếp chỉ được tính lại sau khi có lần rà soát được xác nhận.",
    evidence_words="Báo cáo hoặc biên bản rà soát.",
    source="QĐ 1847/QĐ-TTg: rà soát, bổ sung nội quy, quy chế; rà lại sau sắp xếp tổ chức",
    title_label="Nội dung rà soát",
    suggested_title="Rà soát nội quy, quy chế, quy tắc ứng xử",
    day_label="Ngày rà soát xong",
    advice="Nên rà soát trong vòng ba tháng sau khi sắp xếp, và mỗi năm một lần.",
    standing=True,
    fields=(
        Field(
            name="covers",
            label="Phạm vi",
            kind=FieldKind.CHOICE,
            required=True,
            choices=(
                (ALL_PAPERS, "Toàn bộ nội quy, quy chế và quy tắc ứng xử"),
                (ONLY_RULES, "Chỉ nội quy, quy chế"),
                (ONLY_CODES, "Chỉ quy tắc ứng xử"),
            ),
        ),
        Field(name="result", label="Kết quả", kind=FieldKind.LONG, hint="Giữ nguyên, sửa đổi, bãi bỏ gì."),
    ),
)
EMULATION = Register(
    code="emulation",
    slug="phong-trao-thi-dua",
    label="Phong trào thi đua",
    lead="Việc phát động phong trào thi đua thực hiện văn hóa công vụ và đưa vào tiêu chí bình xét.",
    group=WORK,
    criteria=("CQ-07",),
    counted="1/1 khi trong năm vừa phát động vừa đưa vào tiêu chí bình xét; mới có một việc thì 0/1.",
    evidence_words="Văn bản phát động; quy chế hoặc hướng dẫn bình xét.",
    source="QĐ 733/QĐ-TTg năm 2019 (phong trào 2019–2025); QĐ 1847/QĐ-TTg; thực tiễn Hà Giang 2022",
    title_label="Tên phong trào, văn bản",
    suggested_title="Phong trào thi đua cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    fields=(
        Field(name="launched", label="Văn bản này phát động phong trào", kind=FieldKind.TICK),
        Field(name="in_criteria", label="Văn bản này đưa vào tiêu chí bình xét thi đua", kind=FieldKind.TICK),
    ),
)
CHECK_PLAN = Register(
    code="check_plan",
    slug="ke-hoach-tu-kiem-tra",
    label="Kế hoạch tự kiểm tra",
    lead="Số cuộc tự kiểm tra nội bộ mà cơ quan đặt ra cho từng quý.",
    group=WORK,
    criteria=("CQ-08",),
    counted="n = số cuộc theo kế hoạch của các quý đã hết tính đến ngày xem.",
    evidence_words="Kế hoạch tự kiểm tra có số, ngày.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Hà Giang 2022, An Giang 2019, Thanh Hóa 2024",
    title_label="Tên kế hoạch",
    suggested_title="Kế hoạch tự kiểm tra việc thực hiện văn hóa công vụ năm {year}",
    advice="Nên có ít nhất một cuộc mỗi quý.",
    once=("agency", "year"),
    fields=tuple(
        Field(
            name=f"q{quarter}",
            label=f"Số cuộc trong quý {roman}",
            kind=FieldKind.INTEGER,
            required=True,
            most=99,
        )
        for quarter, roman in enumerate(("I", "II", "III", "IV"), start=1)
    ),
)
INTERNAL_CHECK = Register(
    code="internal_check",
    slug="tu-kiem-tra",
    label="Cuộc tự kiểm tra",
    lead="Mỗi cuộc tự kiểm tra nội bộ đã làm.",
    group=WORK,
    criteria=("CQ-08",),
    counted="k = số cuộc đã làm và được xác nhận, không quá số cuộc theo kế hoạch.",
    evidence_words="Biên bản hoặc thông báo kết quả tự kiểm tra.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Hà Giang 2022, An Giang 2019, Thanh Hóa 2024",
    scope=Scope.UNIT,
    title_label="Nội dung kiểm tra",
    day_label="Ngày kiểm tra",
    number_label="Số biên bản, thông báo",
    once=("agency", "unit", "day", "number"),
    fields=(
        Field(name="seen", label="Số người, bộ phận được kiểm tra", kind=FieldKind.INTEGER, most=10_000),
        Field(name="found", label="Số thiếu sót phát hiện", kind=FieldKind.INTEGER, most=10_000),
        Field(name="result", label="Kết quả, việc đã chấn chỉnh", kind=FieldKind.LONG),
    ),
)
PUBLICITY = Register(
    code="publicity",
    slug="cong-khai",
    label="Công khai",
    lead="Công khai thủ tục hành chính, quy trình, đường dây nóng, mã QR góp ý.",
    group=WORK,
    criteria=("CQ-12",),
    counted="Lần khai gần nhất: 2/2 khi vừa niêm yết vừa công khai điện tử, 1/2 khi có một hình thức, 0/2 "
    "khi không có.",
    evidence_words="Ảnh bảng niêm yết; địa chỉ trang công khai.",
    source="TT 01/2018/TT-VPCP, chỉ số 6; thực tiễn Hà Nội",
    auto_title="Công khai tại trụ sở và trên mạng",
    number_label="Số văn bản",
    day_label="Ngày rà soát",
    fields=(
        Field(name="posted", label="Đã niêm yết tại trụ sở", kind=FieldKind.TICK),
        Field(name="online", label="Đã công khai điện tử", kind=FieldKind.TICK),
        Field(name="address", label="Địa chỉ trang công khai", hint="Ví dụ https://…"),
        Field(name="hotline", label="Đường dây nóng"),
    ),
)
GOOD_PRACTICE = Register(
    code="good_practice",
    slug="mo-hinh-hay",
    label="Mô hình hay",
    lead="Sáng kiến, thư cảm ơn, thư chúc mừng, trả kết quả tại nhà, mô hình phục vụ người dân.",
    group=WORK,
    criteria=("CQ-20",),
    counted="n = nội dung đề nghị, k = nội dung được công nhận. Bộ tiêu chí nào chỉ tính CQ-20 theo kiểm "
    "tra thì sổ này để đoàn kiểm tra xem, không tự cộng điểm.",
    evidence_words="Quyết định công nhận, ảnh, thư; mỗi nội dung một minh chứng.",
    source="QĐ 1847/QĐ-TTg: nhiệm vụ, giải pháp; thực tiễn Trà Vinh 2022",
    scope=Scope.UNIT,
    evidence=Evidence.NEEDED,
    title_label="Tên mô hình, sáng kiến",
    day_label="Áp dụng từ ngày",
    number_label="Số quyết định công nhận",
    standing=True,
    orders=(Order(small="day", large="ends_on", words="Ngày thôi áp dụng không được trước ngày bắt đầu."),),
    fields=(
        Field(name="about", label="Cách làm và kết quả", kind=FieldKind.LONG, required=True),
        Field(name="theme", label="Nhóm nội dung theo Đề án 1847", kind=FieldKind.CHOICE, choices=THEMES),
        Field(
            name="status",
            label="Tình trạng",
            kind=FieldKind.CHOICE,
            choices=STATUSES,
            hint="Để trống là đang làm.",
        ),
        Field(name="ends_on", label="Thôi áp dụng từ ngày", kind=FieldKind.DAY),
    ),
)
REGISTERS = (
    YEARLY_PLAN,
    INTERNAL_RULES,
    CODE_OF_CONDUCT,
    RULE_REVIEW,
    EMULATION,
    CHECK_PLAN,
    INTERNAL_CHECK,
    PUBLICITY,
    GOOD_PRACTICE,
)
