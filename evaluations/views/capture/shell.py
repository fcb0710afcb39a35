"""The app on the phone: its page, its service worker and what makes it installable.

None of the three holds anything of a person, so the phone may keep them and every phone gets the same bytes.
"""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.static_assets import asset_url
from evaluations.views.capture.precaching import files_named_in, kept, script_of
from evaluations.views.capture.version import newest_version

NOT_BUILT = (
    'self.addEventListener("install", (event) => event.waitUntil(Promise.reject(new Error("not built"))));'
)
"""A worker that never takes over: while assets are missing here, a phone keeps the worker it has."""


@require_safe
def capture_app(request: HttpRequest) -> HttpResponse:
    """The page of the app; without the built script it leads to the ordinary page of a visit."""
    return HttpResponse(_page())


@require_safe
@login_not_required
def capture_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what to keep in front of it."""
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = reverse("capture_app")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@login_not_required
def capture_manifest(request: HttpRequest) -> HttpResponse:
    """What the phone needs to put the app on its home screen."""
    return HttpResponse(_manifest(), content_type="application/manifest+json; charset=utf-8")


def _page() -> str:
    """Rendered without a request: no context processor can put a person into it."""
    return render_to_string(
        "capture/app.html",
        {
            "script": asset_url("capture.js"),
            "manifest": reverse("capture_manifest"),
            "ordinary": reverse("inspection_list"),
            "logout": reverse("account_logout"),
            "version": newest_version(),
        },
    )


def _worker() -> str:
    script = script_of("capture-worker.js")
    if not script:
        return NOT_BUILT
    page = _page()
    entries = [
        kept(reverse("capture_app"), page.encode()),
        kept(reverse("capture_manifest"), _manifest().encode()),
        *files_named_in(page),
    ]
    return f"self.__VHCV_PRECACHE={json.dumps(entries)};\n{script}"


def _manifest() -> str:
    icons = [
        {"src": static(f"img/capture/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    return json.dumps(
        {
            "id": reverse("capture_app"),
            "name": "Văn hóa công vụ: kiểm tra tại chỗ",
            "short_name": "Kiểm tra",
            "description": "Ghi nhận cuộc kiểm tra tại chỗ, cả khi không có mạng.",
            "lang": "vi",
            "dir": "ltr",
            "start_url": reverse("capture_app"),
            "scope": reverse("capture_app"),
            "display": "standalone",
            "orientation": "portrait",
            "background_color": "#ffffff",
            "theme_color": "#0c2d48",
            "icons": [{**icon, "purpose": purpose} for icon in icons for purpose in ("any", "maskable")],
        },
        ensure_ascii=False,
    )
