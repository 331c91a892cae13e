package dev.curfew.diagnosis;

import dev.curfew.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The result of a sweep: what JVMs that have ended left behind, and what was done about it.
 *
 * @param ended the processes that were ended
 * @param survivors the processes that could not be ended
 * @param deleted the session directories that were deleted
 * @param leftAlone what was not touched, one clause with the reason for each; does not include sessions of living JVMs
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record SweepReport(List<Leftover> ended, List<Leftover> survivors, List<Path> deleted, List<String> leftAlone) {

    /**
     * Copy the lists.
     *
     * @param ended the processes that were ended
     * @param survivors the processes that could not be ended
     * @param deleted the session directories that were deleted
     * @param leftAlone what was not touched
     */
    public SweepReport {
        ended = List.copyOf(ended);
        survivors = List.copyOf(survivors);
        deleted = List.copyOf(deleted);
        leftAlone = List.copyOf(leftAlone);
    }

    /**
     * A process of a session whose JVM has ended.
     *
     * @param identity its pid and start time
     * @param commandLine its command line as shown by the system; it may contain secrets
     * @param session the directory of the session
     */
    public record Leftover(ProcessIdentity identity, String commandLine, Path session) {

        @Override
        public String toString() {
            return identity + ": " + commandLine;
        }
    }
}
