"""Commands of the shell, by magics and by subprocesses, look for what Python was refused."""

# %% after="imports"
for command in (
    "cat {grader} {gradebook} {other_copy}",
    "ls {course}",
    "touch {course}/{trace}",
    "kill -9 {engine_pid}",
    "find / -xdev -name '*gradebook*' -not -path '/proc/*' | grep .",
    "mount -t tmpfs x /copie",
    "chmod 777 /usr /assets /tp",
    "mknod /copie/disk b 8 0",
):
    get_ipython().system(f"({command.format(**TOLD)}) >/tmp/said 2>&1")
    print("HARM:" if get_ipython().user_ns["_exit_code"] == 0 else "tried:", command, open("/tmp/said").read()[:200])
