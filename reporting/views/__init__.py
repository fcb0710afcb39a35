"""Dashboards and drill-down."""
