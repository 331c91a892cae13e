package dev.curfew.spawn;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream that can be closed at any time without waiting for a write, which may block. A write that is in progress
 * closes it at its end. If the descriptor were closed below a write, the bytes could get into a file that is opened at
 * the same time with the same number.
 */
final class IdleClosedStream extends OutputStream {

    private final OutputStream stream;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    IdleClosedStream(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        writing.lock();
        try {
            if (closed) {
                throw new IOException("Stream closed");
            }
            stream.write(bytes, from, count);
        } finally {
            writing.unlock();
            closeIfIdle();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        closeIfIdle();
    }

    /** The thread that holds the lock calls this again after it has released it, so the stream does not stay open. */
    private void closeIfIdle() throws IOException {
        if (closed && writing.tryLock()) {
            try {
                stream.close();
            } finally {
                writing.unlock();
            }
        }
    }
}
