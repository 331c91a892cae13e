package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessAgentTests {

    private static final Task TASK = Task.of("greet", "Say hello").withVerifier(verification -> Reward.of(1));

    private static EpisodeResult run(Task task, String program) {
        return Episode.run(task, ProcessAgent.running(Command.of("python3", "-u", "-c", program)), 42);
    }

    @Test
    void actsOnWhatItSees() {
        EpisodeResult result = run(TASK, """
                import json, sys
                for line in sys.stdin:
                    seen = json.loads(line)
                    if seen["turn"] == 1:
                        print(json.dumps({"calls": [{"action": "start", "command": "echo " + seen["instruction"]}]}))
                    else:
                        print(json.dumps({"done": True}))
                """);

        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.turns()).isEqualTo(1);
        assertThat(result.transcript())
                .singleElement()
                .satisfies(exchange ->
                        assertThat(exchange.call()).isEqualTo("{\"action\":\"start\",\"command\":\"echo Say hello\"}"));
    }

    @Test
    void knowsItsTaskAndItsSeed() {
        EpisodeResult result = run(TASK, """
                import json, os
                input()
                print(json.dumps({"calls": [{"action": os.environ["CURFEW_TASK"] + os.environ["CURFEW_SEED"]}]}))
                """);

        assertThat(result.transcript().get(0).call()).isEqualTo("{\"action\":\"greet42\"}");
    }

    @Test
    void failsWithWhatItSaidLast() {
        EpisodeResult result = run(TASK, "input(); raise ValueError('no idea')");

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.AgentFailed.class,
                        failed -> assertThat(failed.reason()).contains("exited with code 1", "ValueError: no idea"));
    }

    @Test
    void failsIfItsAnswerIsNoMessage() {
        EpisodeResult result = run(TASK, "input(); print('hello'); input()");

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.AgentFailed.class,
                        failed -> assertThat(failed.reason())
                                .contains("the agent did not answer with a message", "hello"));
    }

    @Test
    void isEndedWithWhatItStartedWhenItsTimeIsOver() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withTime(Duration.ofMillis(500)));

        EpisodeResult result =
                run(task, "import subprocess; subprocess.Popen(['setsid', 'sleep', '1000']); input(); input()");

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("500 ms"));
        assertThat(result.reward().value()).hasValue(1);
    }
}
