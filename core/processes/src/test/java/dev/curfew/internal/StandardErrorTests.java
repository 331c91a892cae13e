package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardErrorTests {

    @TempDir
    private Path folder = Path.of("");

    private boolean hasColors(String target, Map<String, String> variables) throws IOException {
        Path link = folder.resolve("2");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
        return StandardError.hasColors(variables::get, link);
    }

    @Test
    void hasColorsOnATerminalUnlessTheyAreUnwanted() throws IOException {
        assertThat(hasColors("/dev/pts/7", Map.of())).isTrue();
        assertThat(hasColors("/dev/pts/7", Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(hasColors("/dev/pts/7", Map.of("NO_COLOR", ""))).isTrue();
    }

    @Test
    void hasColorsElsewhereOnRequest() throws IOException {
        assertThat(hasColors("pipe:[4711]", Map.of())).isFalse();
        assertThat(hasColors("pipe:[4711]", Map.of("FORCE_COLOR", "1"))).isTrue();
        assertThat(hasColors("pipe:[4711]", Map.of("FORCE_COLOR", "1", "NO_COLOR", "1")))
                .isFalse();
        assertThat(StandardError.hasColors(name -> null, folder.resolve("none")))
                .isFalse();
    }
}
