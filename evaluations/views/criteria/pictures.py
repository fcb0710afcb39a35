"""Example pictures of a criterion: added and taken off in a draft, seen by whoever sees the set."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.access import require
from core.attachments import serve
from core.forms import form_uuid
from evaluations.actions.criteria.editing import taken_over
from evaluations.actions.criteria.pictures import MOST_EACH, add_picture, remove_picture
from evaluations.forms.criteria.groups import PictureForm
from evaluations.gather.criteria.pictures import examples_of
from evaluations.models import CriteriaSet, CriterionPicture
from evaluations.views.criteria.frame import (
    FormWords,
    acted,
    draft_trail,
    drafts_of,
    edit_page,
    seen_edition,
    visible_criterion,
)


@require_http_methods(["GET", "HEAD", "POST"])
def criterion_pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """The pictures of a criterion, and a form for one more."""
    user: Any = request.user
    criterion = visible_criterion(request, pk)
    draft = criterion.criteria_set
    require(user, "criteria_set.edit", draft)
    form = PictureForm(request.POST or None, request.FILES or None)
    trail = draft_trail(draft, "Ảnh mẫu", (criterion.code, reverse("criterion_edit", args=[pk])))
    back = reverse("criterion_edit", args=[pk])
    words = FormWords(
        f"Ảnh mẫu của {criterion.code}", "Thêm ảnh", back, trail, criterion.statement, symbol="image"
    )

    def act() -> HttpResponse:
        add_picture(
            picture_id=form_uuid(request.POST),
            criterion=criterion,
            **form.cleaned_data,
            seen_edition=seen_edition(request),
            actor=user,
            at=clock.now(),
        )
        messages.success(request, "Đã thêm ảnh mẫu.")
        return redirect("criterion_pictures", pk=pk)

    return edit_page(
        request,
        draft,
        form,
        words,
        act,
        template="criteria/pictures.html",
        examples=examples_of([pk]).get(pk, ()),
        most=MOST_EACH,
        is_read_only=criterion.code in taken_over(draft, "criteria"),
        form_id=request.POST.get("form_uuid", ""),
    )


@require_POST
def criterion_picture_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a picture off a criterion of a draft."""
    rows = CriterionPicture.objects.filter(criterion__criteria_set__in=drafts_of(request))
    picture = get_object_or_404(rows.select_related("criterion__criteria_set", "attachment"), pk=pk)
    draft = picture.criterion.criteria_set
    require(request.user, "criteria_set.edit", draft)
    made: Any = {"seen_edition": seen_edition(request), "actor": request.user, "at": clock.now()}
    code = picture.criterion.code
    return acted(
        request, draft, lambda: remove_picture(picture=picture, **made), f"Đã bỏ một ảnh mẫu của {code}."
    )


@require_safe
def criterion_picture(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture in full."""
    return serve(request, _visible(request, pk).attachment)


@require_safe
def criterion_thumbnail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The picture at 320 pixels."""
    return serve(request, _visible(request, pk).attachment, small=True)


def _visible(request: HttpRequest, pk: UUID) -> CriterionPicture:
    user: Any = request.user
    sets = CriteriaSet.objects.visible_to(user, clock.today())
    rows = CriterionPicture.objects.filter(criterion__criteria_set__in=sets)
    return get_object_or_404(rows.select_related("attachment"), pk=pk)
