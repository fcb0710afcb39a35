"""What every test runs under: strict reading of templates and queries, lanes, borrowed services."""

from vhcv_portal.compile_messages import compile_all

pytest_plugins = ["tests.strict", "tests.flushing", "tests.services", "agencies.tests.cast"]


def pytest_configure() -> None:
    """Compile the translations, which tests read and git does not keep."""
    compile_all()
