package dev.curfew.cli;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.FakeEngine;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls the program beside other JVMs, with a temp folder and an engine of its own. */
abstract class CliTestCase {

    @TempDir
    Path temp = Path.of("");

    @TempDir
    private Path programs = Path.of("");

    final ProcessRegistry registry = ProcessRegistry.open(
            RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE).withTimeout(Patience.LIMIT));

    private @Nullable FakeEngine engine;

    final FakeEngine engine() {
        if (engine == null) {
            engine = FakeEngine.in(programs);
        }
        return engine;
    }

    final Cli cli(Path temp) {
        return new Cli(registry, temp, engine());
    }

    final Cli.Said curfew(String... arguments) {
        return cli(temp).call(arguments);
    }

    @AfterEach
    final void endAll() {
        registry.close();
    }
}
