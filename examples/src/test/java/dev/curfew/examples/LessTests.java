package dev.curfew.examples;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A full-screen program that reads single keys. */
@WithBackgroundProcesses
@EnabledIfProgram("less")
class LessTests {

    private static final String ENTERS_FULL_SCREEN = "\u001B[?1049h";
    private static final String LEAVES_FULL_SCREEN = "\u001B[?1049l";

    @Test
    void searchesOnAFullScreenAndQuits(ProcessRegistry processes) throws IOException {
        BackgroundProcess less = startLess(processes);
        less.expect(Expectation.text(ENTERS_FULL_SCREEN).raw());
        less.expect("line 9\n:");

        less.write("/77");
        less.press(Key.ENTER);
        less.expect("line 77\n");
        less.expect("line 85\n:");
        less.write("q");

        assertThat(less).exits().successfully();
        assertThat(less.output().raw()).contains(LEAVES_FULL_SCREEN);
    }

    @Test
    void showsFewerLinesOnASmallerTerminal(ProcessRegistry processes) throws IOException {
        BackgroundProcess less = startLess(processes);
        less.expect("line 9\n:");

        less.resize(new TerminalSize(40, 5));
        less.press(Key.ctrl('L')); // Draw, even if the signal came before less was waiting for it.

        less.expect("line 1\nline 2\nline 3\nline 4\n:");
    }

    private static BackgroundProcess startLess(ProcessRegistry processes) throws IOException {
        Path file = processes.createDirectory().resolve("lines");
        Files.write(
                file, IntStream.rangeClosed(1, 100).mapToObj(i -> "line " + i).toList());
        return processes.start(Command.shell("less < lines")
                .withoutEnv("LESS")
                .withEnv("LESSHISTFILE", "-")
                .inDirectory(processes.createDirectory())
                .inTerminal(new TerminalSize(40, 10)));
    }
}
