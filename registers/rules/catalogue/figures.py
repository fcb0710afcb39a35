"""Registers of monthly figures and of the quality certificate."""

from registers.rules.catalogue.kinds import Field, FieldKind, Order, Register

FIGURES = "Số liệu"
_MONTH = Field(name="month", label="Tháng", kind=FieldKind.INTEGER, required=True, least=1, most=12)

DOSSIERS = Register(
    code="dossiers",
    slug="ho-so-truc-tuyen",
    label="Hồ sơ trực tuyến",
    lead="Hồ sơ thủ tục hành chính mỗi tháng: tổng số, nộp trực tuyến, thanh toán trực tuyến.",
    group=FIGURES,
    criteria=("CQ-16",),
    counted="k = hồ sơ nộp trực tuyến / n = tổng số hồ sơ của tháng. Không có hồ sơ: không áp dụng.",
    evidence_words="Số liệu trích từ hệ thống giải quyết thủ tục hành chính.",
    source="TT 01/2018/TT-VPCP, chỉ số 9; NĐ 42/2022/NĐ-CP; thực tiễn Hà Giang 2022",
    auto_title="Tháng {month:02d}",
    day_label="Ngày trích số liệu",
    number_label="Số báo cáo",
    once=("agency", "year", "month"),
    monthly=True,
    orders=(
        Order(small="online", large="total", words="Hồ sơ trực tuyến không được nhiều hơn tổng số."),
        Order(small="paid", large="total", words="Hồ sơ thanh toán trực tuyến không được nhiều hơn tổng số."),
        Order(small="on_time", large="total", words="Hồ sơ đúng hạn không được nhiều hơn tổng số."),
    ),
    fields=(
        _MONTH,
        Field(name="total", label="Tổng số hồ sơ", kind=FieldKind.INTEGER, required=True),
        Field(name="online", label="Nộp trực tuyến", kind=FieldKind.INTEGER, required=True),
        Field(name="paid", label="Thanh toán trực tuyến", kind=FieldKind.INTEGER),
        Field(name="on_time", label="Giải quyết đúng hạn", kind=FieldKind.INTEGER),
    ),
)
DIGITAL = Register(
    code="digital_documents",
    slug="van-ban-ky-so",
    label="Văn bản ký số",
    lead="Văn bản đi mỗi tháng và số văn bản điện tử có ký số.",
    group=FIGURES,
    criteria=("CQ-17",),
    counted="k = văn bản điện tử ký số / n = tổng số văn bản đi của tháng; kèm chứng nhận ISO còn hiệu lực.",
    evidence_words="Số liệu trích từ hệ thống quản lý văn bản.",
    source="NĐ 30/2020/NĐ-CP; thực tiễn Thanh Hóa 2024",
    auto_title="Tháng {month:02d}",
    day_label="Ngày trích số liệu",
    number_label="Số báo cáo",
    once=("agency", "year", "month"),
    monthly=True,
    orders=(Order(small="signed", large="total", words="Văn bản ký số không được nhiều hơn tổng số."),),
    fields=(
        _MONTH,
        Field(name="total", label="Tổng số văn bản đi", kind=FieldKind.INTEGER, required=True),
        Field(name="signed", label="Văn bản điện tử ký số", kind=FieldKind.INTEGER, required=True),
    ),
)
ISO = Register(
    code="iso_certificate",
    slug="iso-9001",
    label="Chứng nhận ISO 9001",
    lead="Công bố hoặc chứng nhận hệ thống quản lý chất lượng theo TCVN ISO 9001:2015.",
    group=FIGURES,
    criteria=("CQ-17",),
    counted="Ghi kèm vào CQ-17; không tự làm tăng tỷ lệ.",
    evidence_words="Bản công bố hoặc giấy chứng nhận.",
    source="TCVN ISO 9001:2015; thực tiễn Thanh Hóa 2024",
    title_label="Phạm vi áp dụng",
    suggested_title="Giải quyết thủ tục hành chính",
    number_label="Số công bố, chứng nhận",
    number_required=True,
    standing=True,
    once=("agency", "number"),
    orders=(Order(small="day", large="ends_on", words="Ngày hết hạn không được trước ngày công bố."),),
    fields=(
        Field(name="issuer", label="Nơi công bố, chứng nhận"),
        Field(name="ends_on", label="Có giá trị đến hết ngày", kind=FieldKind.DAY),
    ),
)
REGISTERS = (DOSSIERS, DIGITAL, ISO)
