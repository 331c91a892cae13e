package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real programs receive keys, secrets, pastes and clicks as from xterm. */
@ExtendWith(OwnScope.class)
class RealProgramsTests {

    private static final TerminalSize SIZE = new TerminalSize(80, 24);

    /** A menu as most curses programs have one; it prints what was chosen. */
    private static final String MENU = """
            import curses
            def main(window):
                window.keypad(True)
                curses.mousemask(curses.ALL_MOUSE_EVENTS)
                chosen = 0
                while True:
                    for i in range(4):
                        window.addstr(i, 0, ('> ' if i == chosen else '  ') + 'entry %d' % i)
                    window.refresh()
                    key = window.getch()
                    if key == curses.KEY_DOWN:
                        chosen += 1
                    elif key == curses.KEY_END:
                        chosen = 3
                    elif key == curses.KEY_SLEFT:
                        chosen = 0
                    elif key == curses.KEY_MOUSE:
                        chosen = curses.getmouse()[2]
                    elif key in (10, 13):
                        return chosen
            print('chosen: %d' % curses.wrapper(main))
            """;

    private Path folder;

    @BeforeEach
    void makeFolder(ProcessRegistry registry) {
        folder = registry.createDirectory();
    }

    private static BackgroundProcess start(ProcessRegistry registry, String... argv) {
        Requirement.program(argv[0]);
        return registry.start(Command.of(List.of(argv)).inTerminal(SIZE));
    }

    private static void awaitScreen(BackgroundProcess process, Predicate<Screen> condition) {
        process.awaitScreen(condition);
    }

    private static void awaitLine(BackgroundProcess process, int row, String line) {
        awaitScreen(process, screen -> screen.line(row).equals(line));
    }

    @Test
    void cursesReceivesKeysAndClicks(ProcessRegistry registry) {
        BackgroundProcess menu = start(registry, "python3", "-c", MENU);
        awaitLine(menu, 0, "> entry 0");

        menu.press(Key.DOWN);
        awaitLine(menu, 1, "> entry 1");
        menu.press(Key.END);
        awaitLine(menu, 3, "> entry 3");
        menu.press(Key.LEFT.withShift());
        awaitLine(menu, 0, "> entry 0");
        menu.click(2, 4);
        awaitLine(menu, 2, "> entry 2");
        menu.press(Key.ENTER);

        menu.expect("chosen: 2");
        assertThat(menu.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    void dialogReceivesKeys(ProcessRegistry registry) {
        Requirement.program("dialog");
        Path chosen = folder.resolve("chosen");
        BackgroundProcess menu =
                registry.start(Command.shell("exec dialog --menu Pick 15 40 6 1 One 2 Two 3 Three 2>'" + chosen + "'")
                        .inTerminal(SIZE));
        awaitScreen(menu, screen -> screen.contains("Three"));

        menu.press(Key.DOWN, Key.DOWN, Key.ENTER);

        assertThat(menu.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(chosen).hasContent("3");
    }

    @Test
    void lessReceivesKeys(ProcessRegistry registry) throws IOException {
        String lines =
                IntStream.range(0, 1000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("lines.txt"), lines);
        BackgroundProcess less = start(registry, "less", file.toString());
        awaitLine(less, 0, "line 0");

        less.press(Key.DOWN);
        awaitLine(less, 0, "line 1");
        less.press(Key.END);
        awaitLine(less, 22, "line 999");
        less.press(Key.HOME);
        awaitLine(less, 0, "line 0");
        less.write("q");

        assertThat(less.waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    void vimReceivesKeysPastesAndClicks(ProcessRegistry registry) throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "one two\nthree\n");
        Requirement.program("vim");
        Command command = Command.of("vim", "-u", "NONE", "-i", "NONE", "-n", "-c", "set nocp mouse=a ai", "note.txt");
        // A longer name of the file would not fit into the last line, and vim would ask to continue.
        BackgroundProcess vim = registry.start(command.inDirectory(folder).inTerminal(SIZE));
        awaitLine(vim, 0, "one two");

        vim.click(1, 2);
        awaitScreen(vim, screen -> screen.cursorRow() == 1 && screen.cursorColumn() == 2);
        vim.press(Key.UP, Key.HOME, Key.RIGHT.withCtrl());
        awaitScreen(vim, screen -> screen.cursorRow() == 0 && screen.cursorColumn() == 4);
        vim.write("i");
        vim.paste("  a\nb\n");
        vim.press(Key.ESCAPE);
        vim.submit(":wq");

        assertThat(vim.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(file).hasContent("one   a\nb\ntwo\nthree\n"); // Typed, line b would be indented.
    }

    @Test
    void opensslShowsNoSecret(ProcessRegistry registry) {
        for (int i = 0; i < 5; i++) {
            BackgroundProcess openssl = start(
                    registry, "openssl", "genpkey", "-algorithm", "ED25519", "-aes256", "-out", folder + "/key" + i);
            openssl.expect("Enter PEM pass phrase:");
            openssl.submitSecret("open sesame");
            openssl.expect("Verifying - Enter PEM pass phrase:");
            openssl.submitSecret("open sesame");

            assertThat(openssl.waitFor()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(openssl.output().raw()).doesNotContain("sesame");
        }
    }

    @Test
    void zipShowsNoSecret(ProcessRegistry registry) throws IOException {
        Path file = Files.writeString(folder.resolve("file.txt"), "content");
        BackgroundProcess zip = start(registry, "zip", "-e", folder + "/archive.zip", file.toString());
        zip.expect("Enter password: ");
        zip.submitSecret("open sesame");
        zip.expect("Verify password: ");
        zip.submitSecret("open sesame");

        assertThat(zip.waitFor()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(zip.output().raw()).doesNotContain("sesame");
    }
}
