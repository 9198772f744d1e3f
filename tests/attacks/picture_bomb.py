"""Pictures that are huge once decoded, or that break the decoder, are shown."""

# %% after="imports"
import base64
import struct
import zlib


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def picture(width, height, *more, data=b"\0\0"):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = header + chunk(b"IDAT", zlib.compress(data)) + b"".join(more) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


for encoded in (
    picture(60_000, 60_000, data=bytes(1000)),
    picture(2**31 - 1, 1),
    picture(1, 1, chunk(b"iCCP", b"")),
    picture(1, 1, chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 << 20)))),
    picture(1, 1)[:40],
    "é" * 1000,
):
    get_ipython().display_pub.publish({"image/png": encoded})
    get_ipython().display_pub.publish({"image/jpeg": encoded})
