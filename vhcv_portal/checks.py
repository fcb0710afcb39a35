"""Start-up checks of production, beyond what ``check --deploy`` asks; each says how to mend it.

Django runs them in every command, Celery in every worker; gunicorn and the WSGI module call
``refuse_unless_safe``.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50


@register("vhcv")
def production_is_safe(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Return what forbids production to start; other modes are not asked."""
    if settings.PORTAL_MODE != "production":
        return []
    return [*_secret(), *_debug(), *_hosts(), *_database(), *_broker(), *_cookies(), *_mail()]


def _secret() -> Iterator[CheckMessage]:
    """E001: the key that signs sessions and QR codes is there and long enough."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if len(key) < SHORTEST_SECRET or len(set(key)) < 5:
        yield Error(
            f"SECRET_KEY thiếu hoặc ngắn hơn {SHORTEST_SECRET} ký tự.",
            hint='Tạo khóa: python3 -c "import secrets; print(secrets.token_urlsafe(50))" rồi ghi vào .env.',
            id="vhcv.E001",
        )


def _debug() -> Iterator[CheckMessage]:
    """E002: error pages do not show the inside of the portal."""
    if settings.DEBUG:
        yield Error("DEBUG đang bật.", hint="Bỏ DEBUG khỏi .env (mặc định là tắt).", id="vhcv.E002")


def _hosts() -> Iterator[CheckMessage]:
    """E003: the names under which the portal answers are listed one by one."""
    hosts = settings.ALLOWED_HOSTS
    if not hosts or any("*" in host for host in hosts):
        yield Error(
            "ALLOWED_HOSTS trống hoặc chứa dấu *.",
            hint="Ghi đúng tên miền, ví dụ ALLOWED_HOSTS=vanhoacongvu.vinhlong.gov.vn.",
            id="vhcv.E003",
        )


def _database() -> Iterator[CheckMessage]:
    """E004: several processes write, so the database is PostgreSQL."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Error(
            "Cơ sở dữ liệu là SQLite hoặc chưa khai báo.",
            hint="Đặt DATABASE_URL=postgres://tên:mật-khẩu@127.0.0.1:5432/vhcv.",
            id="vhcv.E004",
        )


def _broker() -> Iterator[CheckMessage]:
    """E005: the broker is outside the process; the one in memory is of the trial."""
    if settings.CELERY_BROKER_URL.startswith("memory"):
        yield Error(
            "Hàng đợi tác vụ nằm trong bộ nhớ hoặc chưa khai báo.",
            hint="Đặt CELERY_BROKER_URL=redis://127.0.0.1:6379/0.",
            id="vhcv.E005",
        )


def _cookies() -> Iterator[CheckMessage]:
    """E006: cookies are bound to this one host over HTTPS."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    secure = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    if not secure or not all(name.startswith("__Host-") for name in names):
        yield Error(
            "Cookie phiên hoặc CSRF không gắn chặt với máy chủ.",
            hint="Giữ tên bắt đầu bằng __Host- và bật Secure như trong settings/production.py.",
            id="vhcv.E006",
        )


def _mail() -> Iterator[CheckMessage]:
    """W001: letters leave the building."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") or not settings.DEFAULT_FROM_EMAIL:
        yield Warning(
            "Thư điện tử chưa được gửi đi.",
            hint="Đặt EMAIL_URL=smtp+tls://tên:mật-khẩu@máy-chủ:587 và DEFAULT_FROM_EMAIL.",
            id="vhcv.W001",
        )


def refuse_unless_safe() -> None:
    """Run the portal's own checks and end the process with their words if one is an error."""
    errors = [message for message in run_checks(tags=["vhcv"]) if message.is_serious()]
    if errors:
        sys.exit("Cổng từ chối khởi động:\n" + "\n".join(str(message) for message in errors))
