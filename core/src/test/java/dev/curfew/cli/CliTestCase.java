package dev.curfew.cli;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.KillPolicy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Calls the program beside other JVMs, in a temp folder of its own. */
abstract class CliTestCase {

    @TempDir
    Path temp = Path.of("");

    final ProcessRegistry registry = ProcessRegistry.open(
            RegistryOptions.DEFAULT.killing(KillPolicy.AT_ONCE).waitingAtMost(Duration.ofSeconds(60)));

    final Cli.Said curfew(String... arguments) {
        return new Cli(registry, temp).call(arguments);
    }

    @AfterEach
    final void endAll() {
        registry.close();
    }
}
