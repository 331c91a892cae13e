package dev.curfew.benchmarks.drain;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import java.time.Duration;
import java.util.List;

/** Curfew, into its log of 200,000 bytes. */
final class CurfewDrain implements Drain {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public long drain(List<String> command) {
        try (ProcessRegistry registry = ProcessRegistry.open()) {
            BackgroundProcess process = registry.start(Command.of(command));
            process.waitFor(PATIENCE);
            return process.output().totalBytes();
        }
    }
}
