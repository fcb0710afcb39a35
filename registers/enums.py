"""Closed lists of the registers: stored codes are short English, labels are what the screen shows."""

from django.db.models import TextChoices


class EntryState(TextChoices):
    """Life of an entry: the agency declares, the inspectorate verifies; only verified ones count."""

    DECLARED = "declared", "Chờ xác nhận"
    VERIFIED = "verified", "Đã xác nhận"
    REFUSED = "refused", "Chưa chấp nhận"
    WITHDRAWN = "withdrawn", "Đã rút"


LIVE = frozenset({EntryState.DECLARED, EntryState.VERIFIED})


class IndexKind(TextChoices):
    """Indices that others measure; the portal keeps them and never adds them to a score."""

    PAR_INDEX = "par_index", "Chỉ số cải cách hành chính (PAR INDEX)"
    SIPAS = "sipas", "Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)"
    QD766 = "qd766", "Chỉ số phục vụ người dân, doanh nghiệp (QĐ 766/QĐ-TTg)"
