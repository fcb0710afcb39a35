"""Which codes are drawn, redone by SHA-256 alone (docs/decisions/evidence-draw.md)."""

import hashlib

import pytest

from evaluations.rules.calibration.proof import digest_of, digests, listed, size_of, standing
from evaluations.rules.planning.draws import draw

pytestmark = pytest.mark.once
SEED = "ab" * 32
CODES = [f"VL{number:06d}" for number in range(40)]


@pytest.mark.parametrize(
    ("count", "percent", "size"),
    [(0, 5, 0), (1, 5, 1), (20, 5, 1), (21, 5, 2), (31_000, 5, 1_550), (9, 20, 2)],
)
def test_a_share_is_rounded_up(count: int, percent: int, size: int) -> None:
    assert size_of(count, percent) == size


def test_the_list_is_sorted_and_without_repetition() -> None:
    assert listed(["b", "a", "b"]) == "a\nb"
    assert digest_of("a\nb") == hashlib.sha256(b"a\nb").hexdigest()


def test_the_published_digests_are_in_the_order_of_the_draw() -> None:
    order = digests(SEED, CODES)
    assert order == sorted(hashlib.sha256(f"{SEED}:{code}".encode()).hexdigest() for code in CODES)


def test_each_code_finds_whether_it_was_drawn() -> None:
    size = size_of(len(CODES), 20)
    drawn = draw(SEED, CODES, size)
    for code in CODES:
        found = standing(SEED, CODES, size, code)
        assert found is not None
        assert found.is_drawn == (code in drawn)
        assert digests(SEED, CODES)[found.place - 1] == found.digest
    assert standing(SEED, CODES, size, "VL999999") is None
