package dev.curfew.docs.guide;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.docs.checks.RequiresProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.process.Signal;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Color;
import dev.curfew.terminal.Key;
import dev.curfew.terminal.Screen;
import dev.curfew.terminal.ScreenLine;
import dev.curfew.terminal.Style;
import dev.curfew.terminal.StyledRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WithBackgroundProcesses
class TerminalsTests {

    @TempDir
    private Path folder;

    @Test
    @RequiresProgram("python3")
    void waitsForAPrompt(ProcessRegistry processes) {
        // snippet:prompt
        BackgroundProcess python = processes.start(Command.of("python3", "-q").inTerminal());

        python.expect(">>> ");
        python.submit("print(6 * 7)");
        python.expect("42\n");
        python.expect(">>> ");
        // end
    }

    @Test
    void printsOver(ProcessRegistry processes) {
        // snippet:overprinted
        Command command = Command.shell("printf '10%%\\r100%%\\nhellp\\b \\bo\\ntotal\\033[5C42\\n'");
        BackgroundProcess progress = processes.start(command.inTerminal());

        progress.expect("10%");
        progress.expect("100%");
        assertThat(progress).exits();
        assertThat(progress).output().hasLines("100%", "hello", "total     42");
        // end
    }

    @Test
    @RequiresProgram("ssh-keygen")
    void typesAPassword(ProcessRegistry processes) {
        String key = processes.createDirectory().resolve("key").toString();
        BackgroundProcess keygen = processes.start(
                Command.of("ssh-keygen", "-t", "ed25519", "-f", key).inTerminal());
        // snippet:password
        keygen.expect("Enter passphrase (empty for no passphrase): ");
        keygen.submitSecret("correct horse");
        keygen.expect("Enter same passphrase again: ");
        keygen.submitSecret("correct horse");

        assertThat(keygen).exits().withCode(0);
        assertThat(keygen).output().doesNotContain("correct horse");
        // end
    }

    @Test
    @RequiresProgram("bash")
    void pressesKeys(ProcessRegistry processes) throws IOException {
        Files.writeString(folder.resolve("log.txt"), "server started\n");
        // snippet:keys
        Command bash = Command.of("bash", "--norc", "-i")
                .withEnv("PS1", "$ ")
                .withEnv("HISTFILE", "")
                .inDirectory(folder);
        BackgroundProcess shell = processes.start(bash.inTerminal());
        shell.expect("$ ");

        shell.submit("tail -f 'log.txt'");
        shell.expect("server started\n");
        shell.press(Key.CTRL_C);
        shell.expect("^C");
        shell.expect("$ ");

        shell.press(Key.UP, Key.HOME);
        shell.write("echo ");
        shell.press(Key.ENTER);
        shell.expect("tail -f log.txt\n");

        shell.expect("$ ");
        shell.press(Key.CTRL_D);
        assertThat(shell).exits();
        // end
    }

    @Test
    void makesOtherKeys(ProcessRegistry processes) {
        BackgroundProcess process = processes.start(Command.of("cat", "-v").inTerminal());
        // snippet:other-keys
        process.press(Key.ctrl('A'), Key.alt('b'), Key.function(5), Key.LEFT.withCtrl(), Key.keypad('+'));
        process.press(new Key("MINE", "\u001B[99~"));
        // end
        process.expect("^A^[b^[[15~^[[1;5D+^[[99~");
    }

    @Test
    void resizes(ProcessRegistry processes) {
        // snippet:resize
        BackgroundProcess program =
                processes.start(Command.shell("trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done")
                        .inTerminal(new TerminalSize(80, 24)));

        program.expect("24 80");
        program.resize(new TerminalSize(132, 50));
        program.expect("50 132");
        // end
    }

    @Test
    @RequiresProgram("vim")
    void editsAFileWithVim(ProcessRegistry processes) throws IOException {
        // snippet:vim
        Path file = folder.resolve("note.txt");
        BackgroundProcess vim = processes.start(Command.of("vim", "-u", "NONE", "-i", "NONE", "-n", file.toString())
                .inTerminal());

        vim.expect("note.txt");
        vim.write("ihome by ten");
        vim.press(Key.ESCAPE);
        vim.submit(":wq");

        assertThat(vim).exits().withCode(0);
        assertThat(file).hasContent("home by ten");
        // end
    }

