package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that names, for each behavior, the tests that show it. */
class ParityTests {

    private static final Path PAGE = Path.of("docs/parity.md");

    private static MarkdownFile page() {
        return MarkdownFile.of(PAGE, Project.read(PAGE.toString()));
    }

    @Test
    void namesEachBehaviorAndItsTests() {
        assertThat(ParityCheck.problems(page(), ParityCheck.numbersOfProject(), TestMethods.ofProject()))
                .isEmpty();
    }

    @Test
    void namesTypesAndMethodsThatExist() {
        CodeSpanCheck check = new CodeSpanCheck(CodeSpanCheck.typesOfProject(), Set.of());

        assertThat(check.problems(List.of(page()))).isEmpty();
    }

    @Nested
    class OfAPage {

        private final TestMethods tests = new TestMethods();

        OfAPage() {
            tests.add("""
                    /** Of interface and class names in comments nothing comes. */
                    class RunTests {

                        @Test
                        @Timeout(10)
                        void runs() {}

                        void helps() {}

                        @Nested
                        final class Fast {

                            @ParameterizedTest
                            @ValueSource(ints = 1)
                            void wins(int number) {}
                        }
                    }
                    """);
            tests.add(
                    "interface RunContract extends Place {\n\n    @RepeatedTest(2)\n    default void walks() {}\n}\n");
        }

        private List<String> problems(String... lines) {
            MarkdownFile page = MarkdownFile.of(Path.of("page.md"), String.join("\n", lines));
            return ParityCheck.problems(page, ParityCheck.numbers("A", 1, 2), tests);
        }

        private static String row(String number, String test) {
            return "| " + number + " | It runs | `Command` | " + test + " |";
        }

        @ParameterizedTest
        @ValueSource(strings = {"RunTests.runs", "RunTests.wins", "RunTests.Fast.wins", "RunContract.walks"})
        void findsTests(String name) {
            assertThat(problems(
                            "| | what | API | tests |",
                            "|---|---|---|---|",
                            row("A1", "`" + name + "`"),
                            row("A2", "`" + name + "`")))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"RunTests.helps", "RunTests.walks", "RunTests.Fast.runs", "Fast.wins"})
        void missesWhatIsNoTest(String name) {
            assertThat(problems(row("A1", "`" + name + "`"), row("A2", "`RunTests.runs`")))
                    .containsExactly("page.md:1: no test has this name: " + name);
        }

        @Test
        void missesNumbers() {
            assertThat(problems(row("A2", "`RunTests.runs`")))
                    .containsExactly("page.md:1: the number is A2, not A1", "page.md: no row has the number A2");
        }

        @Test
        void missesTests() {
            assertThat(problems(row("A1", ""), "| A2 | It runs |"))
                    .containsExactly(
                            "page.md:1: no test shows it",
                            "page.md:2: not a row of a number, a behavior, its API and its tests",
                            "page.md: no row has the number A2");
        }
    }
}
