package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordedLogWaitTests {

    private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    private static final int MAX_BYTES = 1_000_000;

    private final OutputRecorder recorder = new OutputRecorder(MAX_BYTES, TextMode.PLAIN);
    private final RecordedLog log = recorder.log();

    @Test
    void wakesForOutput() {
        wakesFor(() -> print("x"));
    }

    @Test
    void wakesForTheEnd() {
        wakesFor(recorder::end);
    }

    @Test
    void wakesForAnAnnouncement() {
        wakesFor(recorder::announce);
    }

    private void wakesFor(Runnable event) {
        long seen = log.version();
        try (Background waiter = Background.run(() -> log.awaitChange(seen, FOREVER))) {
            waiter.awaitWaiting();
            event.run();
            waiter.join();
        }

        assertThat(log.version()).isGreaterThan(seen);
    }

    @Test
    void doesNotWaitForWhatHasHappened() throws InterruptedException {
        long seen = log.version();
        print("x");

        log.awaitChange(seen, FOREVER);
    }

    @Test
    void letsTheThreadThatWaitsReadTheSource() throws InterruptedException {
        recorder.readFrom(room -> print("x".repeat(room.getAsInt() == MAX_BYTES ? 1 : 0)));
        long seen = log.version();

        log.awaitChange(seen, FOREVER);

        assertThat(log.text()).isEqualTo("x");
    }

    /** A thread that appended more would wait for a cursor, perhaps its own. */
    @Test
    void hasNoRoomWhileACursorIsBehind() throws InterruptedException {
        AtomicInteger offered = new AtomicInteger(-1);
        recorder.readFrom(room -> offered.set(room.getAsInt()));
        try (TextCursor cursor = log.cursor(log.mark(), false)) {
            print("x");
            log.awaitChange(log.version(), Duration.ofNanos(1));
            assertThat(offered).hasValue(0);

            cursor.advance();
            log.awaitChange(log.version(), Duration.ofNanos(1));
            assertThat(offered).hasValue(MAX_BYTES);
        }
    }

    @Test
    void hasNoRoomForAThreadThatHasNotSeenTheLatestOutput() throws InterruptedException {
        AtomicInteger offered = new AtomicInteger(-1);
        recorder.readFrom(room -> offered.set(room.getAsInt()));
        long seen = log.version();
        print("x");

        log.awaitChange(seen, FOREVER);

        assertThat(offered).hasValue(0);
    }

    @Test
    void givesUpInTime() throws InterruptedException {
        long seen = log.version();
        long begin = System.nanoTime();
        log.awaitChange(seen, Duration.ofMillis(5));

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(5_000_000);
        assertThat(log.version()).isEqualTo(seen);
    }

    @Test
    void wakesForAnInterrupt() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> log.awaitChange(log.version(), FOREVER));
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }
}
