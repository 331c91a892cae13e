package dev.curfew.diagnosis;

import dev.curfew.process.ProcessIdentity;
import java.util.Objects;

/**
 * A process that was still alive when the end of its scope had run out of time.
 *
 * @param identity its pid and start time
 * @param commandLine its command line as the system shows it
 * @param owner the name of the process that Curfew started and from which it descends
 * @param escape why it could not be ended, as far as the system tells
 * @since 0.1
 */
public record Survivor(ProcessIdentity identity, String commandLine, String owner, String escape) {

    /**
     * Check that nothing is {@code null}.
     *
     * @param identity its pid and start time
     * @param commandLine its command line as the system shows it
     * @param owner the name of the process that Curfew started and from which it descends
     * @param escape why it could not be ended
     */
    public Survivor {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(commandLine, "commandLine");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(escape, "escape");
    }

    @Override
    public String toString() {
        return identity + ", started by [" + owner + "], " + escape + ": " + commandLine;
    }
}
