package dev.curfew.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.recording.OutputSink;
import dev.curfew.recording.OutputSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamReaderTests {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final String READ = System.getProperty("os.arch").equals("aarch64") ? "63 0x0" : "0 0x0";

    @TempDir
    private Path thread;

    private final FakeTime time = new FakeTime();
    private final CountingSink sink = new CountingSink();

    @BeforeEach
    void sleepInRead() throws IOException {
        shows(READ, 'S');
    }

    /** What proc_pid_syscall(5) and proc_pid_stat(5) show of the reading thread. */
    private void shows(String systemCall, char state) throws IOException {
        Files.writeString(thread.resolve("syscall"), systemCall + "\n");
        Files.writeString(thread.resolve("stat"), "7 (curfew (x)) " + state + " 1 1\n");
    }

    private StreamReader reader(boolean onTerminal) {
        return reader(onTerminal, new ThreadState(thread.resolve("syscall")));
    }

    private StreamReader reader(boolean onTerminal, ThreadState state) {
        StreamReader reader = new StreamReader(sink, onTerminal, time, () -> state);
        reader.drain(InputStream.nullInputStream());
        return reader;
    }

    @Test
    void hasCaughtUpIfItSleepsInReadAfterTheExit() {
        StreamReader reader = reader(false);
        assertThat(reader.hasCaughtUp()).isFalse();

        reader.processExited();

        assertThat(reader.hasCaughtUp()).isTrue();
    }

    @Test
    void hasNotCaughtUpWhileItWorks() throws IOException {
        StreamReader reader = reader(false);
        reader.processExited();

        shows(READ, 'R'); // Woken, but not on a processor yet: it still shows the system call that it slept in.
        assertThat(reader.hasCaughtUp()).isFalse();
        shows("running", 'R');
        assertThat(reader.hasCaughtUp()).isFalse();
        shows("202 0x0", 'S'); // It sleeps elsewhere, as for the lock of the sink.
        assertThat(reader.hasCaughtUp()).isFalse();
    }

    @Test
    void hasNotCaughtUpIfSomethingArrivesDuringTheLook() {
        StreamReader reader = reader(false);
        reader.processExited();
        sink.growsWithEachLook = true;

        assertThat(reader.hasCaughtUp()).isFalse();
    }

    @Test
    void hasCaughtUpWhenMoreHasArrivedThanAPipeHolds() throws IOException {
        shows("running", 'R');
        StreamReader reader = reader(false);
        reader.processExited();

        sink.append(new byte[MEBIBYTE], 0, MEBIBYTE);
        assertThat(reader.hasCaughtUp()).isFalse();
        sink.append(new byte[1], 0, 1);

        assertThat(reader.hasCaughtUp()).isTrue();
    }

    @Test
    void hasCaughtUpAtTheEndOfTheStream() throws IOException {
        shows("running", 'R');
        StreamReader reader = reader(false);
        reader.processExited();
        sink.end();

        assertThat(reader.hasCaughtUp()).isTrue();
    }

    /** A worker of the kernel hands over what is written to a terminal, a moment later. */
    @Test
    void waitsForQuietOnATerminal() {
        assertQuietIsAwaited(reader(true));
    }

    @Test
    void waitsForQuietWhereTheSystemDoesNotShowTheThread() {
        assertQuietIsAwaited(reader(false, new ThreadState(null)));
    }

    private void assertQuietIsAwaited(StreamReader reader) {
        reader.processExited();
        time.pass(QUIET);
        assertThat(reader.hasCaughtUp()).isFalse();
        sink.append(new byte[1], 0, 1);
        time.pass(MOMENT);
        assertThat(reader.hasCaughtUp()).isFalse();

        time.pass(QUIET);

        assertThat(reader.hasCaughtUp()).isTrue();
    }

    @Test
    void letsOthersReadInADialog() {
        Shared shared = new Shared();
        StreamReader reader = reader(false);
        reader.share(shared);

        reader.drain(new Dialog(() -> shared.prepared == 0));

        assertThat(shared.prepared).isPositive();
    }

    @Test
    void readsAllItselfAfterTheExit() {
        Shared shared = new Shared();
        StreamReader reader = reader(false);
        reader.share(shared);
        reader.processExited();

        reader.drain(new Dialog(() -> sink.total < ReadingTurn.DIALOG * 2));

        assertThat(shared.prepared).isZero();
    }

    @Test
    void readsAllItselfIfTheExitWasKnownBefore() {
        Shared shared = new Shared();
        StreamReader reader = reader(false);
        reader.processExited();
        reader.share(shared);

        reader.drain(new Dialog(() -> sink.total < ReadingTurn.DIALOG * 2));

        assertThat(shared.prepared).isZero();
    }

    /** A stream of answers, for each of which a thread has just begun to wait. */
    private final class Dialog extends InputStream {

        private final BooleanSupplier continues;

        Dialog(BooleanSupplier continues) {
            this.continues = continues;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            sink.source.read(() -> 0);
            return continues.getAsBoolean() ? 1 : -1;
        }
    }

    private static final class Shared implements BriefReads {

        private int prepared;

        @Override
        public boolean prepare() {
            prepared++;
            return false;
        }

        @Override
        public int read(byte[] buffer) {
            return 0;
        }

        @Override
        public void stop() {}
    }

    @Test
    void movesAllBytesAndTakesAFailureForTheEnd() {
        StreamReader reader = new StreamReader(sink, false, time, () -> new ThreadState(null));
        reader.drain(new ByteArrayInputStream(new byte[MEBIBYTE]));
        reader.drain(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("Input/output error");
            }
        });

        assertThat(sink.total).isEqualTo(MEBIBYTE);
    }

    private final class CountingSink implements OutputSink {

        private long total;
        private long last;
        private boolean ended;
        private boolean growsWithEachLook;
        private OutputSource source = room -> {};

        @Override
        public void append(byte[] bytes, int offset, int length) {
            total += length;
            last = time.nanos();
        }

        @Override
        public void readFrom(OutputSource from) {
            source = from;
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public boolean isEnded() {
            return ended;
        }

        @Override
        public long totalBytes() {
            return growsWithEachLook ? total++ : total;
        }

        @Override
        public Duration silence() {
            return time.since(last);
        }
    }
}
