package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.Termination;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OwnScope.class)
class ExitNoticeTests {

    @Test
    void comesOnceWithTheStatusAndAllOutput(ProcessRegistry registry) throws Exception {
        BackgroundProcess process = registry.start("read -r line; echo last words; exit 7");
        AtomicInteger times = new AtomicInteger();
        CompletableFuture<String> said = process.onExit().thenApply(status -> {
            times.incrementAndGet();
            return status + " " + process.output().text();
        });
        process.submit("go");

        assertThat(said.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new ExitStatus.Exited(7) + " last words\n");
        assertThat(times).hasValue(1);
        assertThat(process.onExit()).isCompletedWithValue(new ExitStatus.Exited(7));
    }

    @Test
    void comesOnATerminalToo(ProcessRegistry registry) throws Exception {
        BackgroundProcess process =
                registry.start(Command.shell("read -r line; exit 7").inTerminal());
        CompletableFuture<ExitStatus> exit = process.onExit();
        process.submit("go");

        assertThat(exit.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new ExitStatus.Exited(7));
    }

    @Test
    void comesWithoutALookAlthoughOthersHoldTheOutput(ProcessRegistry registry) throws Exception {
        BackgroundProcess process = registry.start("sleep 1000 & read -r line; exit 7");
        CompletableFuture<ExitStatus> exit = process.onExit();
        process.submit("go");

        assertThat(exit.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new ExitStatus.Exited(7));
    }

    @Test
    void cannotBeGivenByTheCaller(ProcessRegistry registry) throws Exception {
        BackgroundProcess process = registry.start(Command.of("sleep", "1000"));
        CompletableFuture<ExitStatus> other = process.onExit();

        process.onExit().complete(new ExitStatus.Exited(0));
        process.onExit().cancel(true);

        assertThat(other).isNotDone();
        assertThat(process.isRunning()).isTrue();
        process.kill();
        assertThat(other.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new ExitStatus.Killed(Signal.KILL, "kill() was called"));
    }

    @Test
    void doesNotBlockOthersIfAListenerWaits(ProcessRegistry registry) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        BackgroundProcess first = registry.start("read -r line");
        CompletableFuture<Void> waits = first.onExit().thenAccept(status -> {
            try {
                blocked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        first.submit("go");

        BackgroundProcess second = registry.start("exit 3");

        assertThat(second.onExit().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new ExitStatus.Exited(3));
        assertThat(waits).isNotDone();
        blocked.countDown();
    }

    @Test
    void isNotChangedByWhatComesLater() {
        ProcessState state = new ProcessState(Command.of("true"), new FakeTime());
        state.isBeingEnded(new ProcessState.Ending.Asked("kill() was called"));
        CompletableFuture<ExitStatus> exit = state.onExit();

        state.exited(new Termination.Signaled(Signal.KILL));
        state.exited(new Termination.Exited(0));
        state.isBeingEnded(new ProcessState.Ending.Asked("something else"));

        ExitStatus killed = new ExitStatus.Killed(Signal.KILL, "kill() was called");
        assertThat(state.status()).contains(killed);
        assertThat(exit.join()).isEqualTo(killed);
    }

    /** A timer that fails, as on a system that allows no more threads. */
    private record NoMoreTimers(Time real) implements Time {

        @Override
        public long nanos() {
            return real.nanos();
        }

        @Override
        public Instant now() {
            return real.now();
        }

        @Override
        public Runnable after(Duration delay, Runnable action) {
            throw new IllegalStateException("no more timers");
        }
    }

    @Test
    void startThatFailsLateLeavesNothing(@TempDir Path folder) {
        Path fifo = folder.resolve("lives");
        ProcessRegistry registry = ProcessRegistry.open(
                RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE).withBounds(Bounds.DEFAULT.withMaxRunning(1)),
                new NoMoreTimers(Time.ofSystem()));
        Command limited = Command.shell("sleep 0.5; echo alive > " + fifo + "; sleep 1000")
                .withMaxRuntime(Duration.ofHours(1));

        for (int i = 0; i < 2; i++) { // The second process needs the permit of the first.
            assertThatThrownBy(() -> registry.start(limited))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no more timers");
        }

        assertThat(registry.processes()).isEmpty();
        assertThat(registry.end().trees()).isEmpty();
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(handle -> handle.info().commandLine().orElse("").contains(fifo.toString()));
    }
}
