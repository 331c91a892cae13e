package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.process.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitWatchTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LIMIT = SECOND.multipliedBy(10);
    private static final Command COMMAND = Command.of("true");

    private final FakeTime time = new FakeTime();
    private final FakeTarget target = new FakeTarget();

    private void limitRuntime() {
        LimitWatch.over(target, COMMAND.withMaxRuntime(LIMIT).limits(), time);
    }

    private void limitSilence() {
        LimitWatch.over(target, COMMAND.withMaxSilence(LIMIT).limits(), time);
    }

    private static ProcessState.Ending.Exceeded exceeded(Limit limit) {
        return new ProcessState.Ending.Exceeded(limit, LIMIT);
    }

    @Test
    void endsWhatRunsForTooLong() {
        limitRuntime();

        time.pass(LIMIT.minus(SECOND));
        assertThat(target.endings).isEmpty();
        time.pass(SECOND);

        assertThat(target.endings).containsExactly(exceeded(Limit.RUNTIME));
    }

    @Test
    void endsWhatIsSilentForTooLong() {
        limitSilence();

        for (int i = 0; i < 5; i++) {
            time.pass(LIMIT.minus(SECOND));
            target.prints();
        }
        time.pass(LIMIT.minus(SECOND));
        assertThat(target.endings).isEmpty();
        time.pass(SECOND);

        assertThat(target.endings).containsExactly(exceeded(Limit.SILENCE));
    }

    @Test
    void forgetsWhatHasEnded() {
        limitRuntime();
        limitSilence();
        time.pass(LIMIT.minus(SECOND));
        target.prints();
        target.exits();

        assertThat(time.planned()).isZero();
        time.pass(LIMIT.multipliedBy(2));
        assertThat(target.endings).isEmpty();
    }

    /** The check for silence is running when the process ends: it schedules another check, which then finds nothing to end. */
    @Test
    void endsNothingThatEndsDuringALook() {
        limitSilence();
        time.pass(SECOND);
        target.prints();
        target.exitsDuringTheNextLook = true;

        time.pass(LIMIT.multipliedBy(3));

        assertThat(target.endings).isEmpty();
        assertThat(time.planned()).isZero();
    }

    private final class FakeTarget implements LimitWatch.Watched {

        private final List<ProcessState.Ending.Exceeded> endings = new ArrayList<>();
        private final List<Runnable> atEnd = new ArrayList<>();
        private boolean running = true;
        private boolean exitsDuringTheNextLook;
        private long lastOutput;

        void prints() {
            lastOutput = time.nanos();
        }

        void exits() {
            running = false;
            atEnd.forEach(Runnable::run);
        }

        @Override
        public boolean isRunning() {
            boolean before = running;
            if (exitsDuringTheNextLook) {
                exitsDuringTheNextLook = false;
                exits();
            }
            return before;
        }

        @Override
        public Duration silence() {
            return time.since(lastOutput);
        }

        @Override
        public void atEnd(Runnable action) {
            atEnd.add(action);
        }

        @Override
        public void end(ProcessState.Ending.Exceeded exceeded) {
            endings.add(exceeded);
        }
    }
}
