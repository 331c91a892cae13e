package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyingSinkTests {

    @TempDir
    private Path folder;

    private final OutputRecorder recorder = new OutputRecorder(10, TextMode.PLAIN);

    private static void print(String text, OutputSink sink) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        sink.append(bytes, 1, bytes.length - 2);
    }

    @Test
    void keepsTheFirstBytesInTheFileAndTheLastOnesInTheLog() throws IOException {
        Path file = Files.writeString(folder.resolve("output"), "of an earlier run");
        CopyingSink sink = new CopyingSink(recorder, file, 12);

        assertThat(file).isEmptyFile();
        print("0123456789", sink);
        print("abcdefghij", sink);
        print("klm", sink);
        sink.end();

        assertThat(file).hasContent("0123456789ab");
        assertThat(recorder.log().text()).isEqualTo("defghijklm");
        assertThat(sink.totalBytes()).isEqualTo(23);
        assertThat(sink.isEnded()).isTrue();
    }

    @Test
    void recordsOutputThatTheDiskRefuses() throws IOException {
        Path file = folder.resolve("output");
        CopyingSink sink = new CopyingSink(recorder, file, 100);
        Files.delete(file); // It is opened when the first byte arrives.

        print("one", sink);
        print("two", sink);
        sink.end();

        assertThat(recorder.log().text()).isEqualTo("onetwo");
        assertThat(file).doesNotExist();
    }

    @Test
    void needsAFolder() {
        assertThatThrownBy(() -> new CopyingSink(recorder, folder.resolve("none/output"), 100))
                .isInstanceOf(NoSuchFileException.class);
    }
}
