package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The blocks of pages in languages other than Java. */
class BlocksTests {

    private static final String PARENT = Project.read("pom.xml");
    private static final Set<String> LANGUAGES = Set.of("java", "json", "properties", "python", "shell", "text", "xml");

    @Test
    void nameTheirLanguage() {
        assertThat(Project.pagesForUsers())
                .flatMap(MarkdownFile::blocks)
                .isNotEmpty()
                .allSatisfy(
                        block -> assertThat(block.language()).as(block.place()).isIn(LANGUAGES));
    }

    @Test
    void inXmlNameVersionsThatAreTested() {
        Set<String> tested = XmlCheck.versionsIn(Stream.of("5.10", "5.12", "5.14", "6.1")
                .map(junit -> "extension/episodes/src/it/junit-" + junit + "/pom.xml")
                .map(Project::read)
                .toList());
        Set<String> built = XmlCheck.versionsIn(List.of(PARENT));

        assertThat(XmlCheck.problems(Project.blocks(), projectVersion(), union(built, tested)))
                .isEmpty();
    }

    @Test
    void inJsonAreWellFormed() {
        assertThat(Project.pagesForUsers())
                .flatMap(MarkdownFile::blocks)
                .filteredOn(block -> block.language().equals("json"))
                .isNotEmpty()
                .allSatisfy(block -> assertThatCode(() -> new ObjectMapper().readTree(block.text()))
                        .as(block.place())
                        .doesNotThrowAnyException());
    }

    @Test
    void inPythonAreInFilesThatExamplesRun() {
        assertThat(FileCheck.problems(Project.ROOT, Project.blocks())).isEmpty();
    }

    @Test
    void forAShellNameScriptsAndModulesThatExist() {
        assertThat(ShellCheck.problems(Project.ROOT, Project.blocks())).isEmpty();
    }

    private static String projectVersion() {
        Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(PARENT);
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.of(one, other).flatMap(Set::stream).collect(java.util.stream.Collectors.toSet());
    }

    @Nested
    class Fail {

        @Test
        void ifTheyNameAnotherVersionOfCurfew() {
            assertThat(xml("<dependency><groupId>dev.curfew</groupId><artifactId>curfew-junit</artifactId>"
                            + "<version>0.2</version></dependency>"))
                    .containsExactly("guide.md:1: curfew-junit has version 0.2, not 0.1");
        }

        @Test
        void ifTheyNameAnArtifactThatIsNotPublished() {
            assertThat(xml("<dependency><groupId>dev.curfew</groupId><artifactId>curfew-docs</artifactId>"
                            + "<version>0.1</version></dependency>"))
                    .singleElement()
                    .asString()
                    .startsWith("guide.md:1: curfew-docs is not one of ");
        }

        @Test
        void ifTheyNameAVersionThatNothingTests() {
            assertThat(xml("<junit.version>5.14.0</junit.version>")).isEmpty();
            assertThat(xml("<junit.version>5.9.0</junit.version>"))
                    .containsExactly("guide.md:1: version 5.9.0 is in no pom of this project, so nothing tests it");
        }

        @Test
        void ifTheyAreNotWellFormed() {
            assertThat(xml("<dependency>")).singleElement().asString().startsWith("guide.md:1: not well-formed: ");
        }

        @Test
        void ifTheyNameAScriptOrModuleThatIsNotThere() {
            CodeBlock block = new CodeBlock("guide.md:1", "shell", "", "./verify && ./gone\nmvn test -pl core,gone");

            assertThat(ShellCheck.problems(Project.ROOT, List.of(block)))
                    .containsExactly("guide.md:1: no executable file: ./gone", "guide.md:1: no module: gone");
        }

        @Test
        void ifTheyAreNotInTheFileThatTheyName() {
            CodeBlock without = new CodeBlock("guide.md:1", "python", "", "pass");
            CodeBlock absent = new CodeBlock("guide.md:2", "python", "file:gone.py", "pass");
            CodeBlock different = new CodeBlock("guide.md:3", "python", "file:README.md", "pass nothing");

            assertThat(FileCheck.problems(Project.ROOT, List.of(without, absent, different)))
                    .containsExactly(
                            "guide.md:1: a block without a marker; put <!-- file:PATH --> before it",
                            "guide.md:2: no file gone.py",
                            "guide.md:3: is not in README.md");
        }

        private static List<String> xml(String text) {
            MarkdownFile page = MarkdownFile.of(Path.of("guide.md"), "```xml\n" + text + "\n```");
            return XmlCheck.problems(page.blocks(), "0.1", Set.of("5.14.0"));
        }
    }
}
