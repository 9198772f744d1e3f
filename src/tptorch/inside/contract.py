"""What both sides of the jail's wall name alike; imports nothing, so that the trusted side stays light."""

CHANNELS = ("shell", "iopub", "control", "stdin")
DESK, ASSETS = "/copie", "/assets"
"""In the jail: the folder that a copy plays in, and what is laid there first."""
