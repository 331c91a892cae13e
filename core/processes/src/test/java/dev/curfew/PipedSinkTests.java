package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.internal.OtherThread;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PipedSinkTests {

    private final PipedSink sink = new PipedSink(Patience.LIMIT);

    @Test
    void handsOverEveryByteThoughTheReaderIsSlower() throws Exception {
        byte[] bytes = new byte[3_000_001];
        new Random(1).nextBytes(bytes);
        OtherThread writer = OtherThread.run(() -> {
            sink.append(bytes, 0, 1);
            sink.append(bytes, 1, bytes.length - 1);
            sink.end();
        });
        writer.awaitWaiting();

        assertThat(sink.stream().readAllBytes()).isEqualTo(bytes);
        writer.join();
        assertThat(sink.totalBytes()).isEqualTo(bytes.length);
    }

    @Test
    void failsIfNothingArrives() {
        PipedSink silent = new PipedSink(Duration.ofMillis(10));

        assertThatIOException().isThrownBy(() -> silent.stream().read()).withMessage("no byte arrived for 10 ms");
    }

    @Test
    void keepsTheInterruptOfItsReader() throws Exception {
        OtherThread reader = OtherThread.run(() -> {
            assertThatIOException()
                    .isThrownBy(() -> sink.stream().read())
                    .isInstanceOf(InterruptedIOException.class)
                    .withMessage("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        });
        reader.awaitWaiting();
        reader.interrupt();

        reader.join();
    }

    @Test
    void doesNotBlockTheWriterWhenItIsNoLongerRead() throws Exception {
        OtherThread writer = OtherThread.run(() -> sink.append(new byte[1_000_000], 0, 1_000_000));
        writer.awaitWaiting();
        sink.stop();

        writer.join();
    }

    @Test
    void givesWhatArrivedBeforeTheEnd() throws IOException {
        sink.append(new byte[] {(byte) 0xFF}, 0, 1);
        sink.end();

        assertThat(sink.stream().read()).isEqualTo(0xFF);
        assertThat(sink.stream().read()).isEqualTo(-1);
        assertThat(sink.isEnded()).isTrue();
    }
}
