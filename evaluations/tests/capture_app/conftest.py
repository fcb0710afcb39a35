"""The month of November 2026 with a visit, and phones to record it on."""

from evaluations.tests.capture_app.engine_fixtures import engine_build, engine_phone, engine_server, line
from evaluations.tests.capture_app.screens_fixtures import app_build, app_phone, app_server
from evaluations.tests.inspections.conftest import draft, member, month, on_site, the_present

__all__ = [
    "app_build",
    "app_phone",
    "app_server",
    "draft",
    "engine_build",
    "engine_phone",
    "engine_server",
    "line",
    "member",
    "month",
    "on_site",
    "the_present",
]
