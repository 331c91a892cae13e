package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.internal.Time;
import dev.curfew.process.Environment;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class OneShotCommandTests {

    private static final int MORE_THAN_A_PIPE_HOLDS = 1_000_000;

    @TempDir
    private Path folder;

    private final FakeTime time = new FakeTime();
    private final Latch begun = new Latch();
    private final CompletableFuture<OneShotResult> result = new CompletableFuture<>();

    private static OneShotCommand shell(String script, String... arguments) {
        List<String> begin = List.of("/bin/sh", "-c", script, "sh");
        return OneShotCommand.of(
                Stream.concat(begin.stream(), Stream.of(arguments)).toList());
    }

    @Test
    void keepsBothStreamsApart() throws IOException {
        OneShotResult read = shell("read -r line; echo \"$line\"; echo why >&2; exit 3")
                .input("hello\n".getBytes(StandardCharsets.UTF_8))
                .keepingErrors()
                .run(Patience.LIMIT);

        assertThat(read.output().text()).isEqualTo("hello\n");
        assertThat(read.errors().text()).isEqualTo("why\n");
        assertThat(read.end()).isEqualTo(new Termination.Exited(3));
        assertThat(read.how()).isEqualTo("exited with code 3");
        assertThat(read.answer()).isEmpty();
    }

    @Test
    void answersWithItsOutput() throws IOException {
        assertThat(shell("cat; echo \" $A \"; pwd; echo why >&2")
                        .environment(new Environment(false, Map.of("A", "b", "PATH", "/usr/bin:/bin"), Set.of()))
                        .directory(folder)
                        .run(Patience.LIMIT)
                        .answer())
                .hasValue("b \n" + folder);
    }

    @Test
    void isNoAnswerIfAPartOfItIsMissing() throws IOException {
        OneShotResult read = shell("head -c " + MORE_THAN_A_PIPE_HOLDS + " /dev/zero; echo end")
                .keepingOutput(MORE_THAN_A_PIPE_HOLDS)
                .run(Patience.LIMIT);

        assertThat(read.succeeded()).isTrue();
        assertThat(read.output().bytes()).hasSize(MORE_THAN_A_PIPE_HOLDS);
        assertThat(read.output().text()).endsWith("end\n");
        assertThat(read.answer()).isEmpty();
    }

    @Test
    void keepsTheEndOfLongErrors() throws IOException {
        OneShotResult read = shell("head -c " + MORE_THAN_A_PIPE_HOLDS + " /dev/zero >&2; echo why >&2; echo done")
                .keepingErrors()
                .run(Patience.LIMIT);

        assertThat(read.answer()).hasValue("done");
        assertThat(read.errors().bytes()).hasSize(8192);
        assertThat(read.errors().text()).endsWith("why\n");
    }

    /** It prints more than a pipe holds before it has read all of its input. */
    @Test
    void readsOutputWhileItWritesInput() throws IOException {
        byte[] input = "x".repeat(MORE_THAN_A_PIPE_HOLDS).getBytes(StandardCharsets.UTF_8);

        OneShotResult read = shell("cat").input(input).run(Patience.LIMIT);

        assertThat(read.output().bytes()).isEqualTo(input);
    }

    @Test
    void mayLeaveItsInputUnread() throws IOException {
        OneShotResult read =
                shell("exit 4").input(new byte[MORE_THAN_A_PIPE_HOLDS]).run(Patience.LIMIT);

        assertThat(read.end()).isEqualTo(new Termination.Exited(4));
    }

    /** The process that is left behind lives as long as a process of this test, and holds all streams of the command. */
    @Test
    void isNotHeldUpByWhatIsLeftBehind() throws IOException {
        Process holder = new ProcessBuilder("cat").start();
        try {
            OneShotResult read = shell(
                            "(while kill -0 $1; do sleep 0.1; done) 3>&2 2>/dev/null & echo why >&2; echo said; exit 4",
                            Long.toString(holder.pid()))
                    .keepingErrors()
                    .run(Patience.LIMIT);

            assertThat(holder.isAlive()).isTrue();
            assertThat(read.output().text()).isEqualTo("said\n");
            assertThat(read.errors().text()).isEqualTo("why\n");
            assertThat(read.end()).isEqualTo(new Termination.Exited(4));
        } finally {
            holder.destroyForcibly();
        }
    }

    /** It ends by SIGPIPE when the pipe is closed. */
    @Test
    void isNotHeldUpByWhatPrintsWithoutEnd() throws IOException {
        OneShotResult read = shell("yes & echo $! >\"$1\"", pidFile()).run(Patience.LIMIT);

        assertThat(read.succeeded()).isTrue();
        awaitEnd(pid());
    }

    @Test
    void isKilledWithItsDescendantsAtTheLimit() throws Exception {
        OtherThread waiting = run(shell("sh -c 'sleep 1000; :' & sleep 1000 & echo $! >\"$1\"; wait", pidFile()));
        long descendant = pid();

        begun.await();
        time.pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(result).isNotDone();
        time.pass(Duration.ofNanos(1));
        waiting.join();

        assertThat(result.join().end()).isNull();
        assertThat(result.join().how()).isEqualTo("did not end within 60 s and was killed");
        awaitEnd(descendant);
    }

    @Test
    void isKilledAtTheLimitAlthoughItPrintsWithoutEnd() throws Exception {
        OtherThread waiting = run(shell("echo $$ >\"$1\"; exec yes", pidFile()));
        long command = pid();

        begun.await();
        time.pass(Duration.ofSeconds(60));
        waiting.join();

        assertThat(result.join().end()).isNull();
        awaitEnd(command);
    }

    @Test
    void isKilledAtTheLimitAlthoughItReadsNoInput() throws Exception {
        OtherThread waiting =
                run(shell("echo $$ >\"$1\"; exec sleep 1000", pidFile()).input(new byte[MORE_THAN_A_PIPE_HOLDS]));
        long command = pid();

        begun.await();
        time.pass(Duration.ofSeconds(60));
        waiting.join();

        awaitEnd(command);
        await().atMost(Patience.LIMIT).until(OneShotCommandTests::writesNothing);
    }

    private static boolean writesNothing() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .noneMatch(frame -> frame.getClassName().equals(OneShotCommand.class.getName())
                        && frame.getMethodName().equals("write"));
    }

    @Test
    void isKilledWithItsDescendantsAtAnInterrupt() throws Exception {
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        OtherThread waiting = OtherThread.run(() -> {
            result.complete(
                    shell("sleep 1000 & echo $! >\"$1\"; wait", pidFile()).run(Patience.LIMIT));
            flag.complete(Thread.interrupted());
        });
        long descendant = pid();

        waiting.interrupt();
        waiting.join();

        assertThat(result.join().end()).isNull();
        assertThat(result.join().how()).isEqualTo("was killed because the thread that waited for it was interrupted");
        assertThat(flag.join()).isTrue();
        awaitEnd(descendant);
    }

    @Test
    void endsByItselfInACleanupThatIsInterrupted() throws Exception {
        OtherThread cleanup = OtherThread.run(() -> {
            Thread.currentThread().interrupt();
            OneShotResult read = shell("exit 5").runUninterruptibly(Patience.LIMIT);
            assertThat(read.end()).isEqualTo(new Termination.Exited(5));
            assertThat(Thread.interrupted()).isTrue();
        });

        cleanup.join();
    }

    @Test
    void needsAProgram() {
        assertThatThrownBy(() ->
                        OneShotCommand.of(List.of("/not/there")).keepingErrors().run(Patience.LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/not/there");
    }

    private OtherThread run(OneShotCommand command) {
        return OtherThread.run(
                () -> result.complete(command.timedBy(new ReadTime()).run(Duration.ofSeconds(60))));
    }

    /** Opens the latch when the wait has begun, which is when it reads the time first. */
    private final class ReadTime implements Time {

        @Override
        public long nanos() {
            long now = time.nanos();
            begun.open();
            return now;
        }

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public Runnable after(Duration delay, Runnable action) {
            return time.after(delay, action);
        }
    }

    private String pidFile() {
        return folder.resolve("pid").toString();
    }

    private long pid() throws IOException {
        Path file = folder.resolve("pid");
        await().atMost(Patience.LIMIT)
                .until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
        return Long.parseLong(Files.readString(file).strip());
    }

    private static void awaitEnd(long pid) {
        await().atMost(Patience.LIMIT)
                .until(() -> ProcessTable.ofThisSystem()
                        .entry(pid)
                        .filter(ProcessEntry::isAlive)
                        .isEmpty());
    }
}
