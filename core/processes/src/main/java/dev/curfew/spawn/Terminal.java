package dev.curfew.spawn;

import com.pty4j.WinSize;
import com.pty4j.unix.CLibrary;
import com.pty4j.unix.Pollfd;
import com.pty4j.unix.Pty;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The end of a pseudoterminal that this JVM holds. Thread-safe. */
final class Terminal implements InputSink, BriefReads {

    private static final byte[] END_OF_FILE = {4};

    private final Pty pty;
    private final int freeBytes;

    /** Held shared to use the descriptor, and exclusively to close it, because its number may be reused at once. */
    private final ReadWriteLock descriptor = new ReentrantReadWriteLock();

    private volatile boolean closed;
    private volatile boolean atLineStart = true;

    Terminal(Pty pty, int freeBytes) {
        this.pty = pty;
        this.freeBytes = freeBytes;
    }

    /** {@return a new terminal, whose size is set before any process can read it} */
    static Terminal open(TerminalSize size) throws IOException {
        PtyLibrary.load();
        Pty pty = new Pty();
        try {
            pty.setWindowSize(new WinSize(size.columns(), size.rows()), null);
            return new Terminal(pty, LINUX_BYTES);
        } catch (IOException | RuntimeException e) {
            pty.close();
            throw e;
        }
    }

    /** {@return the name of the other end, which a command opens} */
    String name() {
        return pty.getSlaveName();
    }

    InputStream output() {
        return pty.getInputStream();
    }

    /** What this needs is not in the API of pty4j, so another version may lack it: then only the reading thread reads. */
    @Override
    public boolean prepare() {
        try {
            hasOutput(Duration.ZERO);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    @Override
    public int read(byte[] buffer) {
        descriptor.readLock().lock();
        try {
            return !closed && hasOutput(ReadingTurn.MOMENT)
                    ? Math.max(0, CLibrary.read(pty.getMasterFD(), buffer, buffer.length))
                    : 0;
        } finally {
            descriptor.readLock().unlock();
        }
    }

    private boolean hasOutput(Duration limit) {
        Pollfd[] asked = {new Pollfd(pty.getMasterFD(), CLibrary.POLLIN)};
        return CLibrary.poll(asked, (int) limit.toMillis()) > 0 && (asked[0].getRevents() & CLibrary.POLLIN) != 0;
    }

    /** Nothing to do: a read has a limit of its own. */
    @Override
    public void stop() {}

    @Override
    public int freeBytes() {
        return freeBytes;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        descriptor.readLock().lock();
        try {
            requireOpen();
            pty.getOutputStream().write(bytes);
            byte last = bytes[bytes.length - 1];
            atLineStart = last == '\n' || last == '\r';
        } finally {
            descriptor.readLock().unlock();
        }
    }

    /**
     * In the middle of a line the first end-of-file character only delivers the line, and the second one ends the
     * input.
     */
    @Override
    public void end() throws IOException {
        boolean inLine = !atLineStart;
        write(END_OF_FILE);
        if (inLine) {
            endAfterLine();
        }
        beginLine();
    }

    /** The process that received the line may have ended after it. */
    private void endAfterLine() throws IOException {
        try {
            write(END_OF_FILE);
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    @Override
    public void beginLine() {
        atLineStart = true;
    }

    void resize(TerminalSize size) throws IOException {
        descriptor.readLock().lock();
        try {
            requireOpen();
            pty.setWindowSize(new WinSize(size.columns(), size.rows()), null);
        } finally {
            descriptor.readLock().unlock();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("terminal is closed");
        }
    }

    void close() {
        descriptor.writeLock().lock();
        try {
            closed = true;
            pty.close();
        } catch (IOException e) {
            // The descriptor is released even if closing it reports an error (close(2)).
        } finally {
            descriptor.writeLock().unlock();
        }
    }
}
