package dev.curfew.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PageAddressTests {

    @Test
    void hasAnAddressThatTerminalsOpenAsAWhole() {
        assertThat(Evidence.address(Path.of("/a b/test(Registry)/index.html")))
                .isEqualTo("file:///a%20b/test%28Registry%29/index.html");
    }
}
