package dev.curfew.junit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests of this module wait for what is sure to happen; also of the waits for which a test sets no limit. Only a test that
 * fails waits to the end, so the limit is generous. {@code -Dcurfew.patience=300} sets it in seconds, in all modules.
 */
public final class Patience implements LauncherSessionListener {

    /** The limit of every wait in tests that is not itself the behavior under test. */
    public static final Duration LIMIT = Duration.ofSeconds(Long.getLong("curfew.patience", 120));

    /** Is created by the launcher. */
    public Patience() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // They may be those of a test beside.
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
