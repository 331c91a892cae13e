package dev.curfew.junit;

import dev.curfew.Curfew;
import java.lang.System.Logger.Level;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Registered as a service with the launcher of JUnit: before the first test it cleans up after test runs that were killed,
 * wardens and all. It runs in every launch that has this module on its path, so it fails none.
 *
 * <p>Nothing is to be done when the launch ends: every scope has ended by then, and the JVM's own shutdown and its warden
 * see to the rest.
 */
public final class SessionListener implements LauncherSessionListener {

    /** For the service loader. */
    public SessionListener() {}

    /**
     * Called by JUnit.
     *
     * @param session the session
     */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            Curfew.sweepLeftovers();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger("dev.curfew").log(Level.WARNING, "Cannot clean up after crashed test runs", e);
        }
    }
}
