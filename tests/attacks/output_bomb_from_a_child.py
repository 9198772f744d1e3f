"""A child process writes without end to the descriptors that it inherited."""

SHOWS = "affichage coupé"

# %% after="imports"
import subprocess

subprocess.run("yes | head -c 3000000; yes | head -c 3000000 >&2", shell=True)
