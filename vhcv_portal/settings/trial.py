"""The trial: SQLite, Celery inside the web process, no Redis; for one machine and a demonstration."""

from vhcv_portal.settings.base import *  # noqa: F403
from vhcv_portal.settings.base import VAR_DIR, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="trial-only")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
VAR_DIR.mkdir(exist_ok=True)
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/trial.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="memory://")
