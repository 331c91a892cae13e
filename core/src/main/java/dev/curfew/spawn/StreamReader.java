package dev.curfew.spawn;

import dev.curfew.output.OutputRecorder;
import java.io.IOException;
import java.io.InputStream;

/** Moves the bytes of a stream into a recorder until the stream ends. */
final class StreamReader {

    private static final int FIRST_BUFFER = 8 * 1024;

    /** As much as a pipe holds. */
    private static final int FULL_BUFFER = 64 * 1024;

    private StreamReader() {}

    static void drain(InputStream stream, OutputRecorder recorder) {
        byte[] buffer = new byte[FIRST_BUFFER];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                recorder.append(buffer, 0, count);
                if (count == buffer.length && count < FULL_BUFFER) {
                    buffer = new byte[FULL_BUFFER];
                }
            }
        } catch (IOException e) {
            // The other end is gone, as at the end of the stream: a terminal says EIO, a closed pipe "Stream closed".
        }
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
