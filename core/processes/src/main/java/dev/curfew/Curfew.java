package dev.curfew;

import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.diagnosis.SweepReport;
import dev.curfew.process.Containment;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.RunMode;
import dev.curfew.session.Session;
import dev.curfew.warden.Leftovers;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Operations that concern the whole JVM.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
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
     * {@return the containment of processes started in this JVM, unless their scope requires a level above
     * {@link Containment#GUARD}}
     *
     * <p>The first call in a JVM determines it by running a program of a few kilobytes.
     *
     * <p>Where the fork server cannot be used, because this JVM may not open {@code /proc/PID/fd} of its children, each
     * start takes longer, but the containment is still {@link Containment#GUARD}. A warning in the log and
     * {@code curfew doctor} say so.
     *
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static Containment containment() {
        return Session.current().containment();
    }

    /**
     * Verify that a level of containment is available. A level above {@link Containment#GUARD} is tested when it is
     * first required.
     *
     * @param least the minimum containment
     * @throws ContainmentException if it is not available on this system or in this JVM
     * @throws java.io.UncheckedIOException if the temp directory cannot be used
     */
    public static void requireContainment(Containment least) {
        if (least == Containment.PARENTS) {
            return;
        }
        Containment here = containment();
        if (!here.isAtLeast(Containment.GUARD) && !here.isAtLeast(least)) {
            throw missing(least, ", only " + here, RunMode.current().wayToGuards() + ", or require less");
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

    /**
     * {@return why a sandbox cannot be entered, or empty if it can; to find out, the sandbox is entered and left again}
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
     * End the leftover processes and delete the leftover files of all JVMs of this user that were killed together with
     * their wardens. Processes and files of living JVMs are not touched. Called by the first start in a JVM and by the
     * session listener of the extension.
     *
     * @return what was done, and what is left
     */
    public static SweepReport sweepLeftovers() {
        return Leftovers.sweep();
    }
}
