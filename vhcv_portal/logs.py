"""Log lines that a machine reads, one JSON object each; and what of citizens is not logged at all."""

import json
import logging
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """Writes time (UTC), level, logger, message and, when there is one, the traceback.

    Nothing is taken from the request: no address, no user's name, no body.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class LeaveCitizensOut(logging.Filter):
    """Drops what Django notes of refused requests (400–499) to citizens' pages.

    Such a line has no words in it, but the page and the second: somebody stood at this counter just then.
    """

    PAGES = ("/phan-anh/", "/danh-gia/", "/luot-den/")

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        path = getattr(getattr(record, "request", None), "path", "")
        is_refusal = 400 <= getattr(record, "status_code", 0) < 500
        return not (is_refusal and path.startswith(self.PAGES))
