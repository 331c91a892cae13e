"""An agent as a program: reads observations from its standard input and prints what it does, each a line of JSON.

Standard output belongs to the messages; what it prints for people goes to standard error. The task and the seed are in CURFEW_TASK
and CURFEW_SEED.
"""

import json
import os
import sys
from typing import Iterator


def turns() -> Iterator[dict]:
    """The calls of each turn: this policy looks, greets and looks again."""
    yield {"action": "start", "command": "ls -l", "wait": 20}
    yield {"action": "start", "command": "echo hello > greeting", "wait": 20}
    yield {"action": "start", "command": "cat greeting", "wait": 20}


def main() -> None:
    print(f"working at {os.environ['CURFEW_TASK']} with seed {os.environ['CURFEW_SEED']}", file=sys.stderr)
    plan = turns()
    for line in sys.stdin:
        observation = json.loads(line)
        for answer in observation["answers"]:
            print(f"turn {observation['turn']}: {answer.get('output', answer)!r}", file=sys.stderr)
        call = next(plan, None)
        print(json.dumps({"done": True} if call is None else {"calls": [call]}), flush=True)


if __name__ == "__main__":
    main()
