package dev.curfew.session;

import dev.curfew.internal.LineSplitter;
import dev.curfew.internal.Time;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The named pipe to which the guards of this machine report. One thread reads its lines and dispatches them.
 *
 * <p>Lines are shorter than PIPE_BUF, so those of several writers do not mix (see pipe(7)). The pipe is open for
 * writing here too, so that it does not end when no other process writes. Any process of this user can write to it, so
 * lines that are longer than those of guards are dropped, and the channel accepts no report of a guard without its
 * seal.
 */
final class StatusPipe {

    /** More than twice as long as the longest report of a guard. */
    private static final int LONGEST_LINE = 512;

    private static final int CHUNK = 8 * 1024;

    private final RandomAccessFile pipe;
    private final StatusChannel channel;

    private StatusPipe(RandomAccessFile pipe, Time time) {
        this.pipe = pipe;
        this.channel = new StatusChannel(this::write, words -> {}, time);
    }

    /** {@return the channel of the lines of a named pipe} */
    static StatusChannel open(Path path) throws IOException {
        return open(path, Time.ofSystem());
    }

    static StatusChannel open(Path path, Time time) throws IOException {
        StatusPipe pipe = new StatusPipe(new RandomAccessFile(path.toFile(), "rw"), time);
        Thread thread = new Thread(pipe::read, "curfew status");
        thread.setDaemon(true);
        thread.start();
        return pipe.channel;
    }

    private void read() {
        try (RandomAccessFile file = pipe;
                InputStream stream = new FileInputStream(file.getFD())) {
            read(stream, channel);
        } catch (IOException e) {
            // Closing fails: the channel is closed already.
        }
    }

    /**
     * Dispatch all lines. When this ends, for whatever reason, it ends all waiting for reports, because otherwise no
     * command would ever end.
     */
    static void read(InputStream stream, StatusChannel channel) {
        String why = "the status pipe has ended";
        try {
            LineSplitter lines = new LineSplitter(LONGEST_LINE, StandardCharsets.US_ASCII, channel::told);
            byte[] chunk = new byte[CHUNK];
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                lines.append(chunk, 0, count);
            }
        } catch (IOException | RuntimeException | Error e) {
            why = "the status pipe cannot be read: " + e; // It does not fail while it is open at both ends.
        } finally {
            channel.close(why);
        }
    }

    private void write(String line) throws IOException {
        pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
