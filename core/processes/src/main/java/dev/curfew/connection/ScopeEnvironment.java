package dev.curfew.connection;

import dev.curfew.command.Starter;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.process.ScopeFiles;
import dev.curfew.warden.ScopeFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Creates files for commands, in the folder of their scope at the place where they run, and sets the variables that
 * name them. Thread-safe.
 */
public final class ScopeEnvironment {

    private static final String HOME = "HOME";
    private static final String TEMP = "TMPDIR";

    /** These variables point outside a home. */
    private static final List<String> OTHER_HOMES =
            List.of("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME");

    private final ScopeFolder folder;
    private final Map<Starter, Homes> homes = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    private record Homes(String home, String temp) {}

    /**
     * Create an instance for the commands of a scope.
     *
     * @param folder the folder of the scope, for commands of this machine
     */
    public ScopeEnvironment(ScopeFolder folder) {
        this.folder = folder;
    }

    /**
     * {@return the command with the variables that name its files, which have been created}
     *
     * @param command the command
     * @param place where it will run
     * @throws SpawnException if the files cannot be created
     */
    public Command furnish(Command command, Starter place) {
        ScopeFiles files = command.environment().files();
        if (files.isEmpty()) {
            return command;
        }
        PrivateFiles there = place instanceof SandboxConnection site ? new SandboxFiles(site) : new LocalFiles(folder);
        try {
            Command housed = files.hasHome() ? housed(command, place, there) : command;
            return withSecrets(housed, files.secrets(), there);
        } catch (IOException e) {
            throw new SpawnException(
                    Diagnosis.of("Failed to start [" + command.name() + "]: the files of its scope cannot be made: "
                                    + e.getMessage())
                            .with("command", command.toString())
                            .with("next", "check that there is room for files where it runs"),
                    e);
        }
    }

    /** All commands of a scope share one home in each place: what the first one writes there, the second one finds. */
    private Command housed(Command command, Starter place, PrivateFiles there) throws IOException {
        Homes made;
        synchronized (homes) {
            made = homes.get(place);
            if (made == null) {
                made = new Homes(there.makeFolder("home"), there.makeFolder("tmp"));
                homes.put(place, made);
            }
        }
        Set<String> set = command.environment().set().keySet();
        Command housed = command;
        for (String other : OTHER_HOMES) {
            housed = set.contains(other) ? housed : housed.withoutEnv(other);
        }
        housed = set.contains(HOME) ? housed : housed.withEnv(HOME, made.home());
        return set.contains(TEMP) ? housed : housed.withEnv(TEMP, made.temp());
    }

    private Command withSecrets(Command command, Map<String, String> secrets, PrivateFiles there) throws IOException {
        Command told = command;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            told = told.withEnv(secret.getKey(), there.write("secret-" + count.incrementAndGet(), secret.getValue()));
        }
        return told;
    }
}
