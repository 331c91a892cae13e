"""A client of ``curfew episodes serve``, with nothing but the standard library.

>>> with EpisodeServer(["java", "-jar", "curfew-core.jar", "episodes", "serve", "tasks"]) as server:
...     for task in server.tasks():
...         with server.episode(task.name, seed=1) as episode:
...             episode.step([{"action": "start", "command": "make test", "wait": 60}])
...             print(task.name, episode.verify().value)

Episodes can be driven from several threads, each by one at a time. Whatever happens, nothing is left: the end of the ``with`` blocks
ends the episodes, and so does the end of this process, because the server ends when its input does.
"""

from __future__ import annotations

import itertools
import json
import queue
import subprocess
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Optional, Sequence, Type, Union

Call = Union[str, dict]


class EpisodeError(Exception):
    """What the server could not do; ``kind`` is usage, sandbox, set_up, internal or gone."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


@dataclass(frozen=True)
class Task:
    name: str
    instruction: str


@dataclass(frozen=True)
class Observation:
    """What an agent sees before a turn; the answers are those to the calls of the turn before."""

    turn: int
    instruction: str
    answers: list
    turns_left: int
    seconds_left: float


@dataclass(frozen=True)
class Reward:
    """What an episode is worth; without a value if that could not be found out, which the reason says."""

    value: Optional[float]
    reason: str


class EpisodeServer:
    """The server, started by this client and ended with it."""

    def __init__(self, command: Sequence[str], patience: float = 60.0) -> None:
        """Start the server; when it is to end it has so many seconds of patience to end its episodes."""
        self._patience = patience
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._waiting: dict[int, queue.SimpleQueue] = {}
        self._gone = False
        self._process = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", errors="strict"
        )
        self._reader = threading.Thread(target=self._read, name="curfew answers", daemon=True)
        self._reader.start()

    def __enter__(self) -> EpisodeServer:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def close(self) -> int:
        """End all episodes and the server; the exit code of the server is returned."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            pass  # It has ended already.
        try:
            code = self._process.wait(self._patience)
        except subprocess.TimeoutExpired:
            self._process.kill()  # Its warden ends what it has left.
            code = self._process.wait()
        self._reader.join()
        return code

    def tasks(self) -> list[Task]:
        return [Task(task["name"], task["instruction"]) for task in self.ask("tasks")["tasks"]]

    def episode(self, task: str, seed: int = 0) -> Episode:
        """Set up an episode. Blocks until the agent can act."""
        return Episode(self, self.ask("reset", task=task, seed=seed))

    def ask(self, op: str, **fields: Any) -> dict:
        """Send a request and wait for its answer."""
        answers: queue.SimpleQueue = queue.SimpleQueue()
        with self._lock:
            if self._gone:
                raise EpisodeError("gone", "the server has ended")
            number = next(self._ids)
            self._waiting[number] = answers
            self._send({"id": number, "op": op, **fields})
        answer = answers.get()
        if "error" in answer:
            raise EpisodeError(answer["error"]["kind"], answer["error"]["message"])
        return answer

    def _send(self, request: dict) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError) as e:
            raise EpisodeError("gone", f"the server takes no requests any more: {e}") from e

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = json.loads(line)
            with self._lock:
                waiting = self._waiting.pop(answer.get("id"), None)
            if waiting is not None:
                waiting.put(answer)
        with self._lock:
            self._gone = True
            left, self._waiting = self._waiting, {}
        for waiting in left.values():
            waiting.put({"error": {"kind": "gone", "message": "the server has ended"}})


class Episode:
    """One run at a task."""

    def __init__(self, server: EpisodeServer, answer: dict) -> None:
        self._server = server
        self._closed = False
        self.id: str = answer["episode"]
        self._see(answer)

    def _see(self, answer: dict) -> None:
        self.observation = Observation(**answer["observation"])
        self.done: bool = answer["done"]

    def __enter__(self) -> Episode:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        if not self._closed:
            try:
                self.close()
            except EpisodeError:
                if error is None:
                    raise

    def step(self, calls: Sequence[Call]) -> Observation:
        """Take a turn; without calls the agent says that it is done."""
        self._see(self._server.ask("step", episode=self.id, calls=list(calls)))
        return self.observation

    def verify(self) -> Reward:
        """Judge what the agent did. It cannot act any more then."""
        answer = self._server.ask("verify", episode=self.id)
        return Reward(answer["reward"], answer["reason"])

    def close(self) -> dict:
        """End the episode with all that the agent started; its result is returned."""
        self._closed = True
        return self._server.ask("close", episode=self.id)["result"]
