package dev.curfew.examples.demo;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.examples.installer.Installer;
import dev.curfew.examples.support.JavaPrograms;
import dev.curfew.junit.WithBackgroundProcesses;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Not a test of the build, for it cannot pass: the folder to install into does not exist. */
@WithBackgroundProcesses
class FailsOnPurpose {

    @Test
    void installsIntoAMissingFolder(ProcessRegistry processes) throws Exception {
        Path missing = processes.createDirectory().resolve("missing");
        BackgroundProcess installer = processes.start(
                JavaPrograms.main(Installer.class, missing.toString(), "0").inTerminal());
        installer.expect("name? ");
        installer.submit("Ada");
        installer.expect("Choose a password: ");
        installer.submit("open sesame");
        installer.expect("Repeat the password: ");
        installer.submit("open sesame");

        installer.expect("Installed 4 files\n");
    }
}
