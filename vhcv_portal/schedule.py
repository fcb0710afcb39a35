"""What runs by itself and when; the only schedule there is, read by beat.

Each task is safe to run twice and finds its work in the database, so a beat that stood still loses nothing.
``expires`` (seconds) lets a worker that was away drop the repeats that piled up meanwhile.
Hours are of Asia/Ho_Chi_Minh (``CELERY_TIMEZONE``).
"""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "relay-outbox": {
        "task": "core.tasks.relay_outbox",
        "schedule": 1.0,
        "options": {"expires": 5},
    },
    "reconcile-outbox": {
        "task": "core.tasks.reconcile_outbox",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "tidy-up": {
        "task": "core.tasks.tidy_up",
        "schedule": crontab(hour=3, minute=10),
        "options": {"expires": 6 * 60 * 60},
    },
    "open-periods": {
        "task": "evaluations.tasks.open_periods",
        "schedule": crontab(hour=0, minute=5),
        "options": {"expires": 6 * 60 * 60},
    },
    "refresh-open-periods": {
        "task": "evaluations.tasks.refresh_open_periods",
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": 6 * 60 * 60},
    },
}
