"""Names are resolved and hosts of the internet are called, by TCP, UDP and the usual tools."""

# %% after="imports"
import socket
import urllib.request

attempt("dns", lambda: socket.getaddrinfo("example.org", 80))
attempt("tcp", lambda: socket.create_connection(("1.1.1.1", 53), 1))
attempt("udp", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("1.1.1.1", 53)))
attempt("http", lambda: urllib.request.urlopen("http://93.184.215.14/", timeout=1))
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
