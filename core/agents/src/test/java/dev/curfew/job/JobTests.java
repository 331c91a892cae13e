package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.LiveOutput;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.process.Signal;
import dev.curfew.session.Detached;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobTests extends JobTestCase {

    @Test
    void tellsTheExitCodeAndTheOutput() {
        try (JobStore store = open()) {
            Job job = launch(store, "echo out; echo err >&2; exit 7");

            assertThat(job.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(7));
            assertThat(job.output().text()).isEqualTo("out\nerr\n");
            assertThat(job.id()).matches("[0-9a-f]{12}");
            assertThat(job.summary())
                    .isEqualTo("Job [" + job.id() + "] exited with code 7\n$ "
                            + Command.shell("echo out; echo err >&2; exit 7") + "\nout\nerr\n");
        }
    }

    @Test
    void isNotBrokenByWhatItsCommandIs() {
        try (JobStore store = open()) {
            assertThat(launch(store, "exit 3) # (").waitFor(LONG)).isEqualTo(new ExitStatus.Exited(2));
            assertThat(launch(store, "exit").waitFor(LONG)).isEqualTo(new ExitStatus.Exited(0));
            Command hostile = Command.of("printf", "%s", "a'\"$(\n\\)\u00e9\ud83d\ude80 -\t");
            Job job = store.launch(hostile);
            job.waitFor(LONG);

            assertThat(job.output().text()).isEqualTo(hostile.argv().get(2));
            assertThat(store.find(job.id()).orElseThrow().argv()).isEqualTo(hostile.argv());
        }
    }

    @Test
    void tellsTheSignalThatEndedIt() {
        try (JobStore store = open()) {
            assertThat(launch(store, "kill -SEGV $$").waitFor(LONG)).isEqualTo(new ExitStatus.Signaled(Signal.SEGV));
        }
    }

    @Test
    void runsInItsDirectoryWithItsEnvironmentAndNoInput() {
        try (JobStore store = open()) {
            Job job = store.launch(Command.shell("pwd; echo $A; cat; echo end")
                    .inDirectory(temp)
                    .withEnv("A", "b"));
            job.waitFor(LONG);

            assertThat(job.output().text()).isEqualTo(temp + "\nb\nend\n");
        }
    }

    @Test
    void leadsASessionOfItsOwn() {
        try (JobStore store = open()) {
            Job job = launch(store, "ps -o sid= -p $$; echo $$");
            job.waitFor(LONG);

            assertThat(job.output().text().lines().map(String::strip).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void isRefusedBeforeAnythingIsLeftIfItCannotBeStarted() throws IOException {
        try (JobStore store = open()) {
            assertThatThrownBy(() -> store.launch(Command.of("no-such-program-here")))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageStartingWith("Failed to start job [no-such-program-here]: program not found");
            assertThatThrownBy(() -> store.launch(Command.of(temp.toString())))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("program is not executable");
            assertThatThrownBy(() -> store.launch(Command.shell("true").inDirectory(temp.resolve("absent"))))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("working directory does not exist");
            assertThat(store.jobs()).isEmpty();
            try (Stream<Path> files = Files.list(folder().resolve("drafts"))) {
                assertThat(files).isEmpty();
            }
        }
    }

    /** As on a full disk: the watcher cannot write its note for a while. */
    @Test
    void isNotLostIfItsEndCannotBeNotedAtOnce() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "until [ -e '" + temp + "/go' ]; do sleep 0.01; done; exit 7");
            ProcessIdentity command = job.identity().orElseThrow();
            Path obstacle = Files.createDirectories(folderOf(job).resolve("ended.draft/in the way"));
            Files.createFile(temp.resolve("go"));
            await().until(() -> !isAlive(command));

            assertThat(job.status().isRunning()).isTrue();
            Files.delete(obstacle);
            Files.delete(obstacle.getParent());

            assertThat(job.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(7));
            await().until(job.state()::isEmpty);
        }
    }

    @Test
    void hasNoTerminalAndNoMaximumSilence() {
        try (JobStore store = open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.launch(Command.shell("true").inTerminal()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.launch(Command.shell("true").withMaxSilence(LONG)));
        }
    }

    @Test
    void refusesWhatItsWatcherDoesNotDo() {
        Command command = Command.shell("true");
        try (JobStore store = open()) {
            for (Command refused : List.of(
                    command.withFreePort(),
                    command.withStopSignal(Signal.INT),
                    command.withGrace(LONG),
                    command.withLiveOutput(LiveOutput.CONSOLE),
                    command.withOutputFile(temp.resolve("output"), 100),
                    command.withCharset(StandardCharsets.ISO_8859_1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> store.launch(refused))
                        .withMessageStartingWith("a job ");
            }
        }
    }

    @Test
    void timesOutAlthoughItIsNotWatched() {
        try (JobStore store = open()) {
            Duration limit = Duration.ofMillis(300);
            Job job = store.launch(
                    Command.shell("trap '' TERM; sleep 1000 & sleep 1000").withMaxRuntime(limit),
                    JobOptions.DEFAULT.withGrace(Duration.ofMillis(50)));
            ProcessIdentity command = job.identity().orElseThrow();

            await().until(() -> Files.exists(folderOf(job).resolve("empty"))); // Written by the watcher.

            assertThat(isAlive(command)).isFalse();
            assertThat(job.status().exit()).contains(new ExitStatus.TimedOut(Limit.RUNTIME, limit));
        }
    }

    @Test
    void runsForAnHourAtMostByDefault() {
        try (JobStore store = open()) {
            Command command = Command.of("true");
            Job job = store.launch(command);
            job.waitFor(LONG);
            JobRecord record = JobRecord.of(
                    job.id(), command, job.options(), job.launched(), Detached.owner(), "-", LocalJobs.NAME);

            assertThat(job.options().maxRuntime()).isEqualTo(Duration.ofHours(1));
            assertThat(WatcherOrder.argv("guard", folderOf(job), record, command))
                    .containsSequence("job", folderOf(job).toString())
                    .contains("3600000");
        }
    }

    @Test
    void ofAnExitedCommandEndsItsDaemonsWhenItsTimeIsOver() {
        try (JobStore store = open()) {
            Job job = store.launch(
                    Command.shell("setsid sleep 1000 & echo $!; exit 4").withMaxRuntime(Duration.ofMillis(500)),
                    JobOptions.DEFAULT.withGrace(Duration.ZERO));

            assertThat(job.waitFor(LONG)).isEqualTo(new ExitStatus.Exited(4));
            assertThat(job.output().text()).isNotEmpty(); // The daemon holds the stream open, which delays nothing.
            await().until(() -> Files.exists(folderOf(job).resolve("empty")));
            assertThat(ProcessHandle.of(Long.parseLong(job.output().text().strip())))
                    .isEmpty();
            assertThat(job.status().exit()).contains(new ExitStatus.Exited(4));
        }
    }

    @Test
    void isKilledWithAllThatDescendsFromIt() {
        try (JobStore store = open()) {
            Job job = store.launch(
                    Command.shell("(env -i setsid sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' &)\n"
                            + "trap '' TERM; echo $$; sleep 1000"),
                    JobOptions.DEFAULT.withGrace(Duration.ofMillis(20)));
            await().until(() -> job.output().text().lines().count() == 2);
            List<Long> pids = job.output().text().lines().map(Long::valueOf).toList();

            assertThat(job.stop().isClean()).isTrue();

            assertThat(pids).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
            assertThat(job.status().exit().orElseThrow()).isInstanceOf(ExitStatus.Killed.class);
        }
    }

    @Test
    void isKilledOnceAndNeedsNoFollowUp() {
        try (JobStore store = open()) {
            Job job = launch(store, "sleep 1000");

            assertThat(job.stop().isClean()).isTrue();
            JobStatus status = job.status();
            assertThat(job.stop().isClean()).isTrue();

            assertThat(job.status()).isEqualTo(status);
            assertThat(store.pendingFollowUps()).isEmpty();
            assertThat(store.take()).isEmpty();
        }
    }

    @Test
    void thatHasEndedStaysWhatItIsWhenKilled() {
        try (JobStore store = open()) {
            Job job = launch(store, "setsid sleep 1000 & exit 5");
            job.waitFor(LONG);

            assertThat(job.stop().isClean()).isTrue();

            assertThat(job.status().exit()).contains(new ExitStatus.Exited(5));
            assertThat(store.pendingFollowUps()).containsExactly(job);
        }
    }

    @Test
    void saysThatItsWatcherWasSignaled() {
        try (JobStore store = open()) {
            Job job = launch(store, "echo up; exec sleep 1000");
            await().until(() -> job.output().text().equals("up\n")); // From here on, the process group exists.
            ProcessHandle.of(watcherOf(job).pid()).orElseThrow().destroy();

            assertThat(job.waitFor(LONG))
                    .isEqualTo(new ExitStatus.Killed(Signal.TERM, "its watcher was signaled to end it"));
        }
    }

    @Test
    void isLostWithItsWatcherAndEndsWithIt() {
        try (JobStore store = open()) {
            Job job = launch(store, "setsid sleep 1000 & setsid env -i sleep 1000 & wait");
            ProcessIdentity command = job.identity().orElseThrow();
            ProcessHandle.of(watcherOf(job).pid()).orElseThrow().destroyForcibly();

            assertThat(job.waitFor(LONG))
                    .isEqualTo(new ExitStatus.Lost("its watcher ended before it reported the end of the job"));
            store.prune(); // Ends the processes that it has left.

            assertThat(isAlive(command)).isFalse();
            assertThat(job.state().isEmpty()).isTrue();
            assertThat(job.stop().isClean()).isTrue();
            assertThat(job.status().exit())
                    .contains(new ExitStatus.Lost("its watcher ended before it reported the end of the job"));
        }
    }

    @Test
    void waitsAsLongAsItIsTold() {
        try (JobStore store = open()) {
            Job job = launch(store, "sleep 1000");

            assertThatThrownBy(() -> job.waitFor(Duration.ofMillis(50)))
                    .isInstanceOf(WaitTimeoutException.class)
                    .hasMessageStartingWith("Timed out waiting for the end of job [" + job.id() + "] after 50 ms");
            assertThat(job.status().isRunning()).isTrue();
            assertThatIllegalStateException().isThrownBy(job::acknowledge);
        }
    }

    @Test
    void hidesItsFilesFromOtherUsers() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "echo secret");
            job.waitFor(LONG);
            job.acknowledge();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folderOf(job))) {
                assertThat(files.toList())
                        .hasSizeGreaterThan(3)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .isEqualTo("rw-------"));
            }
        }
    }
}
