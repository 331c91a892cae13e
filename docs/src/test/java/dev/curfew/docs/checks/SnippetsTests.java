package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SnippetsTests {

    @Test
    void areWhatIsCompiledAndRun() {
        List<Region> regions = Region.ofProject();

        assertThat(SnippetCheck.problems(Project.blocks(), regions)).isEmpty();
        assertThat(regions).as("a check of nothing proves nothing").hasSizeGreaterThan(30);
    }

    /** The check itself must be able to fail. */
    @Nested
    class Fail {

        private static final String CODE = """
                class GreeterTests {
                    void greets() {
                        // snippet:greets
                        greeter.submit("Ada");
                        greeter.expect("Hello");
                        // end
                    }
                }
                """;

        @Test
        void notForIndentation() {
            assertThat(problems(
                            "<!-- snippet:GreeterTests#greets -->",
                            "  greeter.submit(\"Ada\");\n" + "  greeter.expect(\"Hello\");"))
                    .isEmpty();
        }

        @Test
        void ifTheyDiffer() {
            assertThat(problems("<!-- snippet:GreeterTests#greets -->", "greeter.submit(\"Bob\");"))
                    .containsExactly("""
                            guide.md:4: differs from GreeterTests#greets, which is
                            greeter.submit("Ada");
                            greeter.expect("Hello");""");
        }

        @Test
        void ifTheyHaveNoMarker() {
            assertThat(problems("Some text.", "greeter.submit(\"Ada\");"))
                    .first()
                    .isEqualTo("guide.md:4: a Java block without a marker;"
                            + " put <!-- snippet:Class#name --> before it");
        }

        @Test
        void ifTheirRegionDoesNotExist() {
            assertThat(problems("<!-- snippet:GreeterTests#parts -->", "greeter.submit(\"Ada\");"))
                    .first()
                    .isEqualTo("guide.md:4: no region GreeterTests#parts;"
                            + " write \"// snippet:name\" into that test class");
        }

        @Test
        void ifARegionIsShownNowhere() {
            assertThat(SnippetCheck.problems(List.of(), Region.of("GreeterTests", CODE)))
                    .containsExactly("GreeterTests#greets is shown on no page; remove its marks");
        }

        @Test
        void ifARegionIsNotRun() {
            assertThat(SnippetCheck.problems(List.of(), Region.of("Greeter", CODE)))
                    .first()
                    .isEqualTo("Greeter#greets is not in a test class; only classes called XTests are run");
        }

        @Test
        void ifARegionHasNoEnd() {
            assertThatThrownBy(() -> Region.of("GreeterTests", "// snippet:greets\ngreets();"))
                    .hasMessage("Region GreeterTests#greets has no end; write \"// end\" behind it");
        }

        private static List<String> problems(String before, String code) {
            MarkdownFile page =
                    MarkdownFile.of(Path.of("guide.md"), "# Guide\n\n" + before + "\n```java\n" + code + "\n```\n");
            return SnippetCheck.problems(page.blocks(), Region.of("GreeterTests", CODE));
        }
    }

    @Test
    void mayConsistOfSeveralParts() {
        String code = "// snippet:all\nimport a;\n// end\n@Ignored\n// snippet:all\nclass A {}\n// end\n";

        assertThat(Region.of("ATests", code)).containsExactly(new Region("ATests", "all", "import a;\n\nclass A {}"));
    }
}
