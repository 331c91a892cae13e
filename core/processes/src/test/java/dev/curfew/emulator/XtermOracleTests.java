package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.emulator.XtermOracle.Case;
import dev.curfew.emulator.XtermOracle.Seen;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screens are what xterm shows: the terminal that programs are told they are on. */
@Tag("any-jdk")
@Tag("thorough")
class XtermOracleTests {

    private static final TerminalSize SIZE = new TerminalSize(40, 12);
    private static final int STREAMS = Integer.getInteger("curfew.screens", 300);

    @TempDir
    private Path folder;

    @BeforeEach
    void requirePrograms() {
        for (String program : List.of("bash", "xterm", "Xvfb")) {
            TmuxOracleTests.require(program);
        }
    }

    @Test
    void showsTheCasesAsXtermDoes() throws IOException, URISyntaxException {
        List<Case> cases = new ArrayList<>();
        for (Path file : ScreenCaseTests.cases()) {
            cases.add(ScreenCaseTests.parse(file));
        }
        assertThat(percentEqual("case files", cases)).isEqualTo(100);
    }

    @Test
    void showsRandomSequencesAsXtermDoes() throws IOException {
        List<Case> cases = LongStream.range(0, STREAMS)
                .mapToObj(seed -> Case.of("seed " + seed, SIZE, RandomScreens.everything(seed, SIZE)))
                .toList();
        assertThat(percentEqual("random streams", cases)).isGreaterThanOrEqualTo(95);
    }

    @Test
    void showsRealProgramsAsXtermDoes() throws IOException {
        for (String program : List.of("vim", "less", "top", "dialog", "python3", "git")) {
            TmuxOracleTests.require(program);
        }
        List<byte[]> outputs;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            outputs = new RealScreens(processes, folder, SIZE).ofManyPrograms();
        }
        assertThat(outputs).hasSizeGreaterThan(40);
        List<Case> cases = new ArrayList<>();
        byte[] previous = {};
        for (byte[] output : outputs) {
            boolean continues = Arrays.mismatch(previous, output) == previous.length;
            int middle = ((continues ? previous.length : 0) + output.length) / 2;
            cases.add(Case.of("screen " + cases.size(), SIZE, Arrays.copyOf(output, middle)));
            cases.add(Case.of("screen " + cases.size(), SIZE, output));
            previous = output;
        }
        assertThat(percentEqual("screens of real programs", cases)).isGreaterThanOrEqualTo(99);
    }

    /** {@return how many of a hundred cases look as in xterm, after the others are printed} */
    private double percentEqual(String what, List<Case> cases) throws IOException {
        List<Seen> seen;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            seen = XtermOracle.show(processes, folder, cases);
        }
        int equal = 0;
        for (int number = 0; number < cases.size(); number++) {
            Seen ours = Seen.of(cases.get(number));
            if (ours.equals(seen.get(number))) {
                equal++;
            } else {
                System.out.println(difference(cases.get(number), ours, seen.get(number)));
            }
        }
        System.out.println(what + " that are equal in xterm: " + equal + " of " + cases.size());
        return 100.0 * equal / cases.size();
    }

    private static String difference(Case shown, Seen ours, Seen xterms) {
        StringBuilder text = new StringBuilder(shown.name()).append(": ");
        for (XtermOracle.Step step : shown.steps()) {
            text.append(
                    step instanceof XtermOracle.Step.Output output
                            ? printable(new String(output.bytes(), StandardCharsets.UTF_8))
                            : step.toString());
        }
        return text.append("\nhere  ")
                .append(printable(ours.answers()))
                .append("\nxterm ")
                .append(printable(xterms.answers()))
                .append("\nhere  |")
                .append(String.join("\n      |", ours.lines()))
                .append("\nxterm |")
                .append(String.join("\n      |", xterms.lines()))
                .toString();
    }

    private static String printable(String text) {
        return text.replace("\u001B", "\\e").replace("\r", "\\r").replace("\n", "\\n");
    }
}
