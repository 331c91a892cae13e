package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an agent does, its episode ends with the right outcome, and no other episode is affected. */
class FaultyAgentTests {

    /** 200 MB; with {@code -Dcurfew.flood=10000000000} the 10 GB of a long run. */
    private static final long FLOOD = Long.getLong("curfew.flood", 200_000_000);

    private static final Task TASK = Task.of("faulty", "Do no harm")
            .withVerifier(verification -> Reward.of(verification.directory().length()));

    @TempDir
    Path folder;

    private final Traces traces = new Traces();
    private Neighbor neighbor;

    @BeforeEach
    void moveIn() throws InterruptedException {
        neighbor = Neighbor.moveIn();
    }

    @AfterEach
    void noOtherEpisodeIsAffectedAndNothingIsLeft() throws Exception {
        try (Neighbor here = neighbor) {
            traces.requireNone();
            here.requireUnharmed();
        }
    }

    private EpisodeResult run(Task task, Agent agent) {
        EpisodeResult result = Episode.run(task, (ignored, seed) -> agent, 1);
        assertThat(result.report().isClean()).as(result.report().toString()).isTrue();
        return result;
    }

    private static String start(String shellLine, String... moreFields) {
        return "{\"action\":\"start\",\"command\":\""
                + shellLine.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                + Stream.of(moreFields).map(field -> "," + field).reduce("", String::concat) + "}";
    }

    private static String runToItsEnd(String shellLine) {
        return start(shellLine, "\"wait\":120");
    }

