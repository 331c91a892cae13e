package dev.curfew.channel;

import dev.curfew.recording.OutputSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of an exec channel. Until the exec channel has received an order, the sink looks for the line in which the
 * guard reports that it is ready; all other text comes from the client, or from the shell of a host, and is kept for
 * messages. From then on the stream belongs to the command, and only the markers of the guard are removed.
 *
 * <p>The markers make the end exact: when the first one has arrived, everything that the command printed before has
 * arrived. At the last one no process is left that belongs to the command, and the stream can serve another one.
 */
final class ExecChannelSink implements OutputSink {

    private static final byte SEPARATOR = 0x1e;
    private static final int LONGEST_LINE = 8 * 1024;

    private final TextSink said = new TextSink();
    private final byte[] first;
    private final Consumer<String> onReady;
    private final StringBuilder line = new StringBuilder();

    /** Guarded by this. */
    private @Nullable OutputSink target;

    private byte[] last = {};
    private byte[] marker = {};
    private Runnable atFirst = () -> {};
    private Runnable atLast = () -> {};
    private int matched;

    /**
     * Create a sink.
     *
     * @param nonce the text that the guard puts between separators
     * @param onReady receives what the guard reports about itself when it is ready
     */
    ExecChannelSink(String nonce, Consumer<String> onReady) {
        this.first = between(nonce);
        this.onReady = onReady;
    }

    private static byte[] between(String digits) {
        return ((char) SEPARATOR + digits + (char) SEPARATOR).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * From now on, pass everything to the sink of a command.
     *
     * @param to the sink
     * @param atMarker run when everything that the command printed has arrived
     * @param secret the text of the last marker, unknown to the command
     * @param atEnd run at the last marker, which nothing of this command follows
     */
    synchronized void direct(OutputSink to, Runnable atMarker, String secret, Runnable atEnd) {
        target = to;
        marker = first;
        last = between(secret);
        atFirst = atMarker;
        atLast = atEnd;
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        OutputSink to = target();
        if (to == null) {
            said.append(bytes, offset, length);
            lookForReady(bytes, offset, length);
        } else {
            relay(to, bytes, offset, offset + length);
        }
    }

    private synchronized @Nullable OutputSink target() {
        return target;
    }

    private void lookForReady(byte[] bytes, int offset, int length) {
        String ready = new String(first, 0, first.length - 1, StandardCharsets.US_ASCII) + " ready ";
        line.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
        int begin = line.indexOf(ready);
        int end = begin < 0 ? -1 : line.indexOf("\n", begin);
        if (begin < 0 && line.length() > LONGEST_LINE) {
            line.delete(0, line.length() - ready.length()); // The output of a client may be endless.
        }
        if (end >= 0) {
            onReady.accept(line.substring(begin + ready.length(), end).strip());
            line.setLength(0);
        }
    }

    /** Passes on bytes that cannot belong to a marker; bytes that may are held back until that is decided. */
    private void relay(OutputSink to, byte[] bytes, int from, int until) {
        int begin = from;
        for (int i = from; i < until; i++) {
            if (matched > 0 && bytes[i] != marker[matched]) {
                to.append(marker, 0, matched);
                matched = 0;
                begin = i;
            }
            if (bytes[i] == marker[matched]) {
                handOn(to, bytes, begin, i);
                begin = i + 1;
                matched++;
            }
            if (matched == marker.length) {
                matched = 0;
                if (!continuesAfterMarker(to)) {
                    return;
                }
            }
        }
        handOn(to, bytes, begin, until);
    }

    /** After the last marker, another thread may direct the stream to another command at once. */
    private boolean continuesAfterMarker(OutputSink to) {
        if (marker == first) {
            marker = last;
            atFirst.run();
            return true;
        }
        to.end();
        Runnable action;
        synchronized (this) {
            target = null;
            action = atLast;
        }
        action.run();
        return false;
    }

    private static void handOn(OutputSink to, byte[] bytes, int begin, int end) {
        if (end > begin) {
            to.append(bytes, begin, end - begin);
        }
    }

    @Override
    public void end() {
        said.end();
        OutputSink to = target();
        if (to != null) {
            handOn(to, marker, 0, matched);
            to.end();
        }
    }

    @Override
    public long totalBytes() {
        OutputSink to = target();
        return to == null ? said.totalBytes() : to.totalBytes();
    }

    @Override
    public Duration silence() {
        OutputSink to = target();
        return to == null ? said.silence() : to.silence();
    }

    @Override
    public boolean isEnded() {
        return said.isEnded();
    }

    /** {@return the beginning of the text before the output of the command, without leading and trailing blanks} */
    String text() {
        return said.text();
    }
}
