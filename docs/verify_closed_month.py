"""Kiểm tra một kỳ đã chốt từ các tệp đã xuất: python3 verify_closed_month.py [thư mục hay .zip] [mã băm]."""

import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


def cents(text):
    return None if text is None else int(text.replace(".", ""))


def seals(chain, lines, names, printed):
    """Every digest from the payloads up to the head; a line is measured from the stored one before it."""
    header = json.loads(chain[-1]["header"])
    previous = header["previous_digest"]
    if [line["position"] for line in lines] != list(range(header["lines_count"])):
        yield f"phải có {header['lines_count']} dòng theo thứ tự, tệp có {len(lines)}"
    for line in lines:
        payload = sha(line["payload"]) if "payload" in line else line["payload_sha256"]
        digest = sha(f"{previous}\n{line['position']}\n{line['kind']}\n{payload}")
        where = f"dòng {line['position']} ({line['kind']}{names.get(line['agency_id'], '')})"
        if digest != line["digest"]:
            yield f"{where} đã bị sửa"
        code = base64.b32encode(bytes.fromhex(sha(f"receipt\n{digest}\n{line.get('payload')}")))[:16].decode()
        if line["kind"] == "result" and line["code"] not in (code, None):
            yield f"mã biên nhận của {where} không đúng"
        previous = line["digest"]
    if previous != chain[-1]["last_line"]:
        yield "dòng cuối không phải dòng mà đầu bản chốt niêm phong"
    for number, one in enumerate(chain):
        told = json.loads(one["header"])
        if one["digest"] != sha(f"{one['last_line']}\n{one['header']}"):
            yield f"đầu bản chốt thứ {told['sequence']} đã bị sửa"
        if number and told["previous_digest"] != chain[number - 1]["digest"]:
            yield f"bản chốt thứ {told['sequence']} không nối với bản trước"
    if not chain[-1]["digest"].startswith(printed.lower()):
        yield f"mã băm {printed} không phải của bản này ({chain[-1]['digest'][:16]}…)"


def sums(result, criteria):
    """Sources make criteria, criteria make groups, groups and adjustments make the total (S6, S7)."""
    told, at = result["breakdown"], 0
    groups = {code: [points, possible] for code, possible, points, *_ in told["groups"]}
    summed, parts = {code: points or 0 for code, (points, _) in groups.items()}, dict.fromkeys(groups, 0)
    states, _, cents_of, _, counts, _ = told["criteria"]
    for rule, state, points, count in zip(criteria, states, cents_of, counts, strict=True):
        if state == 0 and points != sum(told["sources"][7][at : at + count]):
            yield f"{result['name']}: các nguồn của tiêu chí {rule['code']} không cộng lại thành tiêu chí"
        parts[rule["group"]] += points or 0
        at += count
    if result["groups"] != groups or summed != parts:
        yield f"{result['name']}: các tiêu chí không cộng lại thành nhóm"
    moved = sum(one[3] if one[0] == "bonus" else -one[3] for one in told["adjustments"])
    if told["total"] not in (sum(summed.values()) + moved, None) or told["total"] != cents(result["total"]):
        yield f"{result['name']}: tổng các phần khác tổng điểm"


def province(results, summary, sets):
    """Both means (S12) and the ranks inside each comparison group (S11)."""
    counted = [one for one in results if one["total"] is not None and not one["is_provisional"]]
    for name in ("weighted", "simple"):
        parts = [(one["headcount"] if name == "weighted" else 1, cents(one["total"])) for one in counted]
        above, below = sum(weight * points for weight, points in parts), sum(weight for weight, _ in parts)
        if cents(summary[f"{name}_mean"]) != ((2 * above // below + 1) >> 1 if below else None):
            yield f"trung bình của tỉnh ({name}_mean) không khớp điểm các cơ quan"
    for one in counted:
        same = [cents(two["total"]) for two in counted if two["comparison_group"] == one["comparison_group"]]
        place = 1 + sum(two > cents(one["total"]) for two in same)
        place = place if len(same) >= sets[one["set"]]["min_ranked"] else None
        if one["rank"] != place and not sets[one["set"]]["ranks_unrounded"]:
            yield f"{one['name']}: hạng {one['rank']} không khớp điểm, phải là {place}"


def main(place=".", printed=""):
    root = zipfile.Path(place) if zipfile.is_zipfile(place) else Path(place)
    chain = json.loads((root / "chuoi.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (root / "dong.jsonl").read_text(encoding="utf-8").splitlines()]
    told = {kind: [] for kind in ("set", "tree", "owed", "inputs", "result", "summary")}
    for line in (one for one in lines if "payload" in one):
        told[line["kind"]].append(json.loads(line["payload"]))
    sets = {one["key"]: one["rules"] for one in told["set"]}
    names = {one["agency_id"]: f" {one['name']}" for one in told["result"]}
    wrong = list(seals(chain, lines, names, printed))
    wrong += [text for one in told["result"] for text in sums(one, sets[one["set"]]["criteria"])]
    wrong += [text for one in told["summary"] for text in province(told["result"], one, sets)]
    if any(one != json.loads(chain[-1]["header"])["figures"] for one in told["summary"]):
        wrong.append("số tổng hợp ở đầu bản chốt khác dòng tổng hợp")
    said = [f"SAI: {text}" for text in wrong] or [f"ĐÚNG: {len(lines)} dòng, {chain[-1]['digest']}"]
    print(*said, *(["Chưa đối chiếu mã băm in trên biên nhận."] if len(printed) < 16 else []), sep="\n")
    return bool(wrong)


sys.exit(main(*sys.argv[1:3]))
