"""Change how the office writes its papers; papers already issued stay as they are."""

from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.models import User
from core import audit
from core.errors import Conflict
from evaluations.gather.documents.style import THE_STYLE, document_style
from evaluations.models import DocumentStyle

CHANGED = "Người khác vừa đổi thể thức. Hãy tải lại trang để xem bản mới rồi sửa tiếp."
FIELDS = ("parent", "issuer", "place", "head_post", "symbols", "recipients")


def restyle(*, seen_version: int, actor: User, at: datetime, **style: Any) -> DocumentStyle:
    """Keep the style (every field of FIELDS); ``seen_version`` is the one that the edit started from.

    The same style again changes nothing. Raises Conflict when somebody else changed it meanwhile.
    """
    with transaction.atomic():
        row = DocumentStyle.objects.select_for_update(of=("self",)).filter(pk=THE_STYLE).first()
        before = document_style()
        known = {name: getattr(before, name) for name in FIELDS}
        if row is not None and known == style:
            return row
        if before.version != seen_version:
            raise Conflict(CHANGED)
        row = row or DocumentStyle(pk=THE_STYLE, version=0)
        for name in FIELDS:
            setattr(row, name, style[name])
        row.version, row.changed_by, row.changed_at = row.version + 1, actor, at
        row.save()
        audit.record("document_style.changed", actor=actor, subject=row, at=at, before=known, after=style)
    return row
