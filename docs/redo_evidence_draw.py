"""Tính lại mẫu minh chứng từ tệp JSON tải trên cổng: python3 redo_evidence_draw.py TỆP.json [MÃ_CÁN_BỘ…]

Với mỗi mã cán bộ: có dự rút không, đứng thứ mấy, có trong mẫu không. Nếu nêu mọi mã dự rút (hoặc --codes
TỆP.txt, mỗi dòng một mã) thì kiểm cả danh sách. Không cần cài gì ngoài Python 3. Mã kết thúc 0 khi mọi thứ
trùng khớp, 1 khi không.
"""

import hashlib
import json
import sys
from pathlib import Path


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def main(path: str, *codes: str) -> int:
    """Check the commitment, the order and the size, then each code; returns the exit code."""
    draw = json.loads(Path(path).read_text(encoding="utf-8"))
    seed, digests = draw["seed"], draw["digests"]
    if codes[:1] == ("--codes",):
        codes = tuple(sorted(set(Path(codes[1]).read_text(encoding="utf-8").split())))
        if sha256("\n".join(codes)) != draw["candidates_sha256"]:
            print("KHÔNG KHỚP: danh sách mã này không phải danh sách đã dự rút.")
            return 1
    checks = {
        "hạt giống khớp mã cam kết": sha256(seed) == draw["commitment"],
        "mã băm xếp tăng dần, không trùng": digests == sorted(set(digests)),
        "đủ số người dự rút": len(digests) == draw["candidates"],
        "số người được rút đúng tỷ lệ": draw["size"] == -(-draw["candidates"] * draw["percent"] // 100),
    }
    for words, holds in checks.items():
        print(f"{'đạt' if holds else 'KHÔNG ĐẠT'}: {words}")
    places = {digest: place for place, digest in enumerate(digests, start=1)}
    for code in codes:
        place = places.get(sha256(f"{seed}:{code}"))
        drawn = place is not None and place <= draw["size"]
        where = "không dự rút" if place is None else f"thứ {place}, {'TRONG MẪU' if drawn else 'ngoài mẫu'}"
        print(f"{code}: {where}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
