package dev.curfew.session;

import dev.curfew.session.SandboxUnderTest.Start;
import java.util.List;

/** Enters sandboxes that are folders of this machine. */
abstract class SandboxTestCase extends WardenTestCase {

    Start sandbox(String shell) {
        requireProgram(shell.split(" ", -1)[0]);
        return new Start(List.of(), shell, processes.mark(), base.toString());
    }

    SandboxUnderTest enter() throws Exception {
        return sandbox("sh").enter();
    }
}
