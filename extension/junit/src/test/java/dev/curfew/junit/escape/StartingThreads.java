package dev.curfew.junit.escape;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryClosedException;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Threads that start daemons as fast as they can, until their registry is closed; in {@link EscapingJvm}. */
final class StartingThreads {

    private static final int MOST_STARTS = 40;

    private StartingThreads() {}

    /** Say {@code alive} as soon as one has started something, then end the scope when told to, and say how that went. */
    static void run(int count) {
        ProcessRegistry processes = ProcessRegistry.open(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE));
        CountDownLatch first = new CountDownLatch(1);
        String directory = processes.createDirectory().toString();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> start(processes, first)))
                .limit(count)
                .toList();
        threads.forEach(Thread::start);
        await(first);
        EscapingJvm.say("alive " + directory);
        EscapingJvm.hear();
        EscapingJvm.sayReportOf(processes);
    }

    private static void start(ProcessRegistry processes, CountDownLatch first) {
        Command daemon = Fixtures.ofThisJvm().command(Escape.DOUBLE_FORK);
        try {
            for (int i = 0; i < MOST_STARTS; i++) {
                processes.start(daemon);
                first.countDown();
            }
        } catch (RegistryClosedException e) {
            // That is the end that was waited for.
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
