"""The embedded class of ``make demo``."""
