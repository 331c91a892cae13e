package dev.curfew.benchmarks.crowd;

import dev.curfew.BackgroundProcess;
import dev.curfew.Bounds;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import java.util.ArrayList;
import java.util.List;

/** Curfew. */
final class CurfewCrowd implements Crowd {

    private static final int MOST = 10_000;

    private final ProcessRegistry registry;
    private final List<BackgroundProcess> talkers = new ArrayList<>();
    private final boolean terminal;

    CurfewCrowd(RegistryOptions options, boolean terminal) {
        this.registry = ProcessRegistry.open(options.withBounds(Bounds.DEFAULT.withMaxRunning(MOST)));
        this.terminal = terminal;
    }

    @Override
    public void addTalker(List<String> command) {
        talkers.add(start(command));
    }

    @Override
    public void addSleeper(List<String> command) {
        start(command);
    }

    private BackgroundProcess start(List<String> command) {
        Command plain = Command.of(command);
        return registry.start(terminal ? plain.inTerminal() : plain);
    }

    @Override
    public void sayToAll(String line) {
        talkers.forEach(talker -> talker.write(line));
    }

    @Override
    public int answers() {
        return (int) talkers.stream()
                .filter(talker -> talker.output().totalBytes() > 0)
                .count();
    }

    /** The benchmark itself determines whether a process is left; the report of its subject does not count. */
    @Override
    public void end() {
        registry.end();
    }
}
