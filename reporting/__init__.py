"""Reads everything and changes nothing: dashboards, rankings, drill-down and their exports."""
