"""Closed lists of the citizens' side."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Stars(IntegerChoices):
    """How satisfied a citizen was."""

    ONE = 1, _("Rất không hài lòng")
    TWO = 2, _("Không hài lòng")
    THREE = 3, _("Bình thường")
    FOUR = 4, _("Hài lòng")
    FIVE = 5, _("Rất hài lòng")


class RatingChannel(TextChoices):
    """How a rating came in."""

    QR = "qr", "Quét mã"
    KIOSK = "kiosk", "Máy tại chỗ"
    SLIP = "slip", "Phiếu giấy nhập hộ"


class StuffingPattern(TextChoices):
    """What makes ratings of a day look stuffed."""

    SOURCE = "source", "Nhiều lượt từ một thiết bị"
    BURST = "burst", "Dồn dập trong mười phút"
    DAY = "day", "Cả ngày nhiều gấp bội"


class MarkKind(TextChoices):
    """What one source sent today, apart from ratings."""

    CASE = "case", "Phản ánh"
    REMARK = "remark", "Lời góp ý"


class SuspicionState(TextChoices):
    """Whether ratings set aside count."""

    SET_ASIDE = "set_aside", "Để riêng, chưa tính"
    CLEARED = "cleared", "Đã xem, tính lại"
    CONFIRMED = "confirmed", "Đã xác nhận, không tính"


class VisitSource(TextChoices):
    """How a list of visits came in."""

    CSV = "csv", "Tệp CSV"
    API = "api", "Kết nối API"


class VaultCode(TextChoices):
    """The two vaults: cases about the first one's own body go to the second (G4)."""

    FIRST = "first", "Két thứ nhất"
    SECOND = "second", "Két thứ hai"


class SealedKind(TextChoices):
    """What an envelope holds."""

    CONTACT = "contact", "Liên hệ"
    TEXT = "text", "Nội dung"
    PHOTO = "photo", "Ảnh"
    MESSAGE = "message", "Lời bổ sung"


class RemarkState(TextChoices):
    """Where the sentence of a rating stands."""

    WAITING = "waiting", "Chờ đọc"
    READY = "ready", "Chờ đợt gửi"
    RELEASED = "released", "Cơ quan đã thấy"
    WITHHELD = "withheld", "Không chuyển"


class CaseChannel(TextChoices):
    """How a case came in."""

    WEB = "web", "Trang gửi phản ánh"
    KIOSK = "kiosk", "Máy tại chỗ"
    PAPER = "paper", "Phiếu giấy nhập hộ"


class CaseKind(TextChoices):
    """Which term a case has (Bắc Ninh 80/2025, Ninh Bình 163/2025: 5, 7 and 10 working days by default)."""

    OWN = "own", "Thuộc thẩm quyền một cơ quan"
    INTER_AGENCY = "inter_agency", "Cần nhiều cơ quan phối hợp"
    COMPLEX = "complex", "Phức tạp, cần xác minh"


class CaseState(TextChoices):
    """Where a case stands."""

    RECEIVED = "received", "Đã nhận, chờ đọc"
    READY = "ready", "Đã đọc, chờ đợt gửi"
    RELEASED = "released", "Chờ giao việc"
    ASSIGNED = "assigned", "Đang trả lời"
    ANSWERED = "answered", "Đã trả lời"
    MERGED = "merged", "Gộp vào phản ánh khác"
    HANDED = "handed", "Đã chuyển nơi có thẩm quyền"
    REFUSED = "refused", "Không tiếp nhận"


class RefusalReason(TextChoices):
    """Why a case is not taken up; feedback.refusal_words says it to the sender."""

    JUNK = "junk", "Không phải phản ánh (tin rác, thử máy)"
    UNCLEAR = "unclear", "Không rõ nội dung"
    NO_CONTACT = "no_contact", "Cần liên hệ nhưng người gửi ẩn danh"
    ELSEWHERE = "elsewhere", "Không thuộc phạm vi văn hóa công vụ"


class HandingState(TextChoices):
    """Where a request to hand a sender's contact on stands."""

    ASKED = "asked", "Chờ người thứ hai"
    AGREED = "agreed", "Đã đồng ý"
    DECLINED = "declined", "Không đồng ý"
    DONE = "done", "Đã bàn giao"


class Verdict(TextChoices):
    """What checking a case found; only what is verified counts in a score."""

    VERIFIED = "verified", "Đúng"
    PARTLY = "partly", "Đúng một phần"
    UNFOUNDED = "unfounded", "Không đúng"
    UNCLEAR = "unclear", "Không đủ căn cứ"


class LetterKind(TextChoices):
    """The letters that have a register."""

    APOLOGY = "apology", "Thư xin lỗi"
    THANKS = "thanks", "Thư cảm ơn"
    CONGRATULATION = "congratulation", "Thư chúc mừng"


class LetterState(TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", "Nháp"
    ISSUED = "issued", "Đã ban hành"
    SENT = "sent", "Đã gửi"
    CANCELLED = "void", "Đã hủy nháp"
