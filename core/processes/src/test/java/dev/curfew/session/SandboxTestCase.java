package dev.curfew.session;

import dev.curfew.session.SandboxUnderTest.Start;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enters sandboxes that are folders of this machine, in every shell that the boot script is written for. */
abstract class SandboxTestCase extends WardenTestCase {

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    @interface InEveryShell {}

    Start sandbox(String shell) {
        requireProgram(shell.split(" ", -1)[0]);
        return new Start(List.of(), shell, processes.mark(), base.toString());
    }

    SandboxUnderTest enter() throws Exception {
        return sandbox("sh").enter();
    }
}
