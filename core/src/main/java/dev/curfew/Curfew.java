package dev.curfew;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
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
     * Make sure that processes are held together as a scope requires.
     *
     * @param least the requirement
     * @throws ContainmentException if this system, or this JVM, does not have it
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static void requireContainment(Containment least) {
        if (least != Containment.ENVIRONMENT && !containment().isAtLeast(least)) {
            throw new ContainmentException(
                    Diagnosis.of("Required containment " + least + " is not available, only " + containment())
                            .with("next", nextStep()));
        }
    }

    private static String nextStep() {
        return Boolean.parseBoolean(System.getProperty("curfew.guard", "true"))
                ? "run the tests on Linux on x86-64 or aarch64, with /proc and a folder where programs may run, or"
                        + " require less"
                : "remove the system property curfew.guard=false, or require less";
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
