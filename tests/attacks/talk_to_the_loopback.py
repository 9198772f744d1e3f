"""A server of the host listens on the loopback: it is visited, and the host's other addresses too."""

# %% after="imports"
import socket

for address in ("127.0.0.1", "localhost", "0.0.0.0", "::1", "169.254.169.254", "10.0.0.1"):
    attempt(address, lambda: socket.create_connection((address, TOLD["port"]), 1))
