package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Launcher;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads in the thread that waits. */
final class StreamConversation extends ProcessConversation {

    private final Window window = new Window();
    private final byte[] buffer = new byte[4096];
    private final InputStream in = process().getInputStream();

    StreamConversation(Launcher launcher, List<String> command) throws IOException {
        super(launcher, command);
    }

    @Override
    public void await(String token) throws IOException {
        while (!window.take(token)) {
            int got = in.read(buffer);
            if (got < 0) {
                throw new EOFException("Output ended before [" + token + "]");
            }
            window.append(buffer, got);
        }
    }
}