    @Test
    @RequiresProgram("less")
    void pagesWithLess(ProcessRegistry processes) throws IOException {
        Path file = Files.writeString(folder.resolve("long.txt"), "a line\n".repeat(100) + "the end\n");
        // snippet:less
        BackgroundProcess less =
                processes.start(Command.of("less", file.toString()).inTerminal(new TerminalSize(80, 24)));

        less.expect("long.txt");
        less.write("G");
        less.expect("the end");
        less.write("q");
        assertThat(less).exits().withCode(0);
        // end
    }

    @Test
    @RequiresProgram("vim")
    void usesTheMouse(ProcessRegistry processes) throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "first\nsecond\n");
        // snippet:mouse
        Command command = Command.of("vim", "-Nnu", "NONE", "-i", "NONE", "-c", "set mouse=a", file.toString());
        BackgroundProcess vim = processes.start(command.inTerminal());
        assertThat(vim).showsOnScreen("second");

        vim.click(1, 3);
        vim.awaitScreen(screen -> screen.cursorRow() == 1);
        vim.write("i");
        vim.paste("-pasted\ntext-");
        // end
        assertThat(vim).showsOnScreen("sec-pasted\ntext-ond");
    }

    @Test
    void pastes(ProcessRegistry processes) {
        // snippet:paste
        BackgroundProcess counter =
                processes.start(Command.shell("echo ready; wc -lc").inTerminal());
        counter.expect("ready\n");

        counter.write(("x".repeat(99) + "\n").repeat(10_000));
        counter.press(Key.CTRL_D);

        counter.expect("10000 1000000\n");
        // end
    }

    @Test
    void endsItsInput(ProcessRegistry processes) {
        // snippet:end-of-file
        BackgroundProcess cat = processes.start(Command.of("cat").inTerminal());

        cat.submit("last words");
        cat.expect("last words\nlast words\n");
        cat.closeInput();

        assertThat(cat).exits().withCode(0);
        // end
    }

    @Test
    void sendsSignals(ProcessRegistry processes) {
        BackgroundProcess program = processes.start(Command.of("cat").inTerminal());
        // snippet:signal
        program.signal(Signal.HUP);
        assertThat(program).exits().bySignal(Signal.HUP);
        // end
    }

    @Test
    void showsTheScreen(ProcessRegistry processes) {
        // snippet:screen
        BackgroundProcess progress = processes.start(
                Command.shell("printf '10%%\\r20%%\\n\\033[3;5Hdone'").inTerminal(new TerminalSize(40, 4)));
        progress.waitFor();

        Screen screen = progress.screen();
        assertThat(screen.lines()).containsExactly("20%", "", "    done", "");
        assertThat(screen.cursorRow()).isEqualTo(2);
        // end
    }

    @Test
    void readsStyles(ProcessRegistry processes) {
        // snippet:styles
        BackgroundProcess menu = processes.start(
                Command.shell("printf 'Open\\n\\033[7;31mSave\\033[m all\\n'").inTerminal(new TerminalSize(40, 4)));
        menu.waitFor();

        Screen screen = menu.screen();
        assertThat(screen.style(0, 0)).isEqualTo(Style.PLAIN);
        assertThat(screen.style(1, 0).foreground()).isEqualTo(Color.RED);
        assertThat(screen.style(1, 0).has(Style.Attribute.INVERSE)).isTrue();
        assertThat(screen.styledLine(1).runs()).extracting(StyledRun::text).containsExactly("Save", " all");
        // end
    }

    @Test
    void readsTheScrollback(ProcessRegistry processes) {
        // snippet:scrollback
        BackgroundProcess counter = processes.start(Command.of("seq", "6").inTerminal(new TerminalSize(40, 4)));
        counter.waitFor();

        assertThat(counter.scrollback()).extracting(ScreenLine::text).containsExactly("1", "2", "3");
        assertThat(counter.screen().lines()).containsExactly("4", "5", "6", "");
        // end
    }
}
