package dev.curfew.benchmarks.start;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;

/** Curfew, opening of the registry included. */
final class CurfewFirstByte implements FirstByte {

    private final ProcessRegistry registry = ProcessRegistry.open();
    private final BackgroundProcess process;

    private CurfewFirstByte(Command command) {
        process = registry.start(command);
        process.expect("h");
    }

    static FirstByte onPipes() {
        return new CurfewFirstByte(Command.of(COMMAND));
    }

    static FirstByte inTerminal() {
        return new CurfewFirstByte(Command.of(COMMAND).inTerminal());
    }

    @Override
    public void awaitEnd() {
        process.waitFor();
        registry.close();
    }
}
