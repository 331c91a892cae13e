package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.TerminalSize;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Shows output in xterm on a display of its own, and returns what is visible there: xterm prints its screen to a
 * program, as it would to a printer.
 */
final class XtermOracle {

    /** Ends what the output may have left unfinished. */
    private static final String END = "\u001B\\";

    /** A mode that no terminal has: its answer is the last one. */
    private static final String LAST = "\u001B[?7654$p";

    /** The position of the cursor, whether it is visible, and whether the alternate page is. */
    private static final String STATE = "\u001B[6n\u001B[?25$p\u001B[?1049$p";

    /**
     * In xterm: functions that wait until it has answered, so it has seen all that was printed before. Where the window
     * is, xterm asks the display: when it has done so twice, it has also handled what the display told it of a resize.
     * Its reset leaves the alternate page and the cursor that was saved there.
     */
    private static final String FUNCTIONS = """
            stty raw -echo
            mkfifo printer
            ask() {
              printf '%%s%1$s' "$1"
              answers=
              until [[ $answers == *'?7654;0$y' ]]; do
                IFS= read -r -d y part || exit 1
                answers+=${part}y
              done
            }
            resize() {
              printf '\\033[8;%%d;%%dt' "$2" "$1"
              until [[ $answers == *"[8;$2;$1t"* ]]; do ask $'\\033[18t'; done
              ask $'\\033[13t'
              ask $'\\033[13t'
            }
            begin() {
              printf '\\033[?47h\\033[!p\\033[H\\0337\\033[2J\\033[?47l\\033c'
              resize "$1" "$2"
              ask $'\\033c'
            }
            look() {
              ask '%2$s'
              printf '\\033[?19h\\033[0i'
              cat <printer >"$1.screen"
              ask '%3$s'
              printf %%s "$answers" >"$1.answers"
            }
            """.formatted(LAST, END, STATE);

    private static final List<String> XTERM = List.of(
            "xterm",
            "-u8",
            "-xrm",
            "XTerm*printerAutoClose: true",
            "-xrm",
            "XTerm*printAttributes: 0",
            "-xrm",
            "XTerm*printerCommand: cat >printer",
            "-xrm",
            "XTerm*allowWindowOps: true",
            "-e",
            "bash",
            "show");

    /** With jump scrolling, lines sometimes do not return from the scrollback when the window becomes larger. */
    private static final String NO_JUMP_SCROLL = "+j";

    private static final Pattern DISPLAY = Pattern.compile("(\\d+)\n");

    private XtermOracle() {}

    /** A part of what a terminal gets: output, or another size. */
    sealed interface Step {

        final class Output implements Step {

            private final byte[] bytes;

            Output(byte[] bytes) {
                this.bytes = bytes.clone();
            }

            byte[] bytes() {
                return bytes.clone();
            }
        }

        record Resize(TerminalSize size) implements Step {}
    }

    /** Steps on an empty screen. */
    record Case(String name, TerminalSize size, List<Step> steps) {

        static Case of(String name, TerminalSize size, byte[] output) {
            return new Case(name, size, List.of(new Step.Output(output)));
        }
    }

    /** What a terminal shows, and what it answers when it is asked for its state. */
    record Seen(List<String> lines, String answers) {

        /** Makes one of the different ways to write one character: xterm composes it, as far as it can. */
        Seen {
            lines = lines.stream()
                    .map(line -> Normalizer.normalize(line, Normalizer.Form.NFC))
                    .toList();
        }

        /** {@return what the emulator shows} */
        static Seen of(Case shown) {
            StringBuilder answers = new StringBuilder();
            ScreenRecorder recorder = new ScreenRecorder(shown.size(), answers::append);
            for (Step step : shown.steps()) {
                if (step instanceof Step.Resize resize) {
                    recorder.resize(resize.size());
                } else if (step instanceof Step.Output output) {
                    recorder.append(output.bytes(), 0, output.bytes().length);
                }
            }
            append(recorder, END);
            recorder.showUpdate();
            List<String> lines = recorder.screen().lines();
            answers.setLength(0);
            append(recorder, STATE + LAST);
            return new Seen(lines, answers.toString());
        }

        private static void append(ScreenRecorder recorder, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            recorder.append(bytes, 0, bytes.length);
        }
    }

    /** {@return what xterm shows after each of some cases} */
    static List<Seen> show(ProcessRegistry processes, Path folder, List<Case> cases) throws IOException {
        StringBuilder script = new StringBuilder(FUNCTIONS);
        for (int number = 0; number < cases.size(); number++) {
            write(folder, script, number, cases.get(number));
        }
        Files.writeString(folder.resolve("show"), script);
        boolean resizes = cases.stream().flatMap(each -> each.steps().stream()).anyMatch(Step.Resize.class::isInstance);
        run(processes, folder, resizes ? NO_JUMP_SCROLL : "-j");
        List<Seen> seen = new ArrayList<>();
        for (int number = 0; number < cases.size(); number++) {
            seen.add(read(folder, number));
        }
        return seen;
    }

    private static void write(Path folder, StringBuilder script, int number, Case shown) throws IOException {
        script.append("begin ").append(words(shown.size()));
        for (int step = 0; step < shown.steps().size(); step++) {
            if (shown.steps().get(step) instanceof Step.Output output) {
                Path file = folder.resolve(number + "." + step);
                Files.write(file, output.bytes());
                script.append("cat ").append(file.getFileName()).append('\n');
            } else if (shown.steps().get(step) instanceof Step.Resize resize) {
                script.append("resize ").append(words(resize.size()));
            }
        }
        script.append("look ").append(number).append('\n');
    }

    private static String words(TerminalSize size) {
        return size.columns() + " " + size.rows() + "\n";
    }

    private static void run(ProcessRegistry processes, Path folder, String scrolling) {
        BackgroundProcess server = processes.start(
                Command.of("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"));
        String display = server.expect(DISPLAY, Patience.LIMIT).group(1);
        List<String> command = new ArrayList<>(XTERM);
        command.add(1, scrolling);
        BackgroundProcess xterm = processes.start(Command.of(command)
                .inDirectory(folder)
                .withEnv("LC_ALL", "C.UTF-8")
                .withEnv("DISPLAY", ":" + display));
        ExitStatus end = xterm.waitFor(Patience.LIMIT);
        assertThat(end).as(xterm.output()::text).isEqualTo(new ExitStatus.Exited(0));
        server.stop();
    }

    private static Seen read(Path folder, int number) throws IOException {
        // U+FFFF is the second half of a wide character.
        List<String> lines = Files.readString(folder.resolve(number + ".screen"))
                .replace("\uFFFF", "")
                .lines()
                .map(String::stripTrailing)
                .toList();
        return new Seen(lines, Files.readString(folder.resolve(number + ".answers")));
    }
}
