package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Names in the prose of pages: of types and methods, and of settings. */
class NamesTests {

    private static final Pattern KEY = Pattern.compile("\"(curfew\\.[a-z.]+)\"");

    /** Calls in pages that are not ours. */
    private static final Set<String> OTHERS = Set.of("print", "hangs");

    @Test
    void ofTypesAndMethodsExist() {
        CodeSpanCheck check = new CodeSpanCheck(CodeSpanCheck.typesOfProject(), OTHERS);

        assertThat(check.problems(Project.pagesForUsers())).isEmpty();
    }

    @Test
    void failIfTheyDoNotExist() {
        CodeSpanCheck check = new CodeSpanCheck(List.of(Command.class), Set.of("read"));
        String known = "`Command.inDirectory(folder)`, `inTerminal()`, `read(2)`, `Path.off()`, `Command`, `submit`";
        MarkdownFile page =
                MarkdownFile.of(Path.of("guide.md"), known + "\nand `Command.off(folder)` and `submit(line)`");

        assertThat(check.problems(List.of(page)))
                .containsExactly(
                        "guide.md:2: nothing has this name: Command.off(folder)",
                        "guide.md:2: nothing has this name: submit(line)");
    }

    @Test
    void ofSettingsAreThoseThatAreRead() {
        String reader = Project.read("extension/junit/src/main/java/dev/curfew/junit/ConfigurationLayer.java")
                + Project.read("extension/junit/src/main/java/dev/curfew/junit/configuration/RunConfiguration.java");
        Set<String> read =
                KEY.matcher(reader).results().map(key -> key.group(1)).collect(Collectors.toSet());
        String page = Project.read("docs/guide/junit.md");
        Set<String> documented = Pattern.compile("\\| `(curfew\\.[a-z.]+)` \\| `([A-Z_]+)` \\|")
                .matcher(page)
                .results()
                .peek(row -> assertThat(row.group(2))
                        .isEqualTo(row.group(1).toUpperCase(Locale.ROOT).replace('.', '_')))
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(read).isNotEmpty();
        assertThat(documented).isEqualTo(new TreeSet<>(read));
    }
}
