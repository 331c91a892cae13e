package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.ModuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page of features by sandbox lists the tests of the suite. */
class CapabilityTableTests {

    private static final Path PAGE =
            ModuleFolder.ofProject(CapabilityTableTests.class).resolve("docs/sandbox-capabilities.md");
    private static final String START = "<!-- from CapabilityTable -->\n";

    @Test
    void isInTheDocumentation() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(START) + START.length();
        Path current = ModuleFolder.buildFolder(CapabilityTableTests.class).resolve("sandbox-capabilities.md");
        Files.writeString(current, page.substring(0, start) + "\n" + CapabilityTable.markdown());

        assertThat(page).as("%s is old; copy %s over it", PAGE, current).isEqualTo(Files.readString(current));
    }
}
