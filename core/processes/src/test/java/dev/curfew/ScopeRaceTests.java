package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations that race with the end of a scope, in each order. */
class ScopeRaceTests {

    private static final RegistryOptions AT_ONCE = RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE);
    private static final Duration KEPT_BY_FIRST = Duration.ofSeconds(3);
    private static final Command LONG = Command.of("sleep", "1000");

    private final FakeTime time = new FakeTime();
    private final ProcessRegistry first = ProcessRegistry.open(
            AT_ONCE.withName("first").withBounds(Bounds.DEFAULT.withFinished(KEPT_BY_FIRST, 10)), time);
    private final ProcessRegistry second = ProcessRegistry.open(AT_ONCE.withName("second"), time);

    @AfterEach
    void close() {
        first.end();
        second.end();
    }

    /** A start reads the time of day once it can no longer be refused. */
    @Test
    void endWaitsForAStartUnderWayAndEndsIt() throws Exception {
        StoppedClock clock = new StoppedClock(new Latch(), new Latch());
        ProcessRegistry registry = ProcessRegistry.open(AT_ONCE, clock);
        OtherThread starter = OtherThread.run(() -> registry.start(LONG));
        clock.asked().await();
        OtherThread ender = OtherThread.run(registry::end);
        ender.awaitWaiting();

        clock.released().open();

        starter.join();
        ender.join();
        assertThat(registry.end().trees()).extracting(EndedTree::killed).containsExactly(1);
        assertThat(registry.processes()).hasSize(1).noneMatch(BackgroundProcess::isRunning);
    }

    @Test
    void startAfterTheEndIsRefusedBeforeAnythingRuns() {
        StoppedClock clock = new StoppedClock(new Latch(), new Latch());
        ProcessRegistry registry = ProcessRegistry.open(AT_ONCE, clock);
        registry.end();

        assertThatExceptionOfType(RegistryClosedException.class).isThrownBy(() -> registry.start(LONG));

        assertThat(registry.started()).isZero();
    }

    @Test
    void processThatLeavesIsShownByOneRegistryAtATime() {
        ScriptedProcess scripted = new ScriptedProcess(first, time);
        first.inventory().add(scripted.process());

        second.inventory().add(scripted.process());
        assertThat(first.processes()).containsExactly(scripted.process());
        assertThat(second.processes()).isEmpty();
        scripted.process().ownership().passTo(second.ownedBy("heir"), null);

        assertThat(first.processes()).isEmpty();
        assertThat(second.processes()).containsExactly(scripted.process());
    }

    /** It is in both lists for a moment, in which the registry that it leaves removes it from its history. */
    @Test
    void processThatLeavesIsForgottenAtMostByTheRegistryThatItLeaves() {
        ScriptedProcess scripted = new ScriptedProcess(first, time);
        BackgroundProcess process = scripted.process();
        first.inventory().add(process);
        scripted.exits();
        first.inventory().ended();

        second.inventory().add(process);
        time.pass(KEPT_BY_FIRST);
        assertThat(first.inventory().all()).isEmpty();
        process.ownership().passTo(second.ownedBy("heir"), second.permits().take("move"));
        first.inventory().remove(process);

        assertThat(second.processes()).containsExactly(process);
    }

    @Test
    void whatRunsIsNotForgottenWhileItIsHandedOver() {
        ScriptedProcess scripted = new ScriptedProcess(first, time);
        first.inventory().add(scripted.process());

        first.inventory().ended();
        time.pass(KEPT_BY_FIRST.multipliedBy(2));
        scripted.process().transferTo(second.ownedBy("heir"));

        assertThat(second.processes()).containsExactly(scripted.process());
        scripted.exits();
        assertThat(List.of(first, second)).noneMatch(ProcessRegistry::hasRunning);
    }

    /** A clock on which one thread stops until it is released. */
    private record StoppedClock(Latch asked, Latch released) implements Time {

        @Override
        public Instant now() {
            asked.open();
            released.await();
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Runnable after(Duration delay, Runnable action) {
            return () -> {};
        }
    }
}
