"""A closed month proves itself from its exported files, without the portal (S15)."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from base64 import b32encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluations.gather.closing.exported import export_zip
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.receipt import receipt_code
from evaluations.tests.closing.month import ready_month


@pytest.fixture
def snapshot(db: None) -> PeriodSnapshot:
    return ready_month(2).close()


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder


def verified(place: Path, *printed: str) -> tuple[int, str]:
    """What the shipped script says, run as a reader would: in the folder, without the project."""
    run = subprocess.run(
        [sys.executable, "-I", "verify_closed_month.py", ".", *printed],
        cwd=place,
        capture_output=True,
        text=True,
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def test_the_script_is_short_and_needs_nothing_else(snapshot: PeriodSnapshot, tmp_path: Path) -> None:
    place = unpacked(export_zip(snapshot), tmp_path)
    text = (place / "verify_closed_month.py").read_text("utf-8")
    imports = [line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert len(text.splitlines()) <= 100
    assert set(imports) <= sys.stdlib_module_names
    assert "verify_closed_month.py" in (place / "HUONG-DAN.txt").read_text("utf-8")


def test_both_exports_prove_the_same_digest(snapshot: PeriodSnapshot, tmp_path: Path) -> None:
    agency = snapshot.lines.filter(kind="result").earliest("position").agency_id
    for number, data in enumerate((export_zip(snapshot), export_zip(snapshot, agency))):
        place = unpacked(data, tmp_path / str(number))
        assert verified(place, snapshot.digest[:16]) == (
            0,
            f"ĐÚNG: {snapshot.lines_count} dòng, {snapshot.digest}\n",
        )
        assert verified(place, "0" * 16)[0] == 1
        for printed in ((), (snapshot.digest[:4],)):
            assert verified(place, *printed)[1].endswith("Chưa đối chiếu mã băm in trên biên nhận.\n")


def test_an_agency_takes_no_other_lines_away(snapshot: PeriodSnapshot, tmp_path: Path) -> None:
    own, other = snapshot.lines.filter(kind="result").order_by("position")[:2]
    text = (unpacked(export_zip(snapshot, own.agency_id), tmp_path) / "dong.jsonl").read_text("utf-8")
    assert str(own.code) in text
    assert str(other.code) not in text
    assert json.loads(other.payload)["name"] not in text


def _line(kind: str, edit: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Changes the first line of a kind in the file, and nothing of its seal."""

    def change(place: Path) -> None:
        lines = [json.loads(line) for line in (place / "dong.jsonl").read_text("utf-8").splitlines()]
        edit(next(line for line in lines if line["kind"] == kind))
        (place / "dong.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")

    return change


def _payload(old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def edit(line: dict[str, Any]) -> None:
        assert old in line["payload"]
        line["payload"] = line["payload"].replace(old, new, 1)

    return edit


def _header(place: Path) -> None:
    chain = json.loads((place / "chuoi.json").read_text("utf-8"))
    chain[-1]["header"] = chain[-1]["header"].replace('"revision":1', '"revision":2')
    (place / "chuoi.json").write_text(json.dumps(chain), "utf-8")


def _figures(place: Path) -> None:
    """A header sealed anew around another mean than its lines give."""
    chain = json.loads((place / "chuoi.json").read_text("utf-8"))
    header = json.loads(chain[-1]["header"])
    header["figures"]["simple_mean"] = "99.99"
    text = canonical(header)
    digest = hashlib.sha256(f"{chain[-1]['last_line']}\n{text}".encode()).hexdigest()
    chain[-1].update(header=text, digest=digest)
    (place / "chuoi.json").write_text(json.dumps(chain), "utf-8")


def _drop(place: Path) -> None:
    lines = (place / "dong.jsonl").read_text("utf-8").splitlines(keepends=True)
    (place / "dong.jsonl").write_text("".join(lines[:-1]), "utf-8")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_line("result", _payload('"headcount":', '"headcount":1')), "(result Sở Tư pháp) đã bị sửa"),
        (_line("inputs", _payload('"submitted":', '"submitted":1')), "(inputs Sở Tư pháp) đã bị sửa"),
        (_line("set", _payload('"scale":100', '"scale":101')), "(set) đã bị sửa"),
        (_line("summary", _payload('"records":', '"records":1')), "(summary) đã bị sửa"),
        (_line("result", lambda line: line.update(code="A" * 16)), "mã biên nhận"),
        (_header, "đầu bản chốt thứ 1 đã bị sửa"),
        (_figures, "số tổng hợp ở đầu bản chốt khác dòng tổng hợp"),
        (_drop, "phải có"),
    ],
    ids=["result", "inputs", "set", "summary", "code", "header", "figures", "missing line"],
)
def test_what_was_changed_is_named(
    snapshot: PeriodSnapshot, tmp_path: Path, change: Callable[[Path], None], said: str
) -> None:
    place = unpacked(export_zip(snapshot), tmp_path)
    change(place)
    status, told = verified(place)
    assert status == 1
    assert said in told


def test_nobody_works_out_the_code_of_another(snapshot: PeriodSnapshot, tmp_path: Path) -> None:
    """An agency's export holds the digest of every line; a code follows from what the line says as well."""
    own, other = snapshot.lines.filter(kind="result").order_by("position")[:2]
    text = (unpacked(export_zip(snapshot, own.agency_id), tmp_path) / "dong.jsonl").read_text("utf-8")
    told = next(line for line in map(json.loads, text.splitlines()) if line["digest"] == other.digest)
    assert "payload" not in told
    held = [told["digest"], told["payload_sha256"]]
    made = [receipt_code(*pair) for pair in ((held[0], ""), (held[0], held[1]), (held[0], "None"))]
    made += [b32encode(hashlib.sha256(one.encode()).digest()).decode()[:16] for one in held]
    assert other.code == receipt_code(other.digest, other.payload)
    assert other.code not in made


def test_a_forged_chain_still_betrays_its_sums(snapshot: PeriodSnapshot, tmp_path: Path) -> None:
    """Who seals a changed total anew is found out by the parts, by the means and by the printed digest."""
    from evaluations.rules.closing.chain import Line, head_digest, seal

    place = unpacked(export_zip(snapshot), tmp_path)
    lines = [json.loads(line) for line in (place / "dong.jsonl").read_text("utf-8").splitlines()]
    chain = json.loads((place / "chuoi.json").read_text("utf-8"))
    first = next(line for line in lines if line["kind"] == "result")
    told = json.loads(first["payload"])
    first["payload"] = first["payload"].replace(f'"total":"{told["total"]}"', '"total":"99.99"')
    header = json.loads(chain[-1]["header"])
    sealed = seal(header["previous_digest"], [Line(one["kind"], None, one["payload"]) for one in lines])
    for line, anew in zip(lines, sealed, strict=True):
        line.update(digest=anew.digest, code=anew.code)
    chain[-1].update(last_line=sealed[-1].digest, digest=head_digest(header, sealed[-1].digest))
    (place / "dong.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    (place / "chuoi.json").write_text(json.dumps(chain), "utf-8")
    _, said = verified(place, snapshot.digest[:16])
    assert "tổng các phần khác tổng điểm" in said
    assert "trung bình của tỉnh" in said
    assert "không phải của bản này" in said
