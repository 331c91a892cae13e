package dev.curfew.diagnosis;

import dev.curfew.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What was found of JVMs that are gone, and what became of it.
 *
 * @param ended the processes that were ended
 * @param survivors the processes that cannot be ended
 * @param deleted the folders of sessions that were deleted
 * @param leftAlone what was not touched, and why, a clause for each; sessions of JVMs that live are not in it
 * @since 0.1
 */
public record SweepReport(List<Leftover> ended, List<Leftover> survivors, List<Path> deleted, List<String> leftAlone) {

    /**
     * Copy the lists.
     *
     * @param ended the processes that were ended
     * @param survivors the processes that cannot be ended
     * @param deleted the folders that were deleted
     * @param leftAlone what was not touched
     */
    public SweepReport {
        ended = List.copyOf(ended);
        survivors = List.copyOf(survivors);
        deleted = List.copyOf(deleted);
        leftAlone = List.copyOf(leftAlone);
    }

    /**
     * A process of a session whose JVM is gone.
     *
     * @param identity its pid and start time
     * @param commandLine its command line as the system showed it; it may hold secrets
     * @param session the folder of the session
     */
    public record Leftover(ProcessIdentity identity, String commandLine, Path session) {

        /**
         * Check that nothing is {@code null}.
         *
         * @param identity its pid and start time
         * @param commandLine its command line
         * @param session the folder of the session
         */
        public Leftover {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(commandLine, "commandLine");
            Objects.requireNonNull(session, "session");
        }

        @Override
        public String toString() {
            return identity + ": " + commandLine;
        }
    }

    /** {@return whether nothing is left that could be found} */
    public boolean isClean() {
        return survivors.isEmpty() && leftAlone.isEmpty();
    }
}
