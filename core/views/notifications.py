"""What the signed-in person was told: the list, opening one, marking all as read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.dates import format_moment
from core.http import page_or_part
from core.models import Notification
from core.notifications import label_of

PER_PAGE = 30


@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """The person's notifications, newest first; ``?chua-doc=1`` shows only unread ones."""
    only_unread = bool(request.GET.get("chua-doc"))
    mine = Notification.objects.of(request.user)
    page = Paginator(mine.unread() if only_unread else mine, PER_PAGE).get_page(request.GET.get("trang"))
    items = [_item(notification) for notification in page]
    context = {"page": page, "items": items, "only_unread": only_unread}
    return page_or_part(request, "notifications/list.html", "notifications/_list.html", context)


def _item(notification: Notification) -> dict[str, object]:
    return {
        "id": notification.pk,
        "subject": notification.subject,
        "body": notification.body,
        "label": label_of(notification.kind),
        "when": format_moment(notification.created_at),
        "unread": notification.read_at is None,
        "has_url": bool(notification.url),
    }


@require_POST
def notification_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go to what it speaks of."""
    notification = get_object_or_404(Notification.objects.of(request.user), pk=pk)
    notification.mark_read(clock.now())
    return redirect(notification.url or "notification_list")


@require_POST
def notification_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of the person's notifications as read."""
    Notification.objects.of(request.user).mark_all_read(clock.now())
    return redirect("notification_list")
