"""The checks, the reference and other copies are looked for by their paths, and in the folders around the copy."""

# %% after="imports"
import glob

for what in ("grader", "source", "other_copy", "gradebook", "course"):
    attempt(what, lambda: os.stat(TOLD[what]))
for root in ("/proc/1/root", "/proc/2/root", "/proc/2/cwd", "/proc/self/root/..", "/copie/../.."):
    attempt(f"checks under {root}", lambda: os.stat(f"{root}/{TOLD['grader']}"))
for folder in ("/assets", "/copie", "/tmp", "/dev", "/tp"):
    for path in glob.glob(f"{folder}/**/*", recursive=True):
        if os.path.isfile(path) and (b"TestDouble" in open(path, "rb").read() or b"2 * x" in open(path, "rb").read()):
            print("HARM: found", path)
