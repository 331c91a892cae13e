package dev.curfew.internal;

import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * Splits bytes into lines, in an amount of memory that does not depend on what comes: a line that is too long is
 * dropped, up to and with its end. Not thread-safe.
 */
public final class LineSplitter {

    private final byte[] line;
    private final Charset charset;
    private final Consumer<String> lines;
    private int length;
    private boolean tooLong;

    /**
     * Create a splitter.
     *
     * @param longest how many bytes a line may have, without its end
     * @param charset in which lines are encoded
     * @param lines takes the lines, without their ends
     */
    public LineSplitter(int longest, Charset charset, Consumer<String> lines) {
        this.line = new byte[longest];
        this.charset = charset;
        this.lines = lines;
    }

    /**
     * Take what comes next.
     *
     * @param bytes holds it
     * @param offset where it begins
     * @param count how many bytes there are
     */
    public void append(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            if (bytes[i] == '\n') {
                end();
            } else if (length < line.length) {
                line[length++] = bytes[i];
            } else {
                tooLong = true;
            }
        }
    }

    private void end() {
        boolean dropped = tooLong;
        int size = length;
        tooLong = false;
        length = 0;
        if (!dropped) {
            lines.accept(new String(line, 0, size, charset));
        }
    }
}
