package dev.curfew.spawn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.OutputSink;
import dev.curfew.recording.TextMode;
import dev.curfew.sandbox.fixture.Patience;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReadingTurnTests {

    private static final int ROOM = 1000;
    private static final Duration LONG = Patience.LIMIT;
    private static final Duration SHORT = Duration.ofMillis(1);

    private final OutputRecorder recorder = new OutputRecorder(ROOM, TextMode.PLAIN);
    private final Answers answers = new Answers();

    @Test
    void readingThreadDoesNotPauseBeforeItIsADialog() {
        ReadingTurn turn = turn(LONG);
        for (int i = 0; i < ReadingTurn.DIALOG * 2; i++) {
            turn.pause(1);
        }
        for (int i = 1; i < ReadingTurn.DIALOG; i++) {
            turn.read(() -> ROOM);
            turn.pause(1);
        }
        turn.pause(ReadingTurn.LARGEST_ANSWER);
        turn.pause(1);

        assertThat(answers.reads).hasValue(0);
    }

    @Test
    void threadThatWaitsReadsWhileTheReadingThreadPauses() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);

        answers.give("first ");
        turn.read(() -> ROOM);
        answers.give("second");
        turn.read(() -> ROOM);

        assertThat(recorder.log().text()).isEqualTo("first second");
        assertThat(reading.isDone()).isFalse();
        turn.readOn();
        reading.join();
    }

    @Test
    void readsNoMoreThanTheLogHasRoomFor() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);

        answers.give("nothing of this");
        turn.read(() -> 0);
        assertThat(answers.reads).hasValue(0);
        turn.read(() -> 7);

        assertThat(recorder.log().text()).isEqualTo("nothing");
        reading.join(); // Since the answer filled the room, there may be more, which the reading thread reads.
    }

    @Test
    void oneThreadReadsAtATime() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);
        OtherThread waiting = OtherThread.run(() -> turn.read(() -> ROOM));
        answers.firstRead.await();

        turn.read(() -> ROOM);

        assertThat(answers.reads).hasValue(1);
        answers.give("answer");
        waiting.join();
        assertThat(recorder.log().text()).isEqualTo("answer");
        turn.close();
        reading.join();
    }

    @Test
    void readingThreadContinuesWhenNoThreadWaits() {
        beginDialog(turn(SHORT));

        assertThat(answers.reads).hasValue(0);
    }

    @Test
    void readingThreadStopsAReadThatTakesLong() throws Exception {
        ReadingTurn turn = turn(SHORT);
        OtherThread waiting = OtherThread.run(() -> {
            while (answers.reads.get() == 0) {
                turn.read(() -> ROOM); // Until it comes in a pause.
            }
        });

        while (!waiting.isDone()) {
            turn.pause(1);
        }
        waiting.join();

        assertThat(answers.stops.get()).isPositive();
        assertThat(recorder.log().text()).isEmpty();
    }

    @Test
    void readingThreadContinuesAtTheEndOfTheStream() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);

        answers.give("");
        turn.read(() -> ROOM);

        reading.join();
    }

    @Test
    void readingThreadContinuesAfterTheThreadThatReads() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);
        OtherThread waiting = OtherThread.run(() -> turn.read(() -> ROOM));
        answers.firstRead.await();

        turn.close();

        waiting.join(); // Its read was stopped.
        reading.join();
        turn.read(() -> ROOM);
        turn.pause(1);
        assertThat(answers.reads).hasValue(1);
    }

    @Test
    void readingThreadContinuesIfTheSinkFails() throws Exception {
        ReadingTurn turn = new ReadingTurn(answers, new FailingSink(), LONG);
        OtherThread reading = pausing(turn);
        answers.give("answer");

        assertThatIllegalStateException().isThrownBy(() -> turn.read(() -> ROOM));

        reading.join();
    }

    @Test
    void readingThreadDoesNotPauseIfTheStreamCannotBeShared() {
        answers.canBeShared = false;
        ReadingTurn turn = turn(LONG);
        beginDialog(turn);
        beginDialog(turn);

        assertThat(answers.reads).hasValue(0);
        assertThat(answers.prepared).hasValue(1);
    }

    @Test
    void interruptedThreadDoesNotRead() throws Exception {
        ReadingTurn turn = turn(LONG);
        OtherThread reading = pausing(turn);

        Thread.currentThread().interrupt();
        turn.read(() -> ROOM);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers.reads).hasValue(0);
        turn.readOn();
        reading.join();
    }

    private ReadingTurn turn(Duration moment) {
        return new ReadingTurn(answers, recorder, moment);
    }

    /** {@return a reading thread that pauses} */
    private static OtherThread pausing(ReadingTurn turn) {
        OtherThread reading = OtherThread.run(() -> beginDialog(turn));
        reading.awaitWaiting();
        return reading;
    }

    /** Pauses in the last step. */
    private static void beginDialog(ReadingTurn turn) {
        for (int i = 0; i < ReadingTurn.DIALOG; i++) {
            turn.read(() -> ROOM);
            turn.pause(1);
        }
    }

    /** A stream with answers that are given by a test. */
    private static final class Answers implements BriefReads {

        private static final String NONE = "";

        private final BlockingQueue<String> given = new LinkedBlockingQueue<>();
        private final AtomicInteger prepared = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger stops = new AtomicInteger();
        private final Latch firstRead = new Latch();
        private boolean canBeShared = true;

        void give(String answer) {
            given.add(answer);
        }

        @Override
        public boolean prepare() {
            prepared.incrementAndGet();
            return canBeShared;
        }

        @Override
        public int read(byte[] buffer) {
            reads.incrementAndGet();
            firstRead.open();
            byte[] bytes = next().getBytes(US_ASCII);
            int count = Math.min(bytes.length, buffer.length);
            System.arraycopy(bytes, 0, buffer, 0, count);
            return count;
        }

        private String next() {
            try {
                String next = given.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
                return Objects.requireNonNull(next, "no answer was given");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void stop() {
            stops.incrementAndGet();
            give(NONE);
        }
    }

    private static final class FailingSink implements OutputSink {

        @Override
        public void append(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("sink");
        }

        @Override
        public void end() {}

        @Override
        public boolean isEnded() {
            return false;
        }

        @Override
        public long totalBytes() {
            return 0;
        }

        @Override
        public Duration silence() {
            return Duration.ZERO;
        }
    }
}
