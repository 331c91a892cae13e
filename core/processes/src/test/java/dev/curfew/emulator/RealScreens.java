package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What real programs print on a terminal: all of it, after each of the things that a person does with them.
 *
 * <p>What is awaited is only where to look: the same output is compared, wherever it was cut.
 */
final class RealScreens {

    private static final String DRAW = """
            import curses

            def main(screen):
                curses.curs_set(0)
                curses.use_default_colors()
                for color in range(1, 8):
                    curses.init_pair(color, color, -1)
                screen.scrollok(True)
                keys = 0
                while True:
                    screen.box()
                    screen.addstr(keys % 9 + 1, 2, f'{keys} key', curses.color_pair(keys % 7 + 1))
                    screen.addstr(9, 12, '日本 ü', curses.A_REVERSE)
                    screen.hline(10, 3, curses.ACS_HLINE, 20)
                    if keys % 3 == 2:
                        screen.scroll(2)
                        screen.insertln()
                    if screen.getkey() == 'q':
                        return
                    keys += 1

            curses.wrapper(main)
            """;

    private final ProcessRegistry processes;
    private final Path folder;
    private final TerminalSize size;
    private final List<byte[]> outputs = new ArrayList<>();

    RealScreens(ProcessRegistry processes, Path folder, TerminalSize size) {
        this.processes = processes;
        this.folder = folder;
        this.size = size;
    }

    /** {@return the screens of an editor and a pager} */
    List<byte[]> all() throws IOException {
        Path file = folder.resolve("text");
        String lines = IntStream.rangeClosed(1, 200)
                .mapToObj(
                        number -> "line " + number + (number % 7 == 0 ? " is longer than the terminal is wide 日本" : ""))
                .collect(Collectors.joining("\n"));
        Files.writeString(file, lines + "\n");
        edit();
        page();
        return outputs;
    }

    /** {@return also the screens of programs of other kinds, and of some of these programs only where they are} */
    List<byte[]> ofManyPrograms() throws IOException {
        all();
        monitor("top", "PID", "1", "c", "M", "i", "q");
        choose();
        draw();
        type();
        history();
        Path path = Path.of("/usr/share/man/man1/printf.1.gz");
        if (Files.exists(path)) {
            read("man", "printf");
        }
        if (isInstalled("htop")) {
            monitor("htop", "PID", "t", "\u001BOB", "/", "\u001B", "q");
        }
        if (isInstalled("fzf")) {
            filter();
        }
        return outputs;
    }

    private static boolean isInstalled(String program) {
        return Files.isExecutable(Path.of("/usr/bin", program));
    }

    private void monitor(String program, String shown, String... keys) {
        BackgroundProcess monitor = start(program);
        after(monitor, "", shown);
        for (String key : keys) {
            afterMore(monitor, key);
        }
    }

    private void choose() {
        BackgroundProcess menu = start(
                "dialog", "--menu", "Which?", "11", "30", "4", "1", "One", "2", "Two", "3", "Three 日本", "4", "Four");
        after(menu, "", "Four");
        for (String key : List.of("\u001BOB", "\u001BOB", "\t", "\t", "\r")) {
            afterMore(menu, key);
        }
        BackgroundProcess form = start("dialog", "--inputbox", "Which name?", "9", "34", "Jörg");
        after(form, "", "Jörg");
        for (String key : List.of("x", "\u007F", "\u007F", "\t", "\r")) {
            afterMore(form, key);
        }
        BackgroundProcess box = start("dialog", "--textbox", "text", "11", "38");
        after(box, "", "line 1");
        for (String key : List.of(" ", "j", "\u001BOF", "\u001BOH", "\r")) {
            afterMore(box, key);
        }
    }

    private void draw() throws IOException {
        Files.writeString(folder.resolve("draw.py"), DRAW);
        BackgroundProcess drawing = start("python3", "draw.py");
        after(drawing, "", "0 key");
        for (int key = 1; key < 8; key++) {
            after(drawing, "x", key + " key");
        }
        afterMore(drawing, "q");
    }

