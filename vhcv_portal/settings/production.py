"""One server or many: PostgreSQL, Redis, nginx in front; vhcv_portal/checks.py refuses what is unsafe."""

from vhcv_portal.settings.base import *  # noqa: F403
from vhcv_portal.settings.base import CONTENT_SECURITY_POLICY, env

PORTAL_MODE = "production"
DEBUG = env.flag("DEBUG", False)
# Empty values are let through here so that the system checks can say everything that is missing at once.
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS", [f"https://{host}" for host in ALLOWED_HOSTS])

DATABASES = {"default": env.database("DATABASE_URL", "sqlite:///:memory:")}
DATABASES["default"]["CONN_MAX_AGE"] = env.integer("DATABASE_CONN_MAX_AGE", 60, highest=3600)

CELERY_BROKER_URL = env.address(
    "CELERY_BROKER_URL", "memory://", ("redis", "rediss", "amqp", "amqps", "memory")
)

# No request talks to Redis (docs/decisions/no-redis-in-a-request.md): what all nodes must count together,
# the limits on logging in, is in the database; parts of pages, keyed by revision, are in each process.
CACHES = {
    "default": {"BACKEND": "core.shared_cache.SharedCache", "LOCATION": "portal_cache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vhcv_portal.storage.PortalStaticStorage"},
}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 365 * 24 * 60 * 60, lowest=1)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.flag("HSTS_PRELOAD", True)
# A name that begins with __Host- is refused by the browser unless Secure, without Domain and for the path /.
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"upgrade-insecure-requests": True}
}
# nginx is the one proxy in front; allauth limits by the address that it saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 1, highest=5)

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10
globals().update(env.email("EMAIL_URL", "consolemail://"))
