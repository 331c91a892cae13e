package dev.curfew.lane;

import dev.curfew.output.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Hands on the lines of a stream, one by one. */
final class LineSink implements OutputSink {

    private static final int LONGEST_LINE = 64 * 1024;

    private final Consumer<String> lines;
    private final TextSink said = new TextSink();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSink(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void append(byte[] bytes, int offset, int length) {
        said.append(bytes, offset, length);
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                String complete = line.toString(StandardCharsets.UTF_8);
                line.reset();
                lines.accept(complete);
            } else if (line.size() < LONGEST_LINE) {
                line.write(bytes[i]);
            }
        }
    }

    /** {@return the beginning of all that came, without blank ends} */
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
