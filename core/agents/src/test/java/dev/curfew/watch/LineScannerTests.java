package dev.curfew.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.FakeTime;
import dev.curfew.output.OutputMark;
import dev.curfew.recording.OutputRecorder;
import dev.curfew.recording.TextMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineScannerTests {

    private final OutputRecorder output = new OutputRecorder(100, TextMode.PLAIN);
    private final LineScanner scanner = new LineScanner(
            output.log(), OutputMark.START, (line, deadline) -> line.contains("größer"), new FakeTime());

    private List<String> print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.append(bytes, 0, bytes.length);
        return scanner.look();
    }

    @Test
    void findsWhatIsSplitAtEveryByte() {
        List<String> found = new ArrayList<>();
        for (byte b : "x\ny ist grö\u001B[31mßer als z\nw\n".getBytes(StandardCharsets.UTF_8)) {
            output.append(new byte[] {b}, 0, 1);
            found.addAll(scanner.look());
        }
        assertThat(found).containsExactly("y ist größer");
    }

    @Test
    void tellsALineOnce() {
        assertThat(print("größer, ")).containsExactly("größer, ");
        assertThat(print("größer\n")).isEmpty();
        assertThat(print("größer\ngrößer\n")).containsExactly("größer", "größer");
    }

    @Test
    void findsNothingAcrossLines() {
        assertThat(print("grö")).isEmpty();
        assertThat(print("\nßer")).isEmpty();
    }

    @Test
    void saysWhatItMissed() {
        print("x");
        assertThat(print("-".repeat(150) + "\n" + "größer\n")).containsExactly("größer");
        assertThat(scanner.takeMissedBytes()).isPositive();
        assertThat(scanner.takeMissedBytes()).isZero();
    }
}
