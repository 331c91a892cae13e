package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTests {

    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(5, StandardCharsets.UTF_8, lines::add);

    private void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.append(bytes, 0, bytes.length);
    }

    @Test
    void splitsWhatComesInAnyPieces() {
        append("a");
        append("b\nc\n\nde");
        append("\nrest");

        assertThat(lines).containsExactly("ab", "c", "", "de");
    }

    @Test
    void takesOnlyItsPartOfTheBytes() {
        splitter.append("xab\ncx".getBytes(StandardCharsets.UTF_8), 1, 3);

        assertThat(lines).containsExactly("ab");
    }

    @Test
    void dropsALineThatIsTooLongUpToItsEnd() {
        append("12345\n123456\n12345");
        append("6789\nab\n");

        assertThat(lines).containsExactly("12345", "ab");
    }

    @Test
    void goesOnAfterALineThatItsReceiverDoesNotTake() {
        LineSplitter failing = new LineSplitter(5, StandardCharsets.UTF_8, line -> {
            if (line.equals("bad")) {
                throw new IllegalStateException(line);
            }
            lines.add(line);
        });

        assertThatThrownBy(() -> failing.append(new byte[] {'b', 'a', 'd', '\n'}, 0, 4))
                .hasMessage("bad");
        failing.append(new byte[] {'a', '\n'}, 0, 2);

        assertThat(lines).containsExactly("a");
    }
}
