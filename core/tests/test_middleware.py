"""What every request gets: an id of its own, private answers, and refusals as pages."""

from uuid import UUID

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from core.errors import AccessRefused, Conflict, PeriodClosed
from core.forms import BadFormId
from core.requests import current_request_id

REFUSALS = {
    "closed": PeriodClosed(),
    "conflict": Conflict("Đã có người sửa trước."),
    "access": AccessRefused("Chỉ trưởng đoàn được kết luận."),
    "form": BadFormId(),
}


def plain(request):
    return HttpResponse(f"{current_request_id()} {current_request_id()}")


def kept(request):
    return HttpResponse("x", headers={"Cache-Control": "private, no-cache"})


def refuse(request, name):
    raise REFUSALS[name]


def broken(request):
    raise RuntimeError("broken")


urlpatterns = [
    path("plain/", plain),
    path("public/", login_not_required(plain)),
    path("kept/", kept),
    path("refuse/<name>/", refuse),
    path("broken/", broken),
    path("", include("vhcv_portal.urls")),
]


@pytest.fixture(autouse=True)
def probe_addresses():
    """The portal's addresses and a few that only these tests know."""
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def signed_in(client, make_person):
    client.force_login(make_person("hoa"))
    return client


def test_one_request_has_one_id_and_the_next_another(signed_in):
    answers = [signed_in.get("/plain/") for _time in range(2)]
    for answer in answers:
        first, second = answer.content.decode().split()
        assert first == second == answer["X-Request-ID"]
        assert UUID(first)
    assert answers[0]["X-Request-ID"] != answers[1]["X-Request-ID"]
    assert current_request_id() != UUID(answers[1]["X-Request-ID"])


def test_a_request_that_breaks_leaves_no_id_behind(signed_in):
    with pytest.raises(RuntimeError):
        signed_in.get("/broken/")
    assert current_request_id() != current_request_id()


def test_what_a_signed_in_person_sees_is_stored_nowhere(signed_in):
    assert set(signed_in.get("/plain/")["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_a_view_may_say_otherwise(signed_in):
    assert signed_in.get("/kept/")["Cache-Control"] == "private, no-cache"


def test_a_public_page_is_not_marked_private(client, db):
    answer = client.get("/public/")
    assert "Cache-Control" not in answer
    assert UUID(answer["X-Request-ID"])


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("closed", 409, "Kỳ đánh giá đã khóa"),
        ("conflict", 409, "Đã có người sửa trước."),
        ("access", 403, "Chỉ trưởng đoàn được kết luận."),
        ("form", 400, "Biểu mẫu thiếu mã nhận dạng hợp lệ."),
    ],
)
def test_a_refusal_is_a_page_that_says_why(signed_in, name, status, words):
    answer = signed_in.get(f"/refuse/{name}/")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
