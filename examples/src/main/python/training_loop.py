"""Plays episodes of every task, several at once, and prints what they are worth.

usage: python3 training_loop.py EPISODES SERVER_COMMAND...

The policy is a stand-in for a model: it gets half of the episodes right.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

from curfew_episodes import Episode, EpisodeServer


def act(episode: Episode, seed: int) -> None:
    word = "hello" if seed % 2 else "goodbye"
    seen = episode.step([{"action": "start", "command": f"echo {word} > greeting", "wait": 20}])
    if seen.answers[0]["exit_code"] != 0:
        print(f"the command failed: {seen.answers[0]}", file=sys.stderr)
    episode.step([{"action": "start", "command": "sleep 31415"}])  # Only the end of the episode ends it.
    episode.step([])


def play(server: EpisodeServer, task: str, seed: int) -> tuple[float, str]:
    with server.episode(task, seed) as episode:
        act(episode, seed)
        reward = episode.verify()
        result = episode.close()
    end = "clean" if result["clean"] else "left something"
    if reward.value is None:
        raise RuntimeError(f"no reward: {reward.reason}")
    return reward.value, f"{task} {seed}: {reward.value} {result['outcome']} {end}"


def main() -> None:
    episodes = int(sys.argv[1])
    with EpisodeServer(sys.argv[2:]) as server, ThreadPoolExecutor(4) as pool:
        for task in server.tasks():
            rewards = []
            # Only one thread prints: print() writes a line and its end separately.
            for reward, line in pool.map(lambda seed: play(server, task.name, seed), range(episodes)):
                print(line, flush=True)
                rewards.append(reward)
            print(f"{task.name}: mean reward {sum(rewards) / len(rewards)}", flush=True)


if __name__ == "__main__":
    main()
