"""Assembly of the portal: settings, addresses, Celery and start-up checks; no domain rule lives here."""

from vhcv_portal.celery import app as celery_app

__all__ = ["celery_app"]
