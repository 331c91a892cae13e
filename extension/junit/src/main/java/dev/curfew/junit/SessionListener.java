package dev.curfew.junit;

import dev.curfew.Curfew;
import dev.curfew.junit.snapshot.Snapshots;
import java.lang.System.Logger.Level;
import org.apiguardian.api.API;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * A session listener registered with the JUnit launcher as a service. Before the first test, it cleans up after test
 * runs that were killed together with their wardens. After the last one, it names the snapshots that no test has used. It
 * runs in every launch that has this module on its path, so it never fails a launch.
 *
 * <p>After the last test, it ends the {@linkplain SharedServer shared servers}. Nothing else needs to be done then: all
 * scopes have ended, and the JVM's shutdown hook and its warden handle the rest.
 */
@API(status = API.Status.INTERNAL)
public final class SessionListener implements LauncherSessionListener {

    /** Called by the service loader. */
    public SessionListener() {}

    /**
     * Called by JUnit.
     *
     * @param session the session
     */
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        SharedServers.OF_THIS_JVM.sessionOpened();
        try {
            Curfew.sweepLeftovers();
        } catch (RuntimeException | LinkageError e) {
            System.getLogger("dev.curfew").log(Level.WARNING, "Cannot clean up after crashed test runs", e);
        }
    }

    /**
     * Called by JUnit.
     *
     * @param session the session
     */
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        Snapshots.OF_THIS_JVM.logUnused();
        try {
            SharedServers.OF_THIS_JVM.sessionClosed();
        } catch (RuntimeException e) {
            System.getLogger("dev.curfew").log(Level.WARNING, "Cannot end the shared servers", e);
        }
    }
}
