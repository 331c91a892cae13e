package dev.curfew.benchmarks.start;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;

/** Curfew, opening of the registry included. */
record CurfewFirstByte(boolean terminal) implements FirstByte {

    @Override
    public AutoCloseable await() {
        Command command = Command.of(COMMAND);
        ProcessRegistry registry = ProcessRegistry.open();
        BackgroundProcess process = registry.start(terminal ? command.inTerminal() : command);
        process.expect("h");
        return () -> {
            process.waitFor();
            registry.close();
        };
    }
}
