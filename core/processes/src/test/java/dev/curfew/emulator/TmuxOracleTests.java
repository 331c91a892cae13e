package dev.curfew.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.process.TerminalSize;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screens are what tmux shows. */
class TmuxOracleTests {

    private static final TerminalSize SIZE = new TerminalSize(40, 12);
    private static final int CASES = Integer.getInteger("curfew.screens", 100);
    private static final long FIRST = 0;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireTmux() {
        require("tmux");
    }

    /** Skips the test where a program is not here; under {@code -Dcurfew.noSkip=true} it fails. */
    static void require(String program) {
        boolean isHere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(isHere).as(program + " is here").isTrue();
        }
        assertThat(isHere).as(program + " is here").isTrue();
    }

    @Test
    void showsWhatTmuxShowsForRandomFunctions() throws IOException {
        check(seed -> RandomScreens.functions(seed, SIZE));
    }

    @Test
    void showsWhatTmuxShowsForCharactersOfAllWidths() throws IOException {
        check(seed -> RandomScreens.characters(seed, SIZE));
    }

    @Test
    void showsWhatTmuxShowsOfRealPrograms() throws IOException {
        require("vim");
        require("less");
        List<byte[]> outputs;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            outputs = new RealScreens(processes, folder, SIZE).all();
        }
        assertThat(outputs).hasSizeGreaterThan(10);
        check(outputs);
    }

    private void check(LongFunction<byte[]> source) throws IOException {
        check(LongStream.range(FIRST, FIRST + CASES).mapToObj(source).toList());
    }

    private void check(List<byte[]> outputs) throws IOException {
        List<TmuxOracle.Seen> seen;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            seen = TmuxOracle.show(processes, folder, SIZE, outputs);
        }
        for (int number = 0; number < outputs.size(); number++) {
            String output = new String(outputs.get(number), StandardCharsets.UTF_8);
            assertThat(TmuxOracle.Seen.of(Screens.of(output, SIZE)))
                    .as(() ->
                            output.replace("\u001B", "\\e").replace("\r", "\\r").replace("\n", "\\n"))
                    .isEqualTo(seen.get(number));
        }
    }
}
