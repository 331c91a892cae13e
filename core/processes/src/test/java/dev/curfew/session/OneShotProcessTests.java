package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits and interrupts, with a process that ends at a given time of a manual clock. */
class OneShotProcessTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final FakeTime time = new FakeTime();

    /** Ends after some time. An interrupt comes while it is awaited for the first time, if it is told so. */
    private final class Fake extends OneShotProcess {

        private final Duration lifetime;
        private boolean isInterrupted;
        private int closed;

        Fake(Duration lifetime) {
            super(MOST_OUTPUT_BYTES);
            this.lifetime = lifetime;
        }

        Fake interrupted() {
            isInterrupted = true;
            return this;
        }

        @Override
        protected Optional<Termination> awaitEnd(Duration limit) throws InterruptedException {
            if (isInterrupted) {
                isInterrupted = false;
                throw new InterruptedException();
            }
            Duration left = lifetime.minus(time.since(0));
            if (left.compareTo(limit) > 0) {
                time.pass(limit);
                return Optional.empty();
            }
            time.pass(left);
            return Optional.of(new Termination.Exited(0));
        }

        @Override
        protected void close() {
            closed++;
            byte[] last = "last words".getBytes(StandardCharsets.UTF_8);
            errors.append(last, 0, last.length);
        }
    }

    @Test
    void endsInTime() {
        Fake process = new Fake(LIMIT);

        OneShotResult result = process.await(LIMIT);

        assertThat(result.succeeded()).isTrue();
        assertThat(result.errors().text()).isEqualTo("last words");
        assertThat(process.closed).isOne();
    }

    @Test
    void isClosedAtTheLimit() {
        Fake process = new Fake(LIMIT.plusNanos(1));

        OneShotResult result = process.await(LIMIT);

        assertThat(time.since(0)).isEqualTo(LIMIT);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.how()).isEqualTo("did not end within 5 s and was killed");
        assertThat(process.closed).isOne();
    }

    @Test
    void isClosedAtAnInterrupt() {
        Fake process = new Fake(LIMIT).interrupted();

        OneShotResult result = process.await(LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.since(0)).isEqualTo(Duration.ZERO);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.how()).isEqualTo("was killed because the thread that waited for it was interrupted");
        assertThat(process.closed).isOne();
    }

    @Test
    void isAwaitedDespiteAnInterrupt() {
        Fake process = new Fake(Duration.ofSeconds(1)).interrupted();

        OneShotResult result = process.awaitUninterruptibly(LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.succeeded()).isTrue();
        assertThat(process.closed).isOne();
    }

    @Test
    void isClosedAtTheLimitDespiteAnInterrupt() {
        Fake process = new Fake(Duration.ofDays(1)).interrupted();

        OneShotResult result = process.awaitUninterruptibly(LIMIT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.how()).isEqualTo("did not end within 5 s and was killed");
        assertThat(process.closed).isOne();
    }
}
