"""Templates of replies: those of an agency by its head, those for everybody by Home Affairs."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.text import squeeze
from feedback.actions.cases.moving import required
from feedback.actions.cases.refusals import CaseRefused
from feedback.models import ReplyTemplate
from feedback.rules.reply_templates import unknown_placeholders

MOST_NAME = 120
MOST_TEMPLATE = 4_000


def save_template(
    *, template: ReplyTemplate, name: str, text: str, is_active: bool, actor: User, at: datetime
) -> ReplyTemplate:
    """Keep a new template (without a key) or change one. Raises CaseRefused, AccessRefused."""
    require(actor, "reply_template.change", template)
    name = squeeze(required("name", name, MOST_NAME, "Hãy đặt tên cho mẫu."))
    text = required("text", text, MOST_TEMPLATE, "Hãy viết nội dung mẫu.")
    if unknown := unknown_placeholders(text):
        named = ", ".join(f"{{{one}}}" for one in unknown)
        raise CaseRefused({"text": f"Không có chỗ điền {named}. Hãy dùng các chỗ điền nêu bên dưới."})
    with transaction.atomic():
        _refuse_same_name(template, name)
        template.name, template.text, template.is_active = name, text, is_active
        template.save()
        audit.record(
            "reply_template.saved",
            actor=actor,
            subject=template,
            at=at,
            agency_id=template.agency_id,
            after={"name": name, "is_active": is_active},
        )
    return template


def _refuse_same_name(template: ReplyTemplate, name: str) -> None:
    same = ReplyTemplate.objects.filter(agency=template.agency_id, name=name).exclude(pk=template.pk)
    if same.exists():
        raise CaseRefused({"name": "Đã có mẫu mang tên này. Hãy sửa mẫu đó hoặc đặt tên khác."})
