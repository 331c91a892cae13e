package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import dev.curfew.sandbox.fixture.Patience;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputRecorderTests {

    private final OutputRecorder recorder = new OutputRecorder(1_000_000, TextMode.PLAIN);
    private final RecordedLog log = recorder.log();

    @Test
    void keepsTheOrderOfEveryWriterForEveryReader() {
        List<Background> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            readers.add(Background.run(() -> assertThat(readToTheEnd()).isEqualTo(log.text())));
        }
        Background a = Background.run(() -> printLines("a"));
        Background b = Background.run(() -> printLines("b"));
        a.join();
        b.join();
        recorder.end();
        readers.forEach(Background::join);

        List<String> lines = log.lines();
        assertThat(lines).hasSize(2000);
        assertThat(lines.stream().filter(line -> line.startsWith("a"))).isEqualTo(lines("a"));
        assertThat(lines.stream().filter(line -> line.startsWith("b"))).isEqualTo(lines("b"));
    }

    private String readToTheEnd() throws InterruptedException {
        StringBuilder read = new StringBuilder();
        OutputMark next = OutputMark.START;
        boolean last = false;
        while (!last) {
            long seen = log.version();
            last = log.isEnded();
            OutputChunk chunk = log.since(next);
            read.append(chunk.text());
            next = chunk.next();
            if (!last) {
                log.awaitChange(seen, Patience.LIMIT);
            }
        }
        return read.toString();
    }

    private void printLines(String name) {
        lines(name).forEach(line -> print(line + "\n"));
    }

    private static List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            lines.add(name + i + "😀".repeat(i % 5));
        }
        return lines;
    }

    private void print(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        recorder.append(bytes, 0, bytes.length);
    }
}
