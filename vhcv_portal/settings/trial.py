"""The trial: SQLite, Celery inside the web process, no Redis; for one machine and a demonstration."""

from vhcv_portal.secret import kept_secret
from vhcv_portal.settings.base import *  # noqa: F403
from vhcv_portal.settings.base import CELERY_BROKER_TRANSPORT_OPTIONS, MIDDLEWARE, VAR_DIR, env

PORTAL_MODE = "trial"
PORTAL_DEMO = env.flag("PORTAL_DEMO", True)
PUBLIC_RESULTS = env.flag("PUBLIC_RESULTS", True)
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY") or kept_secret(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR}/trial.sqlite3")}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages")
}

# inside the header middlewares, outside sessions and everything else that asks the database
MIDDLEWARE = [*MIDDLEWARE[:4], "vhcv_portal.loading.LoadingMiddleware", *MIDDLEWARE[4:]]
WHITENOISE_USE_FINDERS = True

# The memory broker lives in this process; the default polling of one second would make every task feel slow.
CELERY_BROKER_URL = env.address("CELERY_BROKER_URL", "memory://localhost", ("memory", "redis", "rediss"))
if CELERY_BROKER_URL.startswith("memory"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.05}

DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "khong-tra-loi@localhost")
globals().update(env.email("EMAIL_URL", f"filemail:///{VAR_DIR}/mail"))
