"""Rút lại một lần rút ngẫu nhiên từ tệp JSON tải trên cổng: python3 redo_draw.py TỆP.json [HẠT_GIỐNG]

Không cần cài gì ngoài Python 3. Kết thúc với mã 0 khi kết quả trùng khớp, 1 khi không.
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def main(path: str, seed: str | None = None) -> int:
    """Redo the draw and say whether commitment and outcome hold; returns the exit code."""
    draw = json.loads(Path(path).read_text(encoding="utf-8"))
    seed = seed or draw["seed"]
    if seed is None:
        print("Hạt giống chưa công bố, chưa rút lại được.")
        return 1
    if sha256(seed) != draw["commitment"]:
        print("KHÔNG KHỚP: hạt giống này không phải hạt giống đã cam kết.")
        return 1
    names = {one["code"]: one["name"] for one in draw["population"] if one["included"]}
    order = sorted(names, key=lambda code: (sha256(f"{seed}:{code}"), code))
    again = order[: draw["size"]]
    for place, code in enumerate(again, start=1):
        print(f"{place:3}. {names[code]} ({code})")
    same = draw["drawn"] is None or again == draw["drawn"]
    print("TRÙNG KHỚP với danh sách đã công bố." if same else "KHÔNG KHỚP với danh sách đã công bố.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
