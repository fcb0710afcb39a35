"""Settings of the test run: the trial's, apart from the person's own .env and with files of its own."""

import os

os.environ["PORTAL_ENV_FILE"] = os.devnull
# Only these two reach a test run from outside; a SECRET_KEY or a Redis of the machine must not change it.
for name in (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "CELERY_BROKER_URL",
    "EMAIL_URL",
    "DEBUG",
    "PORTAL_DEMO",
    "PUBLIC_RESULTS",
):
    os.environ.pop(name, None)

from vhcv_portal.settings.trial import *  # noqa: E402, F403
from vhcv_portal.settings.trial import DATABASES, MIDDLEWARE, VAR_DIR  # noqa: E402

PORTAL_MODE = "test"
SECRET_KEY = "a key of the test run only, known to everybody, and long enough for the checks"
MIDDLEWARE = [name for name in MIDDLEWARE if name != "vhcv_portal.loading.LoadingMiddleware"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in the trial: the shared in-memory database locks as soon as a worker thread takes part.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
MEDIA_ROOT = VAR_DIR / "test-media"  # tests/services.py gives each run a folder of its own
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Argon2id is right for people and would cost a factory 20 ms for each; core's own tests use it by name.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "core.hashers.PortalArgon2Hasher"]
