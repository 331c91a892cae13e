package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The files that Curfew brings into a sandbox are deleted with the scope. */
interface FolderContract extends InSandbox {

    @Test
    @Entering
    default void removesItsFolder() {
        ProcessRegistry scope = ownScope();
        BackgroundProcess process = scope.start("echo " + GUARD);
        String guard = InSandbox.outputOf(process).strip();
        assertThat(guard).contains("/curfew-sandbox-");

        assertClean(scope.end());

        String folder = Path.of(guard).getParent().toString();
        assertThat(run("[ ! -e \"$1\" ] || find \"$1\"", folder)).isEmpty();
    }
}
