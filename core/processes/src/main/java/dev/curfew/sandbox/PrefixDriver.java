package dev.curfew.sandbox;

import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Enters a place by a fixed command prefix.
 *
 * @param prefix the words before those of a program inside
 * @param folder a folder of this machine
 */
record PrefixDriver(List<String> prefix, Path folder) implements SandboxDriver {

    static final Advice ADVICE = new Advice("", "run the command above by hand with \"true\" appended");

    @Override
    public Command open(List<String> argv) {
        return Command.of(Lists.joined(prefix, argv));
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return open(argv);
    }

    /** Here even the warden is a process of this machine, and ends with all others when this JVM is killed. */
    @Override
    public Optional<Command> deletion(String folder) {
        return Optional.of(open(List.of(folder + "/guard", "prune", folder)));
    }

    @Override
    public Optional<Path> home() {
        return Optional.of(folder);
    }

    @Override
    public List<Advice> advice() {
        return List.of(ADVICE);
    }
}
