"""The engine of the phone app on a real server, for sessions over a broken line."""

from evaluations.tests.capture_app.engine_fixtures import engine_build, engine_server

__all__ = ["engine_build", "engine_server"]
