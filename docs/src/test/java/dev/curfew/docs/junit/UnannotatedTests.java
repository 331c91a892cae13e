package dev.curfew.docs.junit;

import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.Documented;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test that asks for a registry, but does not say that it uses the extension. */
class UnannotatedTests {

    @TempDir
    private Path evidence;

    @Test
    void getsNoRegistry() {
        String message = Trial.failureOf(GreeterCase.class, evidence).getMessage();

        Documented.message("no-registry", message.replace(GreeterCase.class.getName(), "shop.GreeterTests"));
    }

    static class GreeterCase {

        @Test
        void greets(ProcessRegistry processes) {
            processes.start("./greeter");
        }
    }
}
