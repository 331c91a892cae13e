package dev.curfew.spawn;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.Resource;
import dev.curfew.session.Mark;
import dev.curfew.session.RunMode;
import dev.curfew.session.Session;
import dev.curfew.session.UserId;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The limits of getrlimit(2), as the native program sets them. */
public final class Rlimits {

    private static final int ROOT = 0;

    private Rlimits() {}

    /**
     * {@return the mark in the form that the native program accepts, followed by the limits of a command}
     *
     * @param mark the mark
     * @param command the command
     */
    public static String behind(Mark mark, Command command) {
        StringBuilder text = new StringBuilder(mark.numberText());
        for (Map.Entry<Resource, Long> limit : new TreeMap<>(command.limits().resources()).entrySet()) {
            limit.getKey()
                    .number()
                    .ifPresent(number ->
                            text.append(' ').append(number).append('=').append(limit.getValue()));
        }
        return text.toString();
    }

    /** A requested limit must be enforced: if it cannot be set, nothing is started. */
    static void requireAvailable(Launch launch) {
        Map<Resource, Long> resources = launch.command().limits().resources();
        for (Resource resource : resources.keySet()) {
            if (resource.number().isEmpty() && launch.cgroup() == null) {
                throw unavailable(
                        launch.command(),
                        resource,
                        "the command has no cgroup",
                        "open the registry with RegistryOptions.withContainment(Containment.CGROUP), or limit another resource");
            }
            if (resource.number().isPresent() && Session.current().guard().isEmpty()) {
                throw unavailable(
                        launch.command(),
                        resource,
                        "portable mode sets no limits",
                        RunMode.current().wayToGuards());
            }
        }
        if (resources.containsKey(Resource.USER_PROCESSES) && isRoot()) {
            throw unavailable(
                    launch.command(),
                    Resource.USER_PROCESSES,
                    "it does not apply to root, and this JVM runs as root",
                    "run the tests as another user, or limit PROCESSES, which needs Containment.CGROUP");
        }
    }

    private static boolean isRoot() {
        try {
            return UserId.own() == ROOT;
        } catch (IOException | UnsupportedOperationException e) {
            return false; // Then there is no native program either, or it detects root itself.
        }
    }

    /**
     * {@return the failure of a start because of a limit}
     *
     * @param command the command
     * @param resource what cannot be limited
     * @param why the reason
     * @param next what to do
     */
    public static SpawnException unavailable(Command command, Resource resource, String why, String next) {
        return new SpawnException(
                Diagnosis.of("Failed to start [" + command.name() + "]: " + resource + " cannot be limited: " + why)
                        .with("command", command.toString())
                        .with("next", next),
                null);
    }
}
