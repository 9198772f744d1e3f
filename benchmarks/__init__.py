"""Measurements against the rivals, run side by side; see README.md."""
