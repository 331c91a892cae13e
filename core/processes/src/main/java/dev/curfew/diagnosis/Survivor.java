package dev.curfew.diagnosis;

import dev.curfew.process.ProcessIdentity;
import org.apiguardian.api.API;

/**
 * A process that was still alive when the time for ending its scope was used up, or whose end could not be proven.
 *
 * @param identity its pid and start time
 * @param commandLine its command line as shown by the system
 * @param owner the name of the process that Curfew started and from which it descends
 * @param escape why it could not be ended, as far as is known
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record Survivor(ProcessIdentity identity, String commandLine, String owner, String escape) {

    @Override
    public String toString() {
        return identity + ", started by [" + owner + "], " + escape + ": " + commandLine;
    }
}
