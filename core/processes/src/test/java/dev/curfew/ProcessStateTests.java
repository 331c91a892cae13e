package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Limit;
import dev.curfew.process.Signal;
import dev.curfew.session.Termination;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProcessStateTests {

    private static final ProcessState.Ending STOPPED = new ProcessState.Ending.Asked("stop() was called");
    private static final ProcessState.Ending LIMIT =
            new ProcessState.Ending.Exceeded(Limit.RUNTIME, Duration.ofSeconds(3));
    private static final Termination KILLED = new Termination.Signaled(Signal.KILL);

    private final FakeTime time = new FakeTime();
    private final ProcessState state = new ProcessState(Command.of("true"), time);
    private final List<String> told = new ArrayList<>();

    @Test
    void firstReasonCounts() {
        state.isBeingEnded(STOPPED);
        state.isBeingEnded(LIMIT);
        state.exited(KILLED);

        assertThat(state.status()).contains(new ExitStatus.Killed(Signal.KILL, "stop() was called"));
    }

    @Test
    void reasonAfterTheEndDoesNotCount() {
        state.exited(KILLED);
        state.isBeingEnded(STOPPED);

        assertThat(state.status()).contains(new ExitStatus.Signaled(Signal.KILL));
    }

    @Test
    void commandThatEndsItselfWhileItIsStoppedWasNotKilled() {
        state.isBeingEnded(STOPPED);
        state.exited(new Termination.Exited(0));

        assertThat(state.status()).contains(new ExitStatus.Exited(0));
    }

    @Test
    void commandThatHandlesTheSignalWasKilled() {
        state.isBeingEnded(STOPPED);
        state.exited(new Termination.Exited(143));

        assertThat(state.status()).contains(new ExitStatus.Killed(Signal.TERM, "stop() was called"));
    }

    @Test
    void commandThatItsOwnStopSignalEndsWasKilled() {
        Termination interrupted = new Termination.Signaled(Signal.INT);
        ProcessState own = new ProcessState(Command.of("true").withStopSignal(Signal.INT), time);
        own.isBeingEnded(STOPPED);
        own.exited(interrupted);
        state.isBeingEnded(STOPPED);
        state.exited(interrupted);

        assertThat(own.status()).contains(new ExitStatus.Killed(Signal.INT, "stop() was called"));
        assertThat(state.status()).contains(new ExitStatus.Signaled(Signal.INT));
    }

    @Test
    void exceededLimitIsTheStatusHoweverTheCommandEnds() {
        state.isBeingEnded(LIMIT);
        state.exited(new Termination.Exited(0));

        assertThat(state.status()).contains(new ExitStatus.TimedOut(Limit.RUNTIME, Duration.ofSeconds(3)));
    }

    @Test
    void endCountsOnce() {
        state.atEnd(() -> told.add("end"));
        time.pass(Duration.ofSeconds(1));
        state.exited(new Termination.Exited(1));
        time.pass(Duration.ofSeconds(1));
        state.exited(new Termination.Exited(2));

        assertThat(state.status()).contains(new ExitStatus.Exited(1));
        assertThat(state.uptime()).isEqualTo(Duration.ofSeconds(1));
        assertThat(told).containsExactly("end");
    }

    @Test
    void thoseThatAreToldSeeTheStatus() {
        List<Optional<ExitStatus>> seen = new ArrayList<>();
        state.atEnd(() -> seen.add(state.status()));
        state.exited(new Termination.Exited(1));
        state.atEnd(() -> seen.add(state.status()));

        assertThat(seen).hasSize(2).allMatch(status -> status.equals(Optional.of(new ExitStatus.Exited(1))));
    }

    @Test
    void tellsAllAlthoughOneFails() {
        state.atEnd(() -> {
            throw new IllegalStateException("first");
        });
        state.atEnd(() -> {
            throw new LinkageError("second");
        });
        state.atEnd(() -> told.add("third"));

        state.exited(new Termination.Exited(1));

        assertThat(told).containsExactly("third");
    }

    /** The thread that reports ends must not wait for code that depends on such a report. */
    @Test
    void completesFuturesOnAThreadOfTheirOwn() throws Exception {
        Latch released = new Latch();
        CompletableFuture<Void> dependent = state.onExit().thenRun(released::await);
        CompletableFuture<ExitStatus> other = state.onExit();

        state.exited(new Termination.Exited(1));

        assertThat(dependent).isNotDone();
        released.open();
        OtherThread.run(() -> assertThat(other.join()).isEqualTo(new ExitStatus.Exited(1)))
                .join();
        OtherThread.run(dependent::join).join();
        assertThat(state.onExit()).isCompletedWithValue(new ExitStatus.Exited(1));
    }

    /** The thread that reports the end has released the monitor: a listener may wait for another thread that needs it. */
    @Test
    void tellsOutsideOfTheMonitor() {
        state.atEnd(() -> {
            OtherThread reader = OtherThread.run(() -> state.isBeingEnded(STOPPED));
            try {
                reader.join();
                told.add("not blocked");
            } catch (Exception e) {
                told.add(e.toString());
            }
        });

        state.exited(new Termination.Exited(1));

        assertThat(told).containsExactly("not blocked");
    }
}
