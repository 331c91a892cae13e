package dev.curfew.episode;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, in UTF-8. Of one that is too long only the beginning is kept, which is no message then. */
final class MessageLines {

    private final InputStream stream;

    MessageLines(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    /** {@return the next line without its end, or null at the end of the stream} */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = stream.read()) {
            if (line.size() < Wire.LONGEST_LINE) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
