package dev.curfew.spawn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.Latch;
import dev.curfew.internal.OtherThread;
import dev.curfew.session.OutputPipe;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipeReadsTests {

    private static final int ROUNDS = 50;
    private static final String TEXT = "abcdef";

    private Process cat;
    private OutputPipe pipe;
    private PipeReads reads;

    @BeforeEach
    void open() throws IOException {
        cat = new ProcessBuilder("cat").start();
        pipe = OutputPipe.open(Path.of("/proc", Long.toString(cat.pid()), "fd", "1"));
        reads = new PipeReads(pipe);
    }

    @AfterEach
    void close() throws IOException {
        pipe.close();
        cat.destroyForcibly();
    }

    @Test
    void readWhatArrives() throws IOException {
        assertThat(reads.prepare()).isTrue();
        print(TEXT);

        assertThat(reads.read(new byte[4])).isEqualTo(4);
        assertThat(reads.read(new byte[4])).isEqualTo(2);
    }

    @Test
    void readNothingAtTheEnd() throws IOException {
        assertThat(reads.prepare()).isTrue();
        cat.getOutputStream().close();

        assertThat(reads.read(new byte[4])).isZero();
    }

    @Test
    void loseNothingWhenTheyAreStopped() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            assertNothingIsLost(i % 2 == 0, other -> reads.stop());
        }
    }

    @Test
    void loseNothingWhenTheyAreInterrupted() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            assertNothingIsLost(i % 2 == 0, OtherThread::interrupt);
        }
    }

    /** Something is printed at the same time as the read ends, or afterwards. */
    private void assertNothingIsLost(boolean atTheSameTime, Consumer<OtherThread> ending) throws Exception {
        assertThat(reads.prepare()).isTrue();
        AtomicReference<String> read = new AtomicReference<>();
        Latch begun = new Latch();
        OtherThread reading = OtherThread.run(() -> {
            begun.open();
            byte[] buffer = new byte[TEXT.length()];
            read.set(new String(buffer, 0, reads.read(buffer), US_ASCII));
        });
        begun.await();

        if (atTheSameTime) {
            print(TEXT);
        }
        ending.accept(reading);
        reading.join();
        if (!atTheSameTime) {
            print(TEXT);
        }

        byte[] rest = new byte[TEXT.length() - read.get().length()];
        new DataInputStream(pipe).readFully(rest);
        assertThat(read.get() + new String(rest, US_ASCII)).isEqualTo(TEXT);
    }

    @Test
    void closeTheirChannelWithThePipe() throws IOException {
        assertThat(reads.prepare()).isTrue();
        pipe.close();

        assertThat(reads.read(new byte[4])).isZero();
    }

    private void print(String text) throws IOException {
        OutputStream input = cat.getOutputStream();
        input.write(text.getBytes(US_ASCII));
        input.flush();
    }
}
