"""The Celery application: late acknowledgement, JSON only, no ETA, one schedule in code."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vhcv_portal.settings.trial")

app = Celery("vhcv_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# what one app's messages ask of another stands in a module of its own, named after the one that asks
app.autodiscover_tasks(related_name="feedback_tasks")
