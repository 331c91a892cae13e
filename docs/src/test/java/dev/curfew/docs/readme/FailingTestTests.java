package dev.curfew.docs.readme;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.Documented;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.docs.junit.Trial;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The message and the picture of a failed test, as the README shows them. */
@RequiresProgram("dialog")
class FailingTestTests {

    private static final Command INSTALLER = Command.of(
                    "dialog",
                    "--title",
                    "Install",
                    "--menu",
                    "Which edition?",
                    "10",
                    "36",
                    "3",
                    "1",
                    "Desktop",
                    "2",
                    "Server",
                    "3",
                    "Minimal desktop")
            .withName("installer")
            .withEnv("LC_ALL", "C.UTF-8")
            .inTerminal(new TerminalSize(48, 11));

    @TempDir
    private Path folder;

    @WithBackgroundProcesses
    static class InstallerCase {

        // snippet:failing
        @Test
        void offersAMinimalServer(ProcessRegistry processes) {
            BackgroundProcess installer = processes.start(INSTALLER);
            installer.locate(Locator.text("<Cancel>"));

            installer.locate(Locator.text("Minimal server"), Duration.ofSeconds(1));
        }
        // end
    }

    @Test
    void showsTheScreen() throws IOException {
        Throwable failure = Trial.failureOf(InstallerCase.class, folder);

        Documented.picture("docs/pictures/failed-test.svg", written("1-installer.svg"));
        Documented.message("failed-test", failure.getMessage());
    }

    private String written(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }
}
