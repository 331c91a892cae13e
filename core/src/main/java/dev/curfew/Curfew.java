package dev.curfew;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SweepReport;
import dev.curfew.process.Containment;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Session;
import dev.curfew.warden.Leftovers;
import java.util.Optional;

/**
 * What holds for the whole JVM.
 *
 * @since 0.1
 */
public final class Curfew {

    private static final String NEXT_STEP_OF_CGROUP =
            "run the tests as root, or in a cgroup of version 2 that belongs to the user, as under \"systemd-run --user"
                    + " --scope\", on Linux 5.14 or newer; or require less";

    private static final String NEXT_STEP_OF_NAMESPACE =
            "run the tests as root outside of a container, or permit namespaces to the user: sysctl"
                    + " kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu, kernel.unprivileged_userns_clone=1 on"
                    + " Debian; or require less";

    private Curfew() {}

    /**
     * {@return what holds the processes together that are started here, unless their scope requires a level above
     *     {@link Containment#GUARD}}
     *
     * <p>The first call in a JVM finds that out, by running a program of a few kilobytes.
     *
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static Containment containment() {
        return Session.current().containment();
    }

    /**
     * Make sure that processes are held together as a scope requires. A level above {@link Containment#GUARD} is tried
     * out when it is required for the first time.
     *
     * @param least the requirement
     * @throws ContainmentException if this system, or this JVM, does not have it
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static void requireContainment(Containment least) {
        if (least == Containment.ENVIRONMENT) {
            return;
        }
        Containment here = containment();
        if (!here.isAtLeast(Containment.GUARD) && !here.isAtLeast(least)) {
            throw missing(least, ", only " + here, nextStep());
        }
        Session.current().problemOf(least).ifPresent(problem -> {
            throw missing(least, ": " + problem, nextStep(least));
        });
    }

    private static ContainmentException missing(Containment least, String what, String next) {
        return new ContainmentException(Diagnosis.of("Required containment " + least + " is not available" + what)
                .with("next", next));
    }

    private static String nextStep(Containment least) {
        return least == Containment.CGROUP ? NEXT_STEP_OF_CGROUP : NEXT_STEP_OF_NAMESPACE;
    }

    private static String nextStep() {
        return Boolean.parseBoolean(System.getProperty("curfew.guard", "true"))
                ? "run the tests on Linux on x86-64 or aarch64, with /proc and a folder where programs may run, or"
                        + " require less"
                : "remove the system property curfew.guard=false, or require less";
    }

    /**
     * {@return why a sandbox cannot be entered, or empty if it can; it is entered, and left again}
     *
     * @param sandbox the sandbox
     */
    public static Optional<String> problemOf(Sandbox sandbox) {
        try (ProcessRegistry registry = ProcessRegistry.open()) {
            registry.enter(sandbox);
            return Optional.empty();
        } catch (SandboxUnavailableException e) {
            return Optional.of(e.diagnosis().render());
        }
    }

    /**
     * End the processes and delete the files of all JVMs of this user that were killed before they could do so, and
     * whose wardens were killed too. What belongs to a JVM that lives is not touched. The first start of a JVM and
     * the extension's session listener call this.
     *
     * @return what was done, and what is left
     */
    public static SweepReport sweepLeftovers() {
        return Leftovers.sweep();
    }
}
