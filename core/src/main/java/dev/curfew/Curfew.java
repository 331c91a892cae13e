package dev.curfew;

import dev.curfew.process.Containment;
import dev.curfew.session.Session;
import dev.curfew.warden.Leftovers;

/**
 * What holds for the whole JVM.
 *
 * @since 0.1
 */
public final class Curfew {

    private Curfew() {}

    /**
     * {@return what holds the processes together that are started here}
     *
     * <p>The first call in a JVM finds that out, by running a program of a few kilobytes.
     *
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static Containment containment() {
        return Session.current().containment();
    }

    /**
     * End the processes and delete the files of all JVMs of this user that were killed before they could do so, and
     * whose wardens were killed too. What belongs to a JVM that lives is not touched. The first start of a JVM and
     * the extension's session listener call this.
     */
    public static void sweepLeftovers() {
        Leftovers.sweep();
    }
}
