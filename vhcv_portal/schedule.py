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
    "settle-traces": {
        "task": "feedback.tasks.settle_traces_nightly",
        "schedule": crontab(hour=0, minute=2),
        "options": {"expires": 6 * 60 * 60},
    },
    "refresh-open-periods": {
        "task": "evaluations.tasks.refresh_open_periods",
        "schedule": crontab(hour=1, minute=30),
        "options": {"expires": 6 * 60 * 60},
    },
    "follow-up-day": {
        "task": "evaluations.tasks.follow_up_day",
        "schedule": crontab(hour=0, minute=15),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind-forms": {
        "task": "evaluations.tasks.remind_forms",
        "schedule": crontab(hour=7, minute=45),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind-remedies": {
        "task": "evaluations.tasks.remind_remedies",
        "schedule": crontab(hour=7, minute=30),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind-signing": {
        "task": "evaluations.tasks.remind_signing",
        "schedule": crontab(hour=7, minute=35),
        "options": {"expires": 6 * 60 * 60},
    },
    "survey-night": {
        "task": "evaluations.tasks.survey_night",
        "schedule": crontab(hour=2, minute=20),
        "options": {"expires": 6 * 60 * 60},
    },
    "visits-night": {
        "task": "feedback.tasks.visits_night",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 6 * 60 * 60},
    },
    "draw-evidence": {
        "task": "evaluations.tasks.draw_evidence",
        "schedule": crontab(hour=0, minute=25),
        "options": {"expires": 6 * 60 * 60},
    },
    "release-batch": {
        "task": "feedback.tasks.release.release_batch",
        "schedule": crontab(hour=5, minute=30),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind-cases": {
        "task": "feedback.tasks.cases.remind_cases",
        "schedule": crontab(hour=7, minute=15),
        "options": {"expires": 6 * 60 * 60},
    },
    "remind-apologies": {
        "task": "feedback.tasks.remind_apologies",
        "schedule": crontab(hour=7, minute=10),
        "options": {"expires": 6 * 60 * 60},
    },
    "find-late-facts": {
        "task": "evaluations.tasks.find_late_facts",
        "schedule": crontab(hour=2, minute=50),
        "options": {"expires": 6 * 60 * 60},
    },
    "settle-registers": {
        "task": "evaluations.tasks.settle_registers_nightly",
        "schedule": crontab(hour=0, minute=45),
        "options": {"expires": 6 * 60 * 60},
    },
}
