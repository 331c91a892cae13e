package dev.curfew.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.channel.TextSink;
import dev.curfew.command.Started;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Termination;
import dev.curfew.warden.ProcessTree;
import dev.curfew.warden.RemoteEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxConnectionTests {

    private static final Duration BOUND = Duration.ofSeconds(40);

    /** Records the pid of its child, and lives for one second longer than it. */
    private static final String LINGERING =
            "exec 3<&0 </dev/null; \"$@\" <&3 3<&- & echo $! >>\"$0\"; exec 3<&-; wait; exec sleep 1";

    /** Passes on the output of exec channels a second later, and that of the warden at once. */
    private static final String LATE_LANES = """
            case $* in
              *"guard series"*) "$@" | python3 -c 'import os, time
            while True:
                some = os.read(0, 65536)
                if not some:
                    break
                time.sleep(1)
                os.write(1, some)' ;;
              *) exec "$@" ;;
            esac""";

    private static final String HEARS_CHANGES = """
            import signal, subprocess, sys
            signal.signal(signal.SIGWINCH, lambda *_: open(sys.argv[1], 'a').write('!'))
            sys.exit(subprocess.call(sys.argv[2:]))""";

    private final Path pids;
    private final SandboxConnection site;

    SandboxConnectionTests(@TempDir Path folder) {
        pids = folder.resolve("pids");
        site = SandboxConnection.enter(Sandbox.entering("sh", "-c", LINGERING, pids.toString()));
    }

    @AfterEach
    void leave() {
        site.close();
    }

    /** Until one runs in an exec channel that has served before: its output is the pid of that. */
    @Test
    void startsCommandsOneAfterAnotherInTheSameExecChannel() {
        Command parentOfGuard = Command.of("sh", "-c", "read -r stat </proc/$PPID/stat; set -- ${stat##*) }; echo $2");
        Set<String> channels = new HashSet<>();
        await().until(() -> {
            TextSink output = new TextSink();
            CompletableFuture<Termination> ended = new CompletableFuture<>();
            site.start(parentOfGuard, output, new TextSink(), ended::complete);
            assertThat(ended.get()).isEqualTo(new Termination.Exited(0));
            assertThat(output.text()).containsOnlyDigits();
            return !channels.add(output.text());
        });
    }

    /** The warden no longer reads requests, and the client has not ended yet. */
    @Test
    void provesThroughANewConnectionWhatTheOneThatIsJustBeingCutCannot() throws IOException {
        ProcessTree sleep = startSleep().tree();
        RemoteEnvironment place = Objects.requireNonNull(sleep.elsewhere());

        killWarden();

        assertThat(place.end(sleep, BOUND)).isEmpty();
        assertThat(ProcessHandle.of(sleep.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void saysThatNoSignalArrives() throws IOException {
        ProcessTree sleep = startSleep().tree();
        RemoteEnvironment place = Objects.requireNonNull(sleep.elsewhere());

        killWarden();

        await().atMost(BOUND)
                .untilAsserted(() -> assertThatThrownBy(() -> place.signal(sleep, Signal.TERM))
                        .isInstanceOf(SandboxGoneException.class)
                        .hasMessageStartingWith("Failed to send SIGTERM to [sleep]: exec:sh"));
    }

    @Test
    void tellsThatItIsLostSoon() throws IOException {
        assertThat(site.isLostWithin(Duration.ZERO)).isFalse();

        killWarden();

        assertThat(site.isLostWithin(BOUND)).isTrue();
    }

    @Test
    void waitsForWhatIsPrintedAfterTheNewsOfTheEnd() {
        SandboxConnection late = SandboxConnection.enter(Sandbox.entering("sh", "-c", LATE_LANES, "sh"));
        try {
            TextSink output = new TextSink();
            CompletableFuture<String> printed = new CompletableFuture<>();
            Started echo = late.start(
                    Command.of("echo", "at last"), output, new TextSink(), how -> printed.complete(output.text()));

            echo.process().awaitExitUninterruptibly(BOUND);

            assertThat(printed).isCompletedWithValue("at last");
        } finally {
            late.close();
        }
    }

    /** Docker's client misses one that comes while it sends the size that it has begun with. */
    @Test
    void remindsAClientThatHasJustEnteredOfAChangedSize(@TempDir Path folder) throws IOException {
        Path heard = folder.resolve("heard");
        SandboxConnection terminals =
                SandboxConnection.enter(Sandbox.entering("python3", "-c", HEARS_CHANGES, heard.toString()));
        try {
            Command command =
                    Command.shell("stty size; read -r line; stty size").inTerminal();
            TextSink output = new TextSink();
            Started reader = terminals.start(command, output, new TextSink(), how -> {});
            await().until(() -> !output.text().isEmpty());

            reader.process().resize(new TerminalSize(66, 22));

            await().atMost(BOUND).until(() -> Files.exists(heard) && Files.size(heard) > 1);
            reader.process().input().write(new byte[] {'\n'});
            await().atMost(BOUND).until(() -> output.text().endsWith("22 66"));
        } finally {
            terminals.close();
        }
    }

    /** Nothing can be written to it any more, not even that the command has ended. */
    @Test
    void tellsTheEndOfACommandWhoseTerminalIsStopped() throws IOException {
        SandboxConnection terminals = SandboxConnection.enter(Sandbox.entering("env"));
        try {
            CompletableFuture<Termination> ended = new CompletableFuture<>();
            TextSink output = new TextSink();
            Command command = Command.shell("echo up; read -r line; exit 3").inTerminal();
            Started reader = terminals.start(command, output, new TextSink(), ended::complete);
            await().until(() -> output.text().contains("up"));

            reader.process().input().write("\u0013\n".getBytes(StandardCharsets.US_ASCII));
            reader.process().awaitExitUninterruptibly(BOUND);

            assertThat(ended).isCompletedWithValue(new Termination.Exited(3));
        } finally {
            terminals.close();
        }
    }

    private Started startSleep() {
        return site.start(Command.of("sleep", "1000"), new TextSink(), new TextSink(), how -> {});
    }

    /** It is the first that entered. */
    private void killWarden() throws IOException {
        long warden = Long.parseLong(Files.readAllLines(pids).get(0));
        assertThat(ProcessHandle.of(warden).orElseThrow().destroyForcibly()).isTrue();
    }
}
