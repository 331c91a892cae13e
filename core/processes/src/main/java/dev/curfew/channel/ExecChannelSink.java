package dev.curfew.channel;

import dev.curfew.recording.OutputSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream of an exec channel. Until the exec channel has received its order, the sink looks for the line in which the guard reports
 * that it is ready; all other text comes from the client, or from the shell of a host, and is kept for messages. From
 * then on the stream belongs to the command, and only the marker with which the guard reports the end of the command is
 * removed.
 *
 * <p>The marker makes the end exact: when it has arrived, everything that the command printed before has arrived.
 */
final class ExecChannelSink implements OutputSink {

    private static final byte SEPARATOR = 0x1e;
    private static final int LONGEST_LINE = 8 * 1024;

    private final TextSink said = new TextSink();
    private final byte[] marker;
    private final Consumer<String> onReady;
    private final StringBuilder line = new StringBuilder();

    /** Guarded by this. */
    private @Nullable OutputSink target;

    private Runnable onMarker = () -> {};
    private int matched;

    /**
     * Create a sink.
     *
     * @param nonce the text that the guard puts between separators
     * @param onReady receives what the guard reports about itself when it is ready
     */
    ExecChannelSink(String nonce, Consumer<String> onReady) {
        this.marker = ((char) SEPARATOR + nonce + (char) SEPARATOR).getBytes(StandardCharsets.US_ASCII);
        this.onReady = onReady;
    }

    /** From now on, pass everything to the sink of the command. */
    synchronized void direct(OutputSink to, Runnable atMarker) {
        target = to;
        onMarker = atMarker;
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
        String ready = new String(marker, 0, marker.length - 1, StandardCharsets.US_ASCII) + " ready ";
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

    /** Passes on bytes that cannot belong to the marker; bytes that may are held back until that is decided. */
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
                onMarker.run();
            }
        }
        handOn(to, bytes, begin, until);
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
