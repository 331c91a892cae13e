package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.curfew.internal.FakeTime;
import dev.curfew.internal.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread reads the reports for all commands: no input may end it. */
class StatusPipeTests {

    private static final long FLOOD = 300_000_000;

    private final StatusChannel channel = new StatusChannel(line -> {}, words -> {}, new FakeTime());
    private final Guarded guarded = channel.expect("one", how -> {});

    private InputStream line(String report) {
        return text(Reports.sealed(guarded, "one " + report) + "\n");
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static InputStream oneAfterTheOther(InputStream... streams) {
        return new SequenceInputStream(Collections.enumeration(List.of(streams)));
    }

    @Test
    void goesOnAfterALineWithoutAnEndInLittleMemory() {
        Flood flood = new Flood();

        StatusPipe.read(oneAfterTheOther(flood, text("\n"), line("exit 3")), channel);

        assertThat(guarded.poll()).contains(new Termination.Exited(3));
        assertThat(flood.keptBytes).isLessThan(FLOOD / 3);
    }

    @Test
    void tellsAllThatWaitWhenAnErrorEndsTheNews() {
        StatusPipe.read(new Failing(), channel);

        assertThatIllegalStateException()
                .isThrownBy(guarded::awaitStart)
                .withMessageContaining("the status pipe cannot be read")
                .withMessageContaining("no memory");
        assertThatIllegalStateException()
                .isThrownBy(channel.expect("later", how -> {})::awaitStart)
                .withMessageContaining("no memory");
        assertThat(guarded.poll()).isPresent();
    }

    /** A file ends at once, as a pipe would if it could. In real time, because another thread reads it. */
    @Test
    void tellsAllThatWaitWhenItEnds(@TempDir Path folder) throws IOException {
        StatusChannel closed =
                StatusPipe.open(Files.createFile(folder.resolve("status")), words -> {}, Time.ofSystem());

        assertThatIllegalStateException()
                .isThrownBy(closed.expect("one", how -> {})::awaitStart)
                .withMessageContaining("the status pipe has ended");
    }

    /** As many bytes as a command can write in a second; measures how much memory they take while they are read. */
    private static final class Flood extends InputStream {

        private final long before = usedMemory();
        private long left = FLOOD;
        private long keptBytes;

        private static long usedMemory() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + count, (byte) 'x');
            left -= count;
            if (count == 0) {
                keptBytes = usedMemory() - before;
            }
            return count == 0 ? -1 : count;
        }
    }

    private static final class Failing extends InputStream {
        @Override
        public int read() {
            throw new OutOfMemoryError("no memory");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            throw new OutOfMemoryError("no memory");
        }
    }
}
