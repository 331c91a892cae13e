package dev.curfew.driver;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import dev.curfew.sandbox.AttachedSandbox;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.DrivenSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.session.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Creates the drivers of sandboxes, and uses what they say. */
public final class Drivers {

    /** Runs the words that follow when it has read a line. */
    private static final List<String> AFTER_LINE = List.of("sh", "-c", "read -r line; exec \"$@\"", "sh");

    private Drivers() {}

    /** {@return a new driver, for one scope} */
    public static SandboxDriver to(Sandbox sandbox) {
        if (sandbox instanceof ContainerSandbox container) {
            return new ContainerDriver(container);
        }
        if (sandbox instanceof AttachedSandbox attached) {
            return new AttachedDriver(new Engine(attached.engine()), attached.container());
        }
        if (sandbox instanceof DrivenSandbox driven) {
            return driven.driver(new OfSession());
        }
        throw new IllegalArgumentException("No client can enter " + sandbox);
    }

    /** {@return a client that enters the sandbox, and waits inside for a line if the driver says so} */
    public static Command exec(SandboxDriver driver, List<String> argv, boolean terminal) {
        return driver.exec(driver.waitsForLine(terminal) ? Lists.joined(AFTER_LINE, argv) : argv, terminal);
    }

    /** {@return the next step for a user to whom a client printed something} */
    public static String advice(List<SandboxDriver.Advice> known, String said) {
        return known.stream()
                .filter(advice -> said.contains(advice.symptom()))
                .map(SandboxDriver.Advice::step)
                .findFirst()
                .orElse("run the command above by hand");
    }

    /** The session of this JVM. */
    private record OfSession() implements SandboxDriver.Context {

        @Override
        public Path folder() {
            return Session.current().folder();
        }

        @Override
        public Optional<String> output(Command client) {
            return GuardedOneShot.answer(client);
        }
    }
}
