package dev.curfew.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Copies the first bytes of the output to a file, as they were printed. If the disk refuses them, the copy ends there. */
public final class CopyingSink implements OutputSink {

    private final OutputSink target;
    private final Path file;
    private long room;
    private @Nullable OutputStream stream;

    /**
     * Create an empty file. It is open from the first byte to the end of the output or of its room, so a start that fails
     * leaves nothing to close.
     *
     * @param target gets all output
     * @param file the file, which is replaced if it exists
     * @param maxBytes how many bytes it gets
     * @throws IOException if the file cannot be created
     */
    public CopyingSink(OutputSink target, Path file, long maxBytes) throws IOException {
        this.target = target;
        this.file = file;
        this.room = maxBytes;
        Files.write(file, new byte[0]);
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        copy(bytes, offset, length);
        target.append(bytes, offset, length);
    }

    private synchronized void copy(byte[] bytes, int offset, int length) {
        int copied = (int) Math.min(room, length);
        if (copied == 0) {
            return;
        }
        try {
            OutputStream open = stream == null ? Files.newOutputStream(file, StandardOpenOption.APPEND) : stream;
            stream = open;
            open.write(bytes, offset, copied);
            room -= copied;
            if (room == 0) {
                close();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        System.getLogger("dev.curfew").log(Level.WARNING, "Cannot write more output to " + file, e);
        room = 0;
        try {
            close();
        } catch (IOException again) {
            e.addSuppressed(again); // The descriptor is released even if closing it reports an error (close(2)).
        }
    }

    private void close() throws IOException {
        OutputStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void readFrom(OutputSource source) {
        target.readFrom(source);
    }

    @Override
    public void end() {
        synchronized (this) {
            try {
                close();
            } catch (IOException e) {
                fail(e);
            }
        }
        target.end();
    }

    @Override
    public boolean isEnded() {
        return target.isEnded();
    }

    @Override
    public long totalBytes() {
        return target.totalBytes();
    }

    @Override
    public Duration silence() {
        return target.silence();
    }
}
