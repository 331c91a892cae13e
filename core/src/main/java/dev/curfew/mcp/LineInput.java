package dev.curfew.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of bounded length; for use by one thread. */
final class LineInput {

    static final int LONGEST = 16 << 20;

    private final InputStream in;

    LineInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        int read = in.read();
        if (read < 0) {
            return Line.END;
        }
        boolean tooLong = false;
        for (; read >= 0 && read != '\n'; read = in.read()) {
            tooLong |= line.size() == LONGEST;
            if (!tooLong) {
                line.write(read);
            }
        }
        return tooLong ? Line.TOO_LONG : Line.of(line.toString(StandardCharsets.UTF_8));
    }
}
