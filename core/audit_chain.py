"""Verifying the audit chain from its rows alone."""

import hashlib
from dataclasses import dataclass

from core.models.audit import AuditEntry
from core.proofs import Proof, prover

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """How many entries fit, the digest of the last, and where and why the chain first breaks, if it does."""

    entries: int
    head: str
    broken_at: int | None = None
    problem: str = ""


def verify() -> ChainVerdict:
    """Recompute every digest in order; an edit, a gap or an insertion shows at its place."""
    head, count = GENESIS, 0
    if AuditEntry.objects.filter(sequence=None).exists():
        return ChainVerdict(0, head, 0, "có dòng không mang số thứ tự")
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        problem = _problem(entry, expected_sequence=count + 1, head=head)
        if problem:
            return ChainVerdict(count, head, count + 1, problem)
        head, count = entry.digest, count + 1
    return ChainVerdict(count, head)


@prover("audit", "Chuỗi nhật ký")
def prove_audit() -> Proof:
    """The audit trail from its first entry to its last."""
    verdict = verify()
    if verdict.broken_at is None:
        return Proof(f"Chuỗi nhật ký đúng: {verdict.entries} dòng, dấu niêm cuối {verdict.head}.")
    problem = f"sai từ dòng {verdict.broken_at}: {verdict.problem}."
    return Proof(f"Chuỗi nhật ký: {verdict.entries} dòng đầu đúng.", (problem,))


def _problem(entry: AuditEntry, *, expected_sequence: int, head: str) -> str:
    if entry.sequence != expected_sequence:
        return "thiếu dòng hoặc sai thứ tự"
    if entry.content_digest != entry.compute_content_digest():
        return "nội dung đã bị sửa"
    if entry.previous_digest != head:
        return "không nối với dòng trước"
    sealed = hashlib.sha256(f"{head}{entry.sequence}{entry.content_digest}".encode()).hexdigest()
    return "" if entry.digest == sealed else "dấu niêm sai"
