package dev.curfew.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.process.TerminalSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screens are what tmux shows. */
class TmuxOracleTests {

    private static final TerminalSize SIZE = new TerminalSize(40, 12);
    private static final int CASES = Integer.getInteger("curfew.screens", 100);
    private static final long FIRST = 100;

    @TempDir
    private Path folder;

    @Test
    void showsWhatTmuxShowsForRandomFunctions() throws IOException {
        check(seed -> RandomScreens.functions(seed, SIZE));
    }

    @Test
    void showsWhatTmuxShowsForCharactersOfAllWidths() throws IOException {
        check(seed -> RandomScreens.characters(seed, SIZE));
    }

    private void check(LongFunction<byte[]> source) throws IOException {
        List<byte[]> outputs =
                LongStream.range(FIRST, FIRST + CASES).mapToObj(source).toList();
        List<TmuxOracle.Seen> seen;
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            seen = TmuxOracle.show(processes, folder, SIZE, outputs);
        }
        for (int number = 0; number < CASES; number++) {
            String output = new String(outputs.get(number), StandardCharsets.UTF_8);
            assertThat(TmuxOracle.Seen.of(Screen.of(output, SIZE)))
                    .as(() ->
                            output.replace("\u001B", "\\e").replace("\r", "\\r").replace("\n", "\\n"))
                    .isEqualTo(seen.get(number));
        }
    }
}
