"""Runs ansible-inventory many times in a moment: its modules are loaded once, and each run is a child of this process.

Every line of standard input is a JSON list of arguments; the run's standard output goes to the file of its number in the folder that is
named.
"""
import json
import os
import sys

from ansible.cli.inventory import InventoryCLI

for number, line in enumerate(sys.stdin):
    child = os.fork()
    if child == 0:
        out = os.open(os.path.join(sys.argv[1], str(number)), os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(out, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            InventoryCLI.cli_executor(["ansible-inventory"] + json.loads(line))
        finally:
            sys.stdout.flush()
            os._exit(0)
    os.waitpid(child, 0)
