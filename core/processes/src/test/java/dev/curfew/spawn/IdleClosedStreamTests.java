package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class IdleClosedStreamTests {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Latch writing = new Latch();
    private final Latch released = new Latch();
    private final OutputStream stream = new IdleClosedStream(new Pipe());

    /** Its writes block until they are released. */
    private final class Pipe extends OutputStream {

        @Override
        public void write(int value) {
            events.add("begins");
            writing.open();
            released.await();
            events.add("wrote " + value);
        }

        @Override
        public void close() {
            events.add("closed");
        }
    }

    @Test
    void isClosedAtOnceWhileNothingIsWritten() throws IOException {
        stream.close();

        assertThat(events).containsExactly("closed");
        assertThatIOException().isThrownBy(() -> stream.write(7)).withMessage("Stream closed");
    }

    @Test
    void isClosedByAWriteThatIsInProgress() throws Exception {
        OtherThread writer = OtherThread.run(() -> stream.write(7));
        writing.await();

        stream.close();

        assertThat(events).containsExactly("begins");
        released.open();
        writer.join();
        assertThat(events).containsExactly("begins", "wrote 7", "closed");
    }
}
