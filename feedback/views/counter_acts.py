"""Opening a counter, giving it another code and taking its code back; all are Home Affairs' acts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from core.access import require
from core.forms import form_uuid
from feedback.actions.create_counter import CounterDoesNotFit, create_counter
from feedback.actions.replace_code import replace_code
from feedback.actions.revoke_counter import revoke_counter
from feedback.forms.counters import CounterForm, ReplaceForm, RevokeForm
from feedback.models import Counter


@require_http_methods(["GET", "HEAD", "POST"])
def counter_create(request: HttpRequest) -> HttpResponse:
    """Open a counter; its page shows the code."""
    require(request.user, "counter.create")
    form = CounterForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            counter = create_counter(
                form_id=form_uuid(request.POST), actor=request.user, at=clock.now(), **form.cleaned_data
            )
        except CounterDoesNotFit as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lập {counter.name}. Hãy in tờ dán và đặt tại quầy.")
            return redirect("counter_detail", pk=counter.pk)
    return render(request, "feedback/counter_create.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def counter_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take the code back at once."""
    counter = get_object_or_404(Counter.objects.visible_to(request.user, clock.today()), pk=pk)
    require(request.user, "counter.revoke", counter)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        revoke_counter(
            counter=counter, reason=form.cleaned_data["reason"], actor=request.user, at=clock.now()
        )
        messages.success(request, f"Đã thu hồi mã của {counter.name}; ai quét mã cũ sẽ được báo.")
        return redirect("counter_detail", pk=counter.pk)
    return render(request, "feedback/counter_revoke.html", {"form": form, "counter": counter})


@require_http_methods(["GET", "HEAD", "POST"])
def counter_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then let the counter go on under another code."""
    counter = get_object_or_404(Counter.objects.visible_to(request.user, clock.today()), pk=pk)
    require(request.user, "counter.replace", counter)
    form = ReplaceForm(request.POST or None, initial={"code": counter.code})
    if request.method == "POST" and form.is_valid():
        replace_code(counter=counter, actor=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(
            request,
            f"Đã thay mã của {counter.name}. Hãy in tờ dán mới và gỡ tờ cũ; ai quét mã cũ sẽ được báo.",
        )
        return redirect("counter_detail", pk=counter.pk)
    return render(request, "feedback/counter_replace.html", {"form": form, "counter": counter})
