package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTests {

    @Test
    void areComparedWithWhatTestsProvoke() {
        String tests = String.join(
                "\n", Project.snippetSources().stream().map(Project::read).toList());
        List<CodeBlock> messages = Project.blocks().stream()
                .filter(block -> !block.marked("message").isEmpty())
                .toList();

        assertThat(messages)
                .hasSizeGreaterThan(10)
                .allSatisfy(block -> assertThat(tests)
                        .as(block.place() + " needs a test that provokes it")
                        .contains("\"" + block.marked("message") + "\""));
    }

    @Test
    void mayDifferInWhatChangesFromRunToRun() {
        assertThat(Documented.normalize("  ended (pid 4711, after 12 ms)\n    in /tmp/curfew-me/12-345/scope-1/key  "))
                .isEqualTo(Documented.normalize(
                        "  ended (pid 1, after 1.5 s)\n    in /var/tmp/curfew-root/9-8/scope-76/key"));
    }

    @Test
    void failIfNoPageShowsThem() {
        assertThatThrownBy(() -> Documented.message("unheard-of", "It broke"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("<!-- message:unheard-of -->");
    }
}
