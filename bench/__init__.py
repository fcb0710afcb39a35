"""Measurements that print ratios; nothing here is a test with a time limit."""
