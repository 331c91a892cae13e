package dev.curfew.junit.episode;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs JUnit inside of whatever runs this.
 *
 * <p>In a thread of its own: an interrupt ends the test that runs, and JUnit would go on with the next one.
 */
final class Launch {

    /** Of the outer launch nothing takes part: no listener that reports, no filter, no session. */
    private static final LauncherConfig ALONE = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(20);

    private Launch() {}

    /**
     * Run tests.
     *
     * @param request which ones
     * @param listener hears of them
     * @param onInterrupt called before the tests are interrupted
     * @throws InterruptedException if this thread is interrupted; then the tests are, too
     * @throws Exception what JUnit itself throws
     */
    static void run(LauncherDiscoveryRequest request, TestExecutionListener listener, Runnable onInterrupt)
            throws Exception {
        FutureTask<Void> tests = new FutureTask<>(
                () -> {
                    Launcher launcher = LauncherFactory.create(ALONE);
                    launcher.execute(request, listener);
                },
                null);
        Thread thread = new Thread(tests, Thread.currentThread().getName() + " tests");
        thread.setDaemon(true);
        thread.start();
        try {
            tests.get();
        } catch (InterruptedException e) {
            onInterrupt.run();
            end(thread);
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** More than once, as each interrupt may end no more than one of many tests. */
    private static void end(Thread thread) throws InterruptedException {
        for (long tries = PATIENCE.dividedBy(BETWEEN_INTERRUPTS); thread.isAlive() && tries > 0; tries--) {
            thread.interrupt();
            thread.join(BETWEEN_INTERRUPTS.toMillis());
        }
    }
}
