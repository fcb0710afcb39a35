"""Reads settings from the environment by type; a value that makes no sense stops with one sentence."""

import os
import re
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ


class SettingError(SystemExit):
    """A variable cannot be used. Ends the process with its sentence and no traceback, whoever reads it.

    It is a ``SystemExit`` because the same settings are read by manage.py, gunicorn, Celery and tools,
    and the person who mistyped a variable should see the same single line from each of them.
    """

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(
            f"Cấu hình sai: biến {name}={value!r} không dùng được; cần {expected}. Xem .env.example."
        )


class Environment:
    """Typed access to variables; every method names the variable, its value and what was expected."""

    def __init__(self) -> None:
        self._env = environ.Env()

    def read_file(self, path: Path) -> None:
        """Take variables from a ``.env`` file; those already in the environment win."""
        if path.is_file():
            self._env.read_env(path, overwrite=False)

    def given(self, name: str) -> bool:
        """Whether the variable has a value that is not empty."""
        return bool(os.environ.get(name, "").strip())

    def text(self, name: str, default: str = "") -> str:
        """Return the text, or the default when unset or empty."""
        return os.environ[name].strip() if self.given(name) else default

    def integer(self, name: str, default: int, *, lowest: int = 0, highest: int = 2**31) -> int:
        """Return a whole number within [lowest, highest]."""
        raw = self.text(name, str(default))
        if not re.fullmatch(r"-?\d{1,12}", raw) or not lowest <= int(raw) <= highest:
            raise SettingError(name, raw, f"một số nguyên từ {lowest} đến {highest}")
        return int(raw)

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false; anything but the six usual words is an error rather than false."""
        raw = self.text(name, str(default)).lower()
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if raw not in words:
            raise SettingError(name, raw, "true hoặc false")
        return words[raw]

    def names(self, name: str, default: list[str] | None = None) -> list[str]:
        """Return a list from text separated by commas."""
        if not self.given(name):
            return list(default or [])
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """Return one of the allowed words."""
        raw = self.text(name, default)
        if raw not in allowed:
            raise SettingError(name, raw, "một trong: " + ", ".join(allowed))
        return raw

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Return Django's description of a database, SQLite or PostgreSQL only, with the portal's options."""
        raw = self.text(name, default)
        config = self._parsed(name, raw, self._env.db_url_config, "một địa chỉ postgres:// hoặc sqlite:///")
        engine = str(config.get("ENGINE", ""))
        if engine.endswith("sqlite3"):
            return config | {"OPTIONS": dict(SQLITE_OPTIONS)}
        if not engine.endswith("postgresql") or not config.get("NAME"):
            raise SettingError(name, _without_password(raw), "một địa chỉ postgres:// hoặc sqlite:///")
        options = {"connect_timeout": 5} | dict(config.get("OPTIONS") or {})
        # the folder of a socket stands in the host's place, written %2Frun%2Fpostgresql
        host = unquote(str(config.get("HOST", "")))
        return config | {"HOST": host, "OPTIONS": options, "CONN_HEALTH_CHECKS": True}

    def email(self, name: str, default: str) -> dict[str, Any]:
        """Return Django's e-mail settings from an address such as ``smtp+tls://user:pass@host:587``."""
        raw = self.text(name, default)
        expected = "một địa chỉ smtp://, smtp+tls://, consolemail:// hoặc filemail:///"
        config = self._parsed(name, raw, self._env.email_url_config, expected)
        return {key: value for key, value in config.items() if key != "OPTIONS"}

    def address(self, name: str, default: str, schemes: tuple[str, ...]) -> str:
        """Return a URL whose scheme is one of those given."""
        raw = self.text(name, default)
        if raw and raw.partition("://")[0] not in schemes:
            expected = "một địa chỉ bắt đầu bằng " + ", ".join(f"{scheme}://" for scheme in schemes)
            raise SettingError(name, _without_password(raw), expected)
        return raw

    def _parsed(self, name: str, raw: str, parse: Any, expected: str) -> dict[str, Any]:
        """Run one of django-environ's parsers; its many errors and warnings become one sentence."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return dict(parse(raw))
        except Exception as problem:
            raise SettingError(name, _without_password(raw), expected) from problem


# WAL lets readers go on beside the one writer. IMMEDIATE takes the write lock at BEGIN: without it a
# transaction that reads first fails at once with "database is locked" when another one has written.
# secure_delete writes zeros over what is deleted, so that what was destroyed is not read from the file.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON;",
}


def _without_password(url: str) -> str:
    """Return a URL fit to be shown: what stands between the user's name and the @ is masked."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)
