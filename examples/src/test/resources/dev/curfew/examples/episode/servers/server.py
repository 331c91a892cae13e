"""A server without clients. The one that is out of control fills its log."""
import sys
import time

name = sys.argv[1]
with open(name + ".log", "a", buffering=1) as log:
    log.write("started\n")
    while True:
        if name == "stock":
            log.write("cannot reach the warehouse, trying again\n" * 100)
        time.sleep(0.05)
