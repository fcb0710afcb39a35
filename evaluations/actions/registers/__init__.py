"""Keeping what verified entries come to as the facts of a period."""

from evaluations.actions.registers.settle import settle_registers

__all__ = ["settle_registers"]
