package dev.curfew.benchmarks.roundtrip;

import dev.curfew.benchmarks.harness.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads in a thread of its own and wakes the one that waits, as every library must that also watches time and exit. */
final class ThreadConversation extends ProcessConversation {

    private final SharedWindow window = new SharedWindow();
    private final Thread reader = new Thread(this::read, "reader");

    ThreadConversation(Launcher launcher, List<String> command) throws IOException {
        super(launcher, command);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        InputStream in = process().getInputStream();
        try {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                window.append(buffer, got);
            }
        } catch (IOException e) {
            // A terminal reports its end in this way.
        }
    }

    @Override
    public void await(String token) throws InterruptedException {
        window.await(token);
    }

    @Override
    public void end() throws Exception {
        super.end();
        reader.join();
    }
}
