package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTests {

    @Test
    void leadSomewhere() {
        assertThat(LinkCheck.problems(Project.ROOT, Project.pages())).isEmpty();
    }

    @Nested
    class OfAPage {

        @TempDir
        Path root;

        @BeforeEach
        void createPages() throws IOException {
            Files.createDirectory(root.resolve("docs"));
            Files.createFile(root.resolve("docs/keys.md"));
            Files.createFile(root.resolve("docs/page.md"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[keys](keys.md)",
                    "[keys](./keys.md#pressing-keys-twice)",
                    "[keys](keys.md#pressing-keys-twice-1)",
                    "[here](#top-of-it)",
                    "[folder](..)",
                    "[site](https://junit.org/)",
                    "`[code](gone.md)`"
                })
        void mayLeadTo(String link) {
            assertThat(problems(link)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[gone](gone.md)",
                    "[outside](../../keys.md)",
                    "[absolute](/docs/keys.md)",
                    "[plain http](http://junit.org/)"
                })
        void mustLeadToAFile(String link) {
            assertThat(problems(link)).singleElement().asString().startsWith("docs/page.md:3: no such file: ");
        }

        @Test
        void mustLeadToAHeading() {
            assertThat(problems("See [keys](keys.md#releasing-keys)."))
                    .containsExactly("docs/page.md:3: no such heading: keys.md#releasing-keys;"
                            + " there are [pressing-keys-twice, pressing-keys-twice-1]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[keys][1]", "[1]: keys.md"})
        void mustNotLeadByReference(String link) {
            assertThat(problems(link))
                    .containsExactly(
                            "docs/page.md:3: a link by reference, which is not followed; write [text](target)");
        }

        private List<String> problems(String line) {
            MarkdownFile page = MarkdownFile.of(Path.of("docs/page.md"), "# Top, of `it`!\n\n" + line);
            MarkdownFile other = MarkdownFile.of(
                    Path.of("docs/keys.md"), "# Pressing [keys](page.md) twice\n\n## Pressing keys twice\n");
            return LinkCheck.problems(root, List.of(page, other));
        }
    }
}
