package dev.curfew.benchmarks.harness;

import java.io.IOException;

/** What the bare use of pty4j needs so that it does not lose output; never part of a time. */
public final class Terminals {

    private static final String REAPER = "PtyProcess Reaper";

    private Terminals() {}

    /**
     * Close a process whose end has been waited for.
     *
     * <p>pty4j's reaper still writes to the terminal's descriptors after the wait has returned; if they were closed and
     * opened anew by then, it would end another terminal. So this waits for the reapers first.
     *
     * @param process a process of pty4j or of the JDK
     * @throws IOException if a stream cannot be closed
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static void close(Process process) throws IOException, InterruptedException {
        Thread[] threads = new Thread[Thread.activeCount() + 16];
        int count = Thread.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().startsWith(REAPER)) {
                threads[i].join();
            }
        }
        process.getOutputStream().close();
        process.getInputStream().close();
        process.getErrorStream().close();
    }
}
