package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsTextTests {

    private static final byte[] LATIN_1 = {'g', 'r', (byte) 0xfc, (byte) 0xdf, 'e'};

    @TempDir
    private Path folder;

    @Test
    void escapesWhatIsNoPrintableAscii() {
        assertThat(OsText.escaped(new byte[0])).isEmpty();
        assertThat(OsText.escaped("a b\\n'%".getBytes(StandardCharsets.UTF_8))).isEqualTo("a b\\5cn'%");
        assertThat(OsText.escaped("é\n\u007f€".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\\c3\\a9\\0a\\7f\\e2\\82\\ac");
    }

    @Test
    void asciiIsPlainEverywhere() {
        assertThat(OsText.isPlain("")).isTrue();
        assertThat(OsText.isPlain("a \u007f\n")).isTrue();
        assertThat(OsText.bytes("a \n")).containsExactly('a', ' ', '\n');
    }

    @Test
    void knowsTheBytesOfPaths() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a b%41#?;\\é"));

        for (Path path : List.of(Path.of("/"), folder, odd, odd.resolve("missing"))) {
            assertThat(OsText.bytes(path)).as(path.toString()).isEqualTo(OsText.bytes(path.toString()));
            assertThat(OsText.isPlain(path)).as(path.toString()).isTrue();
        }
    }

    /** A listing finds it, but its name cannot be converted to text and back. */
    @Test
    void knowsTheBytesOfANameOfAnotherLocale() throws Exception {
        String script = "mkdir \"$1/$(printf 'gr\\374\\337e')\"";
        Process made = new ProcessBuilder("sh", "-c", script, "sh", folder.toString()).start();
        assertThat(made.waitFor()).isZero();

        Path listed = onlyOneIn(folder);

        assertThat(OsText.bytes(listed)).endsWith(LATIN_1).startsWith(OsText.bytes(folder));
        assertThat(OsText.isPlain(listed)).isFalse();
    }

    private static Path onlyOneIn(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.findFirst().orElseThrow();
        }
    }
}
