"""Settings shared by every way of running the portal; what differs comes from the environment."""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from vhcv_portal.environment import Environment
from vhcv_portal.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = Environment()
env.read_file(Path(os.environ.get("PORTAL_ENV_FILE", BASE_DIR / ".env")))

VAR_DIR = Path(env.text("PORTAL_VAR_DIR", str(BASE_DIR / "var")))
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
for folder in (VAR_DIR / "assets", STATIC_ROOT, MEDIA_ROOT):
    folder.mkdir(parents=True, exist_ok=True)

# What the portal says of itself. A mode is set by each settings module; checks and pages read it.
PORTAL_MODE = "base"
PORTAL_DEMO = env.flag("PORTAL_DEMO", False)
PORTAL_PROVINCE = env.text("PORTAL_PROVINCE", "Vĩnh Long")
# The address that e-mails and QR codes lead to, such as https://vanhoacongvu.vinhlong.gov.vn.
PORTAL_URL = env.address("PORTAL_URL", "", ("https", "http"))
# Signs the codes on counters, which hang on walls for years: apart from SECRET_KEY, which may be changed
# sooner. Empty: SECRET_KEY signs.
QR_SIGNING_KEY = env.text("QR_SIGNING_KEY", "")
QR_SIGNING_KEY_FALLBACKS = env.names("QR_SIGNING_KEY_FALLBACKS")
# Of the visits that a one-stop unit hands in, how many per cent are drawn to be asked, and how many one-time
# codes one person gets in a month from one agency.
VISIT_SHARE_PERCENT = env.integer("VISIT_SHARE_PERCENT", 100, lowest=1, highest=100)
VISIT_CODES_PER_PERSON = env.integer("VISIT_CODES_PER_PERSON", 4, lowest=1, highest=100)
# How many ratings, reports and sentences are believed (docs/decisions/flood-and-stuffing.md): of one source
# at one counter a day, of a machine on the spot, the most that is taken at all; of a counter in ten minutes
# and in a day; reports and sentences of one source a day, and of the whole province in ten minutes.
FLOOD_SOURCE_SOFT = env.integer("FLOOD_SOURCE_SOFT", 20, lowest=1)
FLOOD_KIOSK_SOFT = env.integer("FLOOD_KIOSK_SOFT", 60, lowest=1)
FLOOD_SOURCE_HARD = env.integer("FLOOD_SOURCE_HARD", 200, lowest=1)
FLOOD_BURST = env.integer("FLOOD_BURST", 30, lowest=1)
FLOOD_DAY = env.integer("FLOOD_DAY", 150, lowest=1)
FLOOD_CASES = env.integer("FLOOD_CASES", 5, lowest=1)
FLOOD_KIOSK_CASES = env.integer("FLOOD_KIOSK_CASES", 20, lowest=1)
FLOOD_CASES_BURST = env.integer("FLOOD_CASES_BURST", 30, lowest=1)
FLOOD_REMARKS = env.integer("FLOOD_REMARKS", 20, lowest=1)
FLOOD_KIOSK_REMARKS = env.integer("FLOOD_KIOSK_REMARKS", 60, lowest=1)
FLOOD_REMARKS_BURST = env.integer("FLOOD_REMARKS_BURST", 300, lowest=1)
# What the custodians let through goes out at night, together: at once from so many cases (or sentences of
# ratings) of the whole province, fewer when the oldest has waited so many days. Three hide on which day one
# was read; two days are the desk's share of the term (feedback/rules/case_terms.py).
CASE_BATCH_LEAST = env.integer("CASE_BATCH_LEAST", 3, lowest=1, highest=50)
CASE_BATCH_MOST_DAYS = env.integer("CASE_BATCH_MOST_DAYS", 2, lowest=1, highest=10)
# Whether anybody may read released results without an account (each release says for itself as well).
PUBLIC_RESULTS = env.flag("PUBLIC_RESULTS", False)
# While this file exists the demonstration province is being loaded (see vhcv_portal/loading.py).
PORTAL_LOADING_FILE = VAR_DIR / "loading"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "lucide",
    "core",
    "agencies",
    "registers",
    "feedback",
    "evaluations",
    "reporting",
    "vhcv_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vhcv_portal.middleware.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.RequestContextMiddleware",
]

ROOT_URLCONF = "vhcv_portal.urls"
WSGI_APPLICATION = "vhcv_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "core.context_processors.portal",
                "agencies.context_processors.acting",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["core.templatetags.vhcv", "lucide.templatetags.lucide"],
        },
    }
]

# -- language and formats: 02/11/2026 is 2 November, 1.234,50 is one thousand and a bit
LANGUAGE_CODE = "vi"
# English is for citizens' pages that are asked for in it; staff always read Vietnamese (no LocaleMiddleware).
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["vhcv_portal.formats"]
LOCALE_PATHS = [BASE_DIR / "vhcv_portal" / "locale"]

# -- logging in
AUTH_USER_MODEL = "agencies.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["core.hashers.PortalArgon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "vhcv_portal.adapter.PortalAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# A province's offices come through one or two outside addresses, so the limit per address is wide and the
# narrow one is per account: allauth's defaults would stop a commune's month end after 30 logins. A login that
# succeeds is given back, so only failures count; nothing limits how many people log in from one address,
# for on a month's last day that is a thousand a minute.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "120/m/ip,8/5m/key",
    "reset_password": "60/m/ip,5/m/key",
}

# -- sessions, cookies, headers
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        # data: for the pictures inside Tabler's style sheet, blob: for the preview of a photo just taken
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY = {
    "camera": "(self)",
    "geolocation": "(self)",
    **dict.fromkeys(
        ["accelerometer", "autoplay", "display-capture", "gyroscope", "microphone", "midi", "payment", "usb"],
        "()",
    ),
}
# Typed text is small; photos go through core's attachments, which has its own limit per file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# -- files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets"]
MEDIA_URL = "/tep/"

# -- background work (DESIGN: the database is the truth, the broker a hint)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT = 4 * 60
CELERY_TASK_TIME_LIMIT = 5 * 60
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A message is given to another worker after 10 minutes, twice the longest a task may take. A Redis that
# accepts and never answers would hold a publisher for ever without the two seconds.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 10 * 60,
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
    "interval_max": 0.2,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

# -- log: one line per event on the console; no addresses of people, no bodies of requests
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
        "json": {"()": "vhcv_portal.logs.JsonFormatter"},
    },
    "filters": {"citizens": {"()": "vhcv_portal.logs.LeaveCitizensOut"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["citizens"],
            "formatter": env.choice("LOG_FORMAT", "plain", ("plain", "json")),
        }
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # At DEBUG these write out what a citizen sent: the EXIF of a photo, a form's values, a statement's.
        **{name: {"level": "INFO"} for name in ("PIL", "django.template", "django.db.backends")},
        "celery": {"level": "WARNING"},
        # beat and the relay speak each second; only their troubles are worth a line
        "celery.beat": {"level": "WARNING"},
    },
}
