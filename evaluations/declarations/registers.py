"""Settling what verified entries of the registers come to."""

from core import jobs

SETTLE_REGISTERS = "evaluations.settle_registers"
jobs.declare_job(SETTLE_REGISTERS, "Tính số liệu sổ theo dõi")