    private static void requireFinished(EpisodeResult result) {
        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.reward()).isInstanceOf(Reward.Given.class);
    }

    @Test
    void throwsWithProcessesRunning() {
        EpisodeResult result = run(TASK, observation -> {
            if (observation.turn() == 1) {
                return List.of(start(traces.sleep()));
            }
            throw new StackOverflowError("agent");
        });

        assertThat(result.outcome()).isEqualTo(new Outcome.AgentFailed("java.lang.StackOverflowError: agent"));
        assertThat(result.reward()).isInstanceOf(Reward.Missing.class);
    }

    @Test
    void hangsInACall() {
        Task task = TASK.withLimits(EpisodeLimits.DEFAULT.withTime(Duration.ofSeconds(2)));

        EpisodeResult result = run(task, Agent.scripted(runToItsEnd(traces.sleep())));

        assertThat(result.outcome()).isEqualTo(new Outcome.LimitReached("2 s"));
        assertThat(result.reward()).isInstanceOf(Reward.Given.class);
    }

    @Test
    void floods() {
        EpisodeResult result = run(TASK, Agent.scripted(runToItsEnd("head -c " + FLOOD + " /dev/zero | tr '\\0' x")));

        requireFinished(result);
        assertThat(result.transcript().get(0).answer())
                .contains("\"exit_code\":0")
                .hasSizeLessThan(20_000);
    }

    @Test
    void forks() {
        String storm = "f() { [ $1 = 0 ] || { f $(($1 - 1)) & f $(($1 - 1)) & }; exec " + traces.sleep() + "; }; f 5";

        requireFinished(run(TASK, Agent.scripted(start(storm), "{\"action\":\"list\"}")));
    }

    @Test
    void daemonizes() {
        requireFinished(run(
                TASK,
                Agent.scripted(
                        runToItsEnd("setsid sh -c '(" + traces.sleep() + " &) &' >/dev/null 2>&1 </dev/null"),
                        runToItsEnd("(env -i setsid " + traces.sleep() + " >/dev/null 2>&1 </dev/null &)"),
                        runToItsEnd("(trap '' TERM HUP; setsid nohup " + traces.sleep() + " >/dev/null 2>&1 &)"))));
    }

    @Test
    void fillsTheDisk() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (ProcessRegistry host = ProcessRegistry.open()) {
            assertThat(host.start(Command.of("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()))
                            .waitFor()
                            .success())
                    .isTrue();
            try {
                EpisodeResult result = run(
                        TASK.withDirectory(disk.resolve("work").toString()),
                        Agent.scripted(runToItsEnd("cat /dev/zero > full"), start(traces.sleep())));

                requireFinished(result);
                assertThat(result.transcript().get(0).answer()).contains("No space left on device");
            } finally {
                host.start(Command.of("umount", disk.toString())).waitFor();
            }
        }
    }

    @Test
    void killsItsShellAndWhatStartedThat() {
        EpisodeResult result = run(
                TASK,
                Agent.scripted(
                        runToItsEnd("(" + traces.sleep() + " &); kill -9 $$"),
                        runToItsEnd("(" + traces.sleep() + " &); kill -9 0"),
                        runToItsEnd("(setsid " + traces.sleep() + " &); sleep 0.3; kill -9 $PPID; " + traces.sleep())));

        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(result.transcript().get(0).answer()).contains("\"signal\":\"SIGKILL\"");
    }

    /** So early that its start was not reported yet. */
    @Test
    void killsItsGuardAtOnce() {
        String call = start("(setsid " + traces.sleep() + " &); kill -9 $PPID; " + traces.sleep());

        requireFinished(
                run(TASK, Agent.scripted(Stream.generate(() -> call).limit(20).toArray(String[]::new))));
    }

    @Test
    void closesItsTerminal() {
        EpisodeResult result = run(
                TASK,
                Agent.scripted(
                        start("trap '' HUP; exec <&- >&- 2>&-; " + traces.sleep(), "\"terminal\":true"),
                        start("stty raw -echo; exec " + traces.sleep() + " <&- >&- 2>&-", "\"terminal\":true"),
                        "{\"action\":\"list\"}"));

        requireFinished(result);
    }

    @Test
    void writesHostileJson() {
        String[] calls = {
            "",
            "null",
            "[".repeat(100_000),
            "{\"action\":".repeat(10_000),
            "{\"action\":\"start\",\"command\":[\"x\"]}",
            "{\"action\":\"start\",\"command\":\"\\u0000\"}",
            "{\"action\":\"\ud800\"}",
            "{\"action\":\"poll\",\"session_id\":\"../../etc/passwd\"}",
            "{\"action\":\"list\",\"limit\":1e999}",
            "x".repeat(5_000_000)
        };

        EpisodeResult result = run(TASK, Agent.scripted(calls));

        requireFinished(result);
        assertThat(result.transcript())
                .hasSize(calls.length)
                .allSatisfy(exchange -> assertThat(exchange.answer())
                        .startsWith("{\"status\":\"")
                        .doesNotStartWith("{\"status\":\"ok\"")
                        .hasSizeLessThan(10_000));
    }

    @Test
    void waitsForTheFilesOfTheVerifier() throws Exception {
        Path check = Files.writeString(folder.resolve("check"), "grep -qx right answer");
        Path linked = Files.writeString(folder.resolve("linked"), "exit 0\n"); // The loops write through the link.
        Task task = TASK.withVerifier(verification -> {
            verification.processes().stopAll();
            verification.sandbox().put(check, verification.directory() + "/check");
            return Reward.of(verification.run(Command.of("sh", "check")).success() ? 1 : 0);
        });
        String overwrite = "while :; do echo exit 0 > check; sleep 0.01; done & exec " + traces.sleep();

        EpisodeResult result = run(
                task,
                Agent.scripted(
                        start(overwrite),
                        runToItsEnd("(setsid sh -c '" + overwrite + "' >/dev/null 2>&1 &); echo wrong > answer"),
                        runToItsEnd("rm -f check; ln -s " + linked + " check; chmod a-w .")));

        assertThat(result.outcome()).isEqualTo(new Outcome.Finished());
        assertThat(linked).content().doesNotContain("grep");
        if (System.getProperty("user.name").equals("root")) {
            assertThat(result.reward()).isEqualTo(Reward.of(0));
        } else { // For other users, a read-only folder has the same effect: there is no reward, with a reason.
            assertThat(result.reward())
                    .isInstanceOfSatisfying(
                            Reward.Missing.class,
                            missing -> assertThat(missing.reason()).contains("Failed to put " + check));
        }
    }
}
