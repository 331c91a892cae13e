package dev.curfew.channel;

import dev.curfew.spawn.InputSink;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The input of one command in an exec channel. As long as it is not used, none of it can be left for the next command,
 * so the exec channel can serve one. Thread-safe.
 */
final class ExecChannelInput implements InputSink {

    private enum Use {
        NONE,
        BEGUN,
        REFUSED
    }

    private final InputSink stream;
    private final AtomicReference<Use> use = new AtomicReference<>(Use.NONE);

    ExecChannelInput(InputSink stream) {
        this.stream = stream;
    }

    /** {@return whether it was never used, and never will be} */
    boolean refuse() {
        return use.compareAndSet(Use.NONE, Use.REFUSED);
    }

    private boolean isRefused() {
        return use.compareAndExchange(Use.NONE, Use.BEGUN) == Use.REFUSED;
    }

    @Override
    public int freeBytes() {
        return stream.freeBytes();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (isRefused()) {
            throw new IOException("the command has ended");
        }
        stream.write(bytes);
    }

    /** Does nothing when the command has ended, as with a stream that is closed again. */
    @Override
    public void end() throws IOException {
        if (!isRefused()) {
            stream.end();
        }
    }
}
