"""The organisation as a tree, of today or of a former day, and finding agencies by any name they had."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.gather.tree import eras, found, matches, tree_on
from agencies.rules.tree import sections
from agencies.views.parameters import day_of, page_of, words_of
from core import clock
from core.http import page_or_part


@require_safe
def agency_tree(request: HttpRequest) -> HttpResponse:
    """Everybody signed in sees the names of agencies (RELIABILITY §2.2: L)."""
    today = clock.today()
    day, words = day_of(request, today), words_of(request)
    context = {
        "q": words,
        "day": day,
        "is_today": day == today,
        "eras": eras(today),
        "action": reverse("agency_tree"),
    }
    if words:
        page = page_of(request, matches(words))
        context |= {"page": page, "found": found(list(page.object_list), today)}
    else:
        context["roots"] = [(root, sections(root)) for root in tree_on(day)]
    return page_or_part(request, "agencies/tree.html", "agencies/_tree.html", context)
