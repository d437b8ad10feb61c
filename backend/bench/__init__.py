"""Measurements. They print; nothing asserts a time."""
