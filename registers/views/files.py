"""Evidence of an entry: added, and handed out to those who may read the entry."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core import audit, clock
from core.access import require
from core.attachments import JPEG, serve
from core.errors import Refused
from core.models import Attachment
from registers.actions.files import MOST_AT_ONCE, add_evidence
from registers.models import Entry, EntryFile
from registers.views.detail import detail_page
from registers.views.frame import visible_entry


@require_POST
def evidence_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the files that were chosen; what is wrong with one is said on the entry's page."""
    user: Any = request.user
    entry = visible_entry(request, pk)
    require(user, "register.edit", entry)
    files: list[Any] = list(request.FILES.getlist("files"))[: MOST_AT_ONCE + 1]
    try:
        count = add_evidence(entry=entry, files=files, actor=user, at=clock.now())
    except Refused as refusal:
        return detail_page(request, entry, status=refusal.status, files_error=refusal.message)
    said = f"Đã thêm {count} tệp minh chứng." if count else "Những tệp này đã có trong mục."
    messages.success(request, said)
    return redirect("register_entry", pk=pk)


@require_safe
def entry_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A picture in full, or a PDF as a download; a look at what proves somebody's breach leaves a trace."""
    found = _visible(request, pk)
    entry = Entry.objects.get(files__attachment=found)
    if entry.is_private and entry.staff_id != request.user.staff_id:  # type: ignore[union-attr]
        audit.record(
            "register_entry.looked_at",
            actor=request.user,
            subject=entry,
            at=clock.now(),
            agency_id=entry.agency_id,
            after={"file": str(found.pk)},
        )
    return serve(request, found)


@require_safe
def entry_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A picture at 320 pixels."""
    return serve(request, get_object_or_404(_readable(request).filter(content_type=JPEG), pk=pk), small=True)


def _visible(request: HttpRequest, pk: UUID) -> Attachment:
    return get_object_or_404(_readable(request), pk=pk)


def _readable(request: HttpRequest) -> Any:
    user: Any = request.user
    entries = Entry.objects.visible_to(user, clock.today())
    kept = EntryFile.objects.filter(entry__in=entries).values("attachment")
    return Attachment.objects.filter(pk__in=kept)
