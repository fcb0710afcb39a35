"""Two hundred phones that send at once, each a visit of its own; a process apart, as they stand elsewhere.

Reads what ``bench.sync_world`` printed from standard input; prints one line of JSON.
"""

import hashlib
import hmac
import http.client
import io
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from PIL import Image

PHOTOS, PIECE = 3, 131_072
API = "/kiem-tra/tai-cho/api"


def main(port: int) -> None:
    """Send everything; how many requests failed or were not applied, and the seconds of each request."""
    phones = json.load(sys.stdin)["phones"]
    with ThreadPoolExecutor(len(phones)) as pool:
        results = list(pool.map(lambda phone: _Phone(port, phone).send(), phones))
    taken = [one for _failed, requests in results for one in requests]
    print(json.dumps({"failed": sum(failed for failed, _requests in results), "taken": taken}))


class _Phone:
    """One phone's visit: its records in one batch, then each photograph in pieces."""

    def __init__(self, port: int, phone: dict[str, Any]) -> None:
        self.phone, self.failed, self.csrf = phone, 0, ""
        self.taken: list[float] = []
        self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.key = phone["key"].encode()

    def send(self) -> tuple[int, list[float]]:
        """Send the whole visit; how many requests failed, and the seconds of each."""
        token = self._ask("GET", f"{API}/phien/?may={self.phone['device']}", None)["csrf"]
        pictures = random.sample(_PICTURES, PHOTOS)
        ids = [str(uuid4()) for _ in pictures]
        records = [self._observation(*found) for found in self.phone["criteria"]]
        records += [self._photo(one, data) for one, data in zip(ids, pictures, strict=True)]
        for start in range(0, len(records), 50):
            batch = {
                "device": self.phone["device"],
                "sent_at": _now(),
                "app": "1.0.0",
                "waiting": len(records),
                "waiting_since": None,
                "way": "sync",
                "records": records[start : start + 50],
            }
            answer = self._ask("POST", f"{API}/ban-ghi/", json.dumps(batch).encode(), token)
            self.failed += sum(one["state"] != "applied" for one in answer["receipts"])
        for one, data in zip(ids, pictures, strict=True):
            for start in range(0, len(data), PIECE):
                path = f"{API}/anh/{one}/?may={self.phone['device']}&tu={start}"
                self._ask("PUT", path, data[start : start + PIECE], token)
        return self.failed, self.taken

    def _ask(self, method: str, path: str, body: bytes | None, token: str = "") -> dict[str, Any]:
        headers = {"Cookie": self.phone["cookie"], "X-Vhcv-Nonce": uuid4().hex}
        if token:
            headers |= {"X-CSRFToken": token, "Cookie": f"{self.phone['cookie']}; {self.csrf}"}
        if method == "POST":
            headers["Content-Type"] = "application/json"
        began = time.perf_counter()
        self.link.request(method, path, body, headers)
        answer = self.link.getresponse()
        data = answer.read()
        self.taken.append(time.perf_counter() - began)
        cookie = answer.headers.get("Set-Cookie", "")
        if "csrftoken=" in cookie:
            self.csrf = cookie[cookie.index("csrftoken=") :].split(";")[0]
        if answer.status != 200:
            self.failed += 1
            raise RuntimeError(f"{method} {path}: {answer.status} {data[:200]!r}")
        found: dict[str, Any] = json.loads(data)
        return found

    def _observation(self, code: str, n: int, k: int) -> dict[str, str]:
        content = {"n": n, "k": k, "not_applicable": False, "severity": "none", "note": "", "details": None}
        return self._record(str(uuid4()), "observation", code, content)

    def _photo(self, photo_id: str, data: bytes) -> dict[str, str]:
        content = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "size": len(data),
            "width": 1600,
            "height": 1200,
            "criterion": self.phone["criteria"][0][0],
            "caption": "",
            "blurred": 0,
            "type": "image/jpeg",
        }
        return self._record(photo_id, "photo", f"photo:{photo_id}", content)

    def _record(self, record_id: str, kind: str, subject: str, content: dict[str, Any]) -> dict[str, str]:
        body = json.dumps(
            {
                "schema": 2,
                "id": record_id,
                "device": self.phone["device"],
                "visit": self.phone["visit"],
                "kind": kind,
                "subject": subject,
                "previous": [],
                "captured_at": _now(),
                "app": "1.0.0",
                "content": content,
            }
        )
        return {"body": body, "mac": hmac.new(self.key, body.encode(), hashlib.sha256).hexdigest()}


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _photograph(sigma: int) -> bytes:
    """A photograph as heavy as the app sends (about 250 kB): 1,600 × 1,200 pixels with some grain."""
    grain = Image.effect_noise((1600, 1200), sigma).convert("RGB")
    file = io.BytesIO()
    grain.save(file, "JPEG", quality=55)
    return file.getvalue()


# Made before anything is measured: phones compress their own photographs.
_PICTURES = [_photograph(sigma) for sigma in range(18, 24)]


if __name__ == "__main__":
    main(int(sys.argv[1]))
