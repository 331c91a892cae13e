package dev.curfew.cli;

import dev.curfew.Curfew;
import dev.curfew.diagnosis.ContainmentException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.Containment;
import dev.curfew.session.Session;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks which levels of containment are available on this machine. */
final class ContainmentCheckup {

    private static final Map<Containment, String> WHAT = Map.of(
            Containment.PARENTS, "processes are found through their parents",
            Containment.GUARD, "each command has a guard, and no process that the command starts outlives it",
            Containment.CGROUP, "commands can have cgroups of their own, for scopes that require it",
            Containment.NAMESPACE, "commands can have PID namespaces of their own, for scopes that require it");

    private ContainmentCheckup() {}

    static List<Finding> findings() {
        return Stream.concat(
                        Stream.of(Containment.values()).map(ContainmentCheckup::finding),
                        problemOfForkServer().map(ContainmentCheckup::slow).stream())
                .toList();
    }

    private static Optional<String> problemOfForkServer() {
        try {
            return Session.current().problemOfForkServer();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // Then there are no guards, as the other findings say.
        }
    }

    /** The guards are as good, but the JDK must start them. */
    static Finding slow(String problem) {
        return Finding.absent(
                "fork server",
                "each start takes longer: " + problem,
                "find out what forbids or ends it, such as a security module or a sandbox around this JVM");
    }

    private static Finding finding(Containment level) {
        String subject = level.name().toLowerCase(Locale.ROOT);
        try {
            Curfew.requireContainment(level);
            return Finding.ok(subject, String.valueOf(WHAT.get(level)));
        } catch (ContainmentException e) {
            return lacking(level, subject, e.diagnosis());
        } catch (UncheckedIOException e) {
            return Finding.missing(subject, String.valueOf(e.getMessage()), "");
        }
    }

    private static Finding lacking(Containment level, String subject, Diagnosis diagnosis) {
        String next = diagnosis.value("next").orElse("");
        return level.compareTo(Containment.GUARD) <= 0
                ? Finding.missing(subject, diagnosis.headline(), next)
                : Finding.absent(subject, diagnosis.headline(), next);
    }
}
