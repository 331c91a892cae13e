package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.TooManyProcessesException;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BoundsTests {

    private static final Command LONG = Command.of("sleep", "1000");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static ProcessRegistry open(Bounds bounds) {
        return ProcessRegistry.open(RegistryOptions.DEFAULT
                .withName("bounded")
                .withKillPolicy(KillPolicy.AT_ONCE)
                .withBounds(bounds));
    }

    @Test
    void refuseAStartAboveThem() {
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1))) {
            BackgroundProcess running = registry.start(LONG);

            assertThatThrownBy(() -> registry.start("echo hi"))
                    .isInstanceOfSatisfying(
                            TooManyProcessesException.class,
                            thrown -> assertThat(thrown.maxRunning()).isEqualTo(1))
                    .message()
                    .matches("(?s)Failed to start \\[echo]: \\[bounded] has reached its limit of running processes, 1\n"
                            + "  running:      1\n    \\| " + running.id() + " \\[sleep] running .*\n"
                            + "  next:         end some of them, allow more with curfew.maxRunning or"
                            + " Bounds.withMaxRunning, or let starts wait with Bounds.withStartTimeout");
            assertThat(registry.processes()).containsExactly(running);

            running.kill();
            assertThat(registry.start("exit 3").waitFor().describe()).contains("3");
        }
    }

    @Test
    void holdHoweverManyThreadsStartAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(8))) {
            AtomicInteger refused = new AtomicInteger();
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                starts.add(threads.submit(() -> {
                    try {
                        registry.start(LONG);
                    } catch (TooManyProcessesException e) {
                        refused.incrementAndGet();
                    }
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }

            assertThat(registry.running()).hasSize(8);
            assertThat(refused).hasValue(24);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void letAStartWaitForItsTurn() {
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(MINUTE))) {
            BackgroundProcess first = registry.start(LONG);
            CompletableFuture<BackgroundProcess> second = CompletableFuture.supplyAsync(() -> registry.start(LONG));
            assertThat(second).isNotDone();

            first.kill();

            assertThat(second.join().isRunning()).isTrue();
            assertThat(registry.running()).containsExactly(second.join());
        }
    }

    /** Its output does not end with it, because the other process holds the output open. */
    @Test
    void seeTheEndOfACommandThatLeavesItsOutputToOthers() {
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(MINUTE))) {
            BackgroundProcess first = registry.start("sleep 1000 & echo left");

            BackgroundProcess second = registry.start("echo next");

            assertThat(first.isRunning()).isFalse();
            second.expect("next");
        }
    }

    @Test
    void giveUpWhenTimeIsUp() {
        try (ProcessRegistry registry =
                open(Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(Duration.ofMillis(50)))) {
            registry.start(LONG);

            assertThatThrownBy(() -> registry.start(LONG))
                    .isInstanceOf(TooManyProcessesException.class)
                    .hasMessageContaining("  waited:       50 ms\n");
        }
    }

    @Test
    void letAWaitBeInterrupted() throws Exception {
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(MINUTE))) {
            registry.start(LONG);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread starter = new Thread(() -> registry.start(LONG));
            starter.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
            starter.start();

            starter.interrupt();
            starter.join();

            assertThat(thrown.get())
                    .isInstanceOf(InterruptedWaitException.class)
                    .hasMessage("Interrupted while waiting to start [sleep]: [bounded] has reached its limit of running"
                            + " processes, 1");
        }
    }

    @Test
    void letNoStartWaitForAScopeThatHasEnded() {
        ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1).withStartTimeout(MINUTE));
        registry.start(LONG);
        CompletableFuture<BackgroundProcess> waiting = CompletableFuture.supplyAsync(() -> registry.start(LONG));

        registry.close();

        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RegistryClosedException.class);
        assertThat(registry.running()).isEmpty();
    }

    @Test
    void areNotUsedUpByStartsThatFail() {
        try (ProcessRegistry registry = open(Bounds.DEFAULT.withMaxRunning(1))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> registry.start(Command.of("/no/such/program")))
                        .hasMessageStartingWith("Failed to start [program]");
            }

            assertThat(registry.processes()).isEmpty();
            BackgroundProcess process = registry.start(LONG);
            await().until(process::isRunning);
        }
    }

    @Test
    void areChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withMaxRunning(0))
                .withMessage("maxRunning must be between 1 and 1000000: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withStartTimeout(Duration.ofSeconds(-1)))
                .withMessage("startTimeout must not be negative: PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withFinished(Duration.ZERO, 1))
                .withMessage("keepFinished must be longer than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bounds.DEFAULT.withFinished(MINUTE, -1))
                .withMessage("maxFinished must not be negative: -1");
    }
}
