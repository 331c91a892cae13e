package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptVerifierTests {

    private static final String LEAVE_A_PROCESS = "setsid sleep 1000 >/dev/null 2>&1 </dev/null & echo $! >pid";

    private static final String IS_IT_ALIVE =
            "if kill -0 \"$(cat pid)\" 2>/dev/null; then echo 1; else echo 0; fi >\"$CURFEW_REWARDS/reward.txt\"";

    /** Ends when it runs twice at the same time. */
    private static final String MEET = """
            touch "$MEETING/$$"
            until [ "$(ls "$MEETING" | wc -l)" -ge 2 ]; do sleep 0.01; done
            echo 1 >"$CURFEW_REWARDS/reward.txt"
            """;

    @TempDir
    private Path temp;

    private Task task(String settings, String script, Sandbox sandbox) {
        return TaskFolder.load(TaskOnDisk.write(temp, settings, script), sandbox);
    }

    private static void run(Episode episode, String shellLine) {
        Command command = Command.shell(shellLine).inDirectory(Path.of(episode.directory()));
        assertThat(episode.sandbox().start(command).waitFor().success()).isTrue();
    }

    /** A process that is alive when the tests arrive could replace them, or their reward. */
    @Test
    void endsWhatTheAgentHasLeftRunningBeforeTheTestsCome() {
        try (Episode episode = Episode.open(task("", IS_IT_ALIVE, Sandbox.local()), 1)) {
            run(episode, LEAVE_A_PROCESS);

            assertThat(episode.verify().value()).hasValue(0);
        }
    }

    @Test
    void keepsWhatTheAgentHasLeftRunningIfTheTaskSaysSo() {
        String settings = "[verifier]\nkeep_processes = true\n";
        try (Episode episode = Episode.open(task(settings, IS_IT_ALIVE, Sandbox.local()), 1)) {
            run(episode, LEAVE_A_PROCESS);

            assertThat(episode.verify().value()).hasValue(1);
        }
    }

    @Test
    void judgesNothingAmongProcessesThatCannotBeEnded() {
        Survivor survivor = new Survivor(new ProcessIdentity(4711, 1), "sleep 1000", "server", "it belongs to root");

        assertThatIllegalStateException()
                .isThrownBy(() -> ScriptVerifier.requireEnded(
                        new KillReport(Duration.ZERO, List.of(), List.of(survivor), List.of())))
                .withMessage("processes of the agent cannot be ended before its tests run: [" + survivor + "]");
    }

    /** No episode waits for its turn: that would use up the time of its verification. */
    @Test
    void runsForManyEpisodesOfOnePlaceAtTheSameTime() {
        String settings = "[verifier]\nenv = { MEETING = \"" + temp + "/meeting\" }\n" + "timeout_sec = "
                + Patience.LIMIT.toSeconds() + "\n";
        assertThat(temp.resolve("meeting").toFile().mkdir()).isTrue();
        Task task = task(settings, MEET, Sandbox.entering("env"));
        try (Episode one = Episode.open(task, 1);
                Episode other = Episode.open(task, 2)) {
            CompletableFuture<Reward> reward =
                    CompletableFuture.supplyAsync(one::verify, verification -> new Thread(verification).start());

            assertThat(other.verify().value()).hasValue(1);
            assertThat(reward.join().value()).hasValue(1);
        }
    }

    @Test
    void saysWhereAMissingRewardIsToBeWritten() {
        try (Episode episode = Episode.open(task("", "echo nothing; exit 3", Sandbox.local()), 1)) {
            assertThat(episode.verify().reason())
                    .matches("no reward was written to /\\S+/verification\\.\\w+/rewards \\(\\$CURFEW_REWARDS\\);"
                            + " test\\.sh exited with code 3\nnothing");
        }
    }

    @Test
    void readsRewardsAsTheyAreWritten() {
        assertThat(List.of(
                        ScriptVerifier.reward("0.5", "", ""),
                        ScriptVerifier.reward("{\"reward\": 1}", "", ""),
                        ScriptVerifier.reward("", "/logs/verifier", "test.sh exited with code 1"),
                        ScriptVerifier.reward("NaN", "", ""),
                        ScriptVerifier.reward("{\"score\": 1}", "", "")))
                .containsExactly(
                        Reward.of(0.5),
                        Reward.of(1),
                        Reward.missing("no reward was written to /logs/verifier ($CURFEW_REWARDS);"
                                + " test.sh exited with code 1"),
                        Reward.missing("the reward is not a number: NaN"),
                        Reward.missing("reward.json has no number \"reward\": {\"score\": 1}"));
    }
}
