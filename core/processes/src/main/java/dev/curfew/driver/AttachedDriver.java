package dev.curfew.driver;

import dev.curfew.process.Command;
import dev.curfew.sandbox.SandboxDriver;
import java.time.Duration;
import java.util.List;

/** Enters an existing container. */
record AttachedDriver(Engine engine, String container) implements SandboxDriver {

    @Override
    public Command open(List<String> argv) {
        return engine.enter(container, argv);
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return engine.exec(container, argv, terminal);
    }

    @Override
    public boolean waitsForLine(boolean terminal) {
        return terminal;
    }

    @Override
    public boolean isGone() {
        return engine.isGone(container);
    }

    /** The engine notices the end of its clients. */
    @Override
    public Duration lease() {
        return Duration.ZERO;
    }

    @Override
    public List<Advice> advice() {
        return Engine.ADVICE;
    }
}
