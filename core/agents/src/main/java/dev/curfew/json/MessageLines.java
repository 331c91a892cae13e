package dev.curfew.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bounded length in UTF-8. Not thread-safe. */
public final class MessageLines {

    /** The maximum number of bytes in a line, without its end. */
    public static final int LONGEST = 16 << 20;

    private final InputStream in;

    /**
     * Create a reader.
     *
     * @param in the stream to read from
     */
    public MessageLines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /**
     * {@return the next line, or empty at the end}
     *
     * @throws IOException if it cannot be read
     */
    public Optional<MessageLine> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        boolean tooLong = false;
        for (; read >= 0 && read != '\n'; read = in.read()) {
            tooLong |= line.size() == LONGEST;
            if (!tooLong) {
                line.write(read);
            }
        }
        return Optional.of(new MessageLine(tooLong ? "" : line.toString(StandardCharsets.UTF_8), tooLong));
    }
}
