"""What every test runs under: strict reading of templates and queries, lanes, borrowed services."""

from hypothesis import HealthCheck, settings

from vhcv_portal.compile_messages import compile_all

pytest_plugins = ["tests.strict", "tests.flushing", "tests.services", "agencies.tests.cast"]


def pytest_configure() -> None:
    """Compile the translations, which tests read and git does not keep; give examples the time they take."""
    compile_all()
    # how fast a loaded machine makes examples is no property of the code they are examples for
    settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("portal")
