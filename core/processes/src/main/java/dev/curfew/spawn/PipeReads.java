package dev.curfew.spawn;

import dev.curfew.session.OutputPipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads a pipe through a channel that is closed to end a read, and opened again for later ones. */
final class PipeReads implements BriefReads {

    private final OutputPipe pipe;
    private volatile @Nullable FileChannel channel;

    PipeReads(OutputPipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public boolean prepare() {
        FileChannel open = channel;
        if (open != null && open.isOpen()) {
            return true;
        }
        try {
            channel = pipe.openAgain();
            return true;
        } catch (IOException e) {
            return false; // As if there were too many open files: then only the reading thread reads.
        }
    }

    @Override
    public int read(byte[] buffer) {
        FileChannel open = channel;
        ByteBuffer target = ByteBuffer.wrap(buffer);
        if (open != null) {
            try {
                open.read(target);
            } catch (IOException e) {
                // Stopped or interrupted, perhaps after something was read; or an error, which the reading thread sees.
            }
        }
        return target.position();
    }

    @Override
    public void stop() {
        FileChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The descriptor is released even if closing it reports an error (close(2)).
            }
        }
    }
}
