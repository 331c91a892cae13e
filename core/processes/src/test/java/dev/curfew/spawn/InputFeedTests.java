package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InputFeedTests {

    private static final Duration AT_ONCE = Duration.ofNanos(1);

    private final ScriptedSink sink = new ScriptedSink();
    private final InputFeed feed = new InputFeed(sink);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void block() {
        feed.post(bytes("block"));
        sink.blocked.await();
    }

    @Test
    void writesInTheThreadOfTheCallerWhatCannotBlock() throws Exception {
        InputFeed withoutThreads = new InputFeed(sink, work -> {
            throw new AssertionError("no thread is needed");
        });

        withoutThreads.write(bytes("abc"), AT_ONCE);
        withoutThreads.end(AT_ONCE);

        assertThat(sink.events).containsExactly("abc", "end");
    }

    @Test
    void keepsTheOrderOfTheCalls() throws Exception {
        block();
        feed.post(bytes("first"));
        OtherThread writer = OtherThread.run(() -> feed.write(bytes("second"), Latch.PATIENCE));
        writer.awaitWaiting();
        OtherThread ender = OtherThread.run(() -> feed.end(Latch.PATIENCE));
        ender.awaitWaiting();

        sink.released.open();

        writer.join();
        ender.join();
        assertThat(sink.events).containsExactly("block", "first", "second", "end");
    }

    @Test
    void withdrawsAWriteThatWasNotBegunInTime() throws Exception {
        block();

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> feed.write(bytes("late"), AT_ONCE));
        sink.released.open();
        feed.end(Latch.PATIENCE);

        assertThat(sink.events).containsExactly("block", "end");
    }

    @Test
    void endsTheInputAfterAnEndThatTimedOut() throws Exception {
        block();

        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> feed.end(AT_ONCE));
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> feed.end(AT_ONCE));
        sink.released.open();
        feed.end(Latch.PATIENCE);

        assertThat(sink.events).containsExactly("block", "end");
    }

    @Test
    void endsTheInputAfterAnEndThatWasInterrupted() throws Exception {
        block();
        OtherThread ender = OtherThread.run(() -> feed.end(Latch.PATIENCE));
        ender.awaitWaiting();

        ender.interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(ender::join);
        sink.released.open();
        feed.end(Latch.PATIENCE);

        assertThat(sink.events).containsExactly("block", "end");
    }

    @Test
    void tellsEachCallerThatTheEndHasFailed() {
        sink.failure = new IOException("gone");

        assertThatIOException().isThrownBy(() -> feed.end(AT_ONCE)).withMessageContaining("gone");
        assertThatIOException().isThrownBy(() -> feed.end(AT_ONCE)).withMessageContaining("gone");
    }

    @Test
    void refusesWritesAfterTheEnd() throws Exception {
        feed.end(AT_ONCE);
        feed.post(bytes("abc"));

        assertThatIOException()
                .isThrownBy(() -> feed.write(bytes("abc"), AT_ONCE))
                .withMessage("input was closed");
        assertThat(feed.isEnded()).isTrue();
        assertThat(sink.events).containsExactly("end");
    }

    @Test
    void goesOnAfterAWriteThatThrowsAnything() throws Exception {
        for (Throwable failure : List.of(new IOException("a"), new IllegalStateException("b"), new Error("c"))) {
            sink.failure = failure;
            assertThatIOException()
                    .isThrownBy(() -> feed.write(bytes("fails"), Latch.PATIENCE))
                    .havingRootCause()
                    .isSameAs(failure);
        }
        sink.failure = null;

        feed.write(bytes("works"), Latch.PATIENCE);

        assertThat(sink.events).containsExactly("works");
    }

    @Test
    void saysThatNoThreadCanBeStartedAndTriesAgain() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Executor exhausted = work -> {
            if (starts.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            OtherThread.run(work::run);
        };
        InputFeed limited = new InputFeed(sink, exhausted);

        assertThatIOException()
                .isThrownBy(() -> limited.write(bytes("first"), Latch.PATIENCE))
                .withMessage("the limit of threads is reached: unable to create native thread");
        limited.write(bytes("second"), Latch.PATIENCE);

        assertThat(sink.events).containsExactly("second");
    }

    /** Blocks at one word, and fails when it is told to. */
    private static final class ScriptedSink implements InputSink {

        private final List<String> events = new CopyOnWriteArrayList<>();
        private final Latch blocked = new Latch();
        private final Latch released = new Latch();
        private volatile Throwable failure;

        @Override
        public int freeBytes() {
            return 4;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            if (text.equals("block")) {
                blocked.open();
                released.await();
            }
            failIfToldTo();
            events.add(text);
        }

        @Override
        public void end() throws IOException {
            failIfToldTo();
            events.add("end");
        }

        private void failIfToldTo() throws IOException {
            if (failure instanceof IOException refused) {
                throw refused;
            }
            if (failure instanceof RuntimeException bug) {
                throw bug;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