    private void type() {
        BackgroundProcess shell = start("bash", "--norc", "-i");
        after(shell, "", "bash");
        afterMore(shell, "PS1='\\[\\e[32m\\]ready\\[\\e[m\\] '\r");
        after(shell, "", "ready");
        afterMore(shell, "echo a line that is longer than the terminal is wide, with 日本 and ü");
        for (String key :
                List.of("\u0001", "XY", "\u001Bf", "\u000B", "\u0015", "ls\t", "\u000C", "\u0012echo", "\u0007")) {
            afterMore(shell, key);
        }
        after(shell, "seq 30; printf 'a\\tb\\b\\bX\\n'\r", "X");
    }

    private void history() {
        run("git", "init", "-q", ".");
        for (int number = 1; number < 9; number++) {
            run(
                    "git",
                    "-c",
                    "user.name=Jörg 日本",
                    "-c",
                    "user.email=j@example.com",
                    "commit",
                    "-q",
                    "--allow-empty",
                    "-m",
                    "Change number " + number + " that has a long subject line");
        }
        read("git", "-c", "core.pager=less", "log", "--graph", "--stat", "--color=always");
    }

    private void run(String... words) {
        assertThat(processes
                        .start(Command.of(List.of(words)).inDirectory(folder))
                        .waitFor(Patience.LIMIT))
                .isEqualTo(new ExitStatus.Exited(0));
    }

    private void read(String... words) {
        BackgroundProcess pager = start(words);
        afterMore(pager, "");
        for (String key : List.of(" ", "\u001BOB", "b", "G", "/e\r", "n", "\u001B[C", "q")) {
            afterMore(pager, key);
        }
    }

    private void filter() {
        BackgroundProcess filter = start("sh", "-c", "fzf --no-unicode <text");
        after(filter, "", "200/200");
        for (String key : List.of("7", "5", "\u007F", "\u000B", "\u001B")) {
            afterMore(filter, key);
        }
    }

    /** Looks as soon as the program has answered, perhaps in the middle of its answer. */
    private void afterMore(BackgroundProcess process, String typed) {
        int before = process.output().bytes().length;
        process.write(typed);
        await().atMost(Patience.LIMIT).until(() -> process.output().bytes().length > before || !process.isRunning());
        outputs.add(process.output().bytes());
    }

    private void edit() {
        BackgroundProcess vim = start("vim", "-u", "NONE", "-i", "NONE", "-n", "text");
        after(vim, "", "line 1");
        after(vim, "dd", "line 2");
        after(vim, "Onew\u001B", "new");
        after(vim, "50G", "line 50");
        after(vim, "\u0005\u0005\u0019", "line 50");
        after(vim, "5ddP", "line 55");
        after(vim, ":syntax on | set number ruler\r", "51 line");
        after(vim, ":split\r", "line");
        after(vim, "/190\r", "line 190");
        after(vim, "xiü日\u001B", "ü日");
        after(vim, ":q\r:set nowrap\rgg", "new");
        after(vim, ":q!\r", "");
    }

    private void page() {
        BackgroundProcess less = start("less", "-i", "text");
        after(less, "", "line 1");
        after(less, " ", "line 12");
        after(less, "G", "line 200");
        after(less, "kkk", "line 189");
        after(less, "?150\r", "line 150");
        after(less, "-S\r", "line 150");
        after(less, "q", "");
    }

    private BackgroundProcess start(String... words) {
        return processes.start(Command.of(List.of(words))
                .inDirectory(folder)
                .withEnv("TERM", "xterm-256color")
                .withEnv("LC_ALL", "C.UTF-8")
                .inTerminal(size));
    }

    private void after(BackgroundProcess process, String typed, String shown) {
        if (!typed.isEmpty()) {
            process.write(typed);
        }
        process.awaitScreen(screen -> screen.contains(shown));
        outputs.add(process.output().bytes());
    }
}
