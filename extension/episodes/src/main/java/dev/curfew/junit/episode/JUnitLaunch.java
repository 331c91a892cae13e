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
 * A JUnit launch inside of any program, which may itself be run by JUnit.
 *
 * <p>It runs on a separate thread: an interrupt ends only the running test, after which JUnit would continue with the
 * next one.
 */
final class JUnitLaunch {

    /** Isolates the launch from an outer one: no listeners, filters or sessions are registered automatically. */
    private static final LauncherConfig ALONE = LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration BETWEEN_INTERRUPTS = Duration.ofMillis(20);

    private JUnitLaunch() {}

    /**
     * Run tests.
     *
     * @param request selects the tests
     * @param listener receives the results
     * @param onInterrupt called before the tests are interrupted
     * @throws InterruptedException if this thread is interrupted; the tests are then interrupted, too
     * @throws Exception if JUnit itself throws an exception
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

    /** Interrupt repeatedly, because one interrupt may end only one of several tests. */
    private static void end(Thread thread) throws InterruptedException {
        for (long tries = PATIENCE.dividedBy(BETWEEN_INTERRUPTS); thread.isAlive() && tries > 0; tries--) {
            thread.interrupt();
            thread.join(BETWEEN_INTERRUPTS.toMillis());
        }
    }
}
