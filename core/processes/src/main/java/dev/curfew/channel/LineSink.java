package dev.curfew.channel;

import dev.curfew.internal.LineSplitter;
import dev.curfew.recording.OutputSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Passes on the lines of a stream, one by one. */
final class LineSink implements OutputSink {

    private static final int LONGEST_LINE = 8 * 1024;

    private final TextSink said = new TextSink();
    private final LineSplitter lines;

    LineSink(Consumer<String> lines) {
        this.lines = new LineSplitter(LONGEST_LINE, StandardCharsets.UTF_8, lines);
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        said.append(bytes, offset, length);
        lines.append(bytes, offset, length);
    }

    /** {@return the beginning of the stream, without leading and trailing blanks} */
    String text() {
        return said.text();
    }

    @Override
    public void end() {
        said.end();
    }

    @Override
    public boolean isEnded() {
        return said.isEnded();
    }

    @Override
    public long totalBytes() {
        return said.totalBytes();
    }

    @Override
    public Duration silence() {
        return said.silence();
    }
}
