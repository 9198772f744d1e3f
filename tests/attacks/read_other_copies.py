"""Other copies' folders, the gradebook and the home of the operator are opened, read and written."""

# %% after="imports"
import sqlite3

for what in ("other_copy", "gradebook", "grader"):
    attempt(f"read {what}", lambda: open(TOLD[what]).read())
    attempt(f"write {what}", lambda: open(TOLD[what], "w"))
    attempt(f"link {what}", lambda: os.link(TOLD[what], "/copie/stolen"))
    os.symlink(TOLD[what], f"/copie/{what}")
    attempt(f"through a link {what}", lambda: open(f"/copie/{what}").read())
attempt(
    "gradebook",
    lambda: sqlite3.connect(f"file:{TOLD['gradebook']}?mode=rw", uri=True).execute("select 1"),
    sqlite3.Error,
)
for home in ("/home", "/root/.ssh", "/root/.bashrc", "/root/.local", "/etc/passwd", "/etc/shadow", "/var", "/run"):
    attempt(home, lambda: os.stat(home))
