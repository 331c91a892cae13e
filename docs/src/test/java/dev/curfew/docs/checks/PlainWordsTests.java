package dev.curfew.docs.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of all sources and pages. These tests are sources too, so their words stand alone. */
class PlainWordsTests {

    private static final String WORD = "nobody";

    @Test
    void areUsedInAllSourcesAndPages() {
        List<Path> sources = Project.sources();

        assertThat(sources)
                .extracting(source -> source.getFileName().toString())
                .contains("verify", "README.md", "guard.c", "pom.xml", "PlainWordsTests.java");
        assertThat(sources.stream()
                        .flatMap(source -> PlainWordsCheck.problems(source, Project.read(source.toString())).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '\u0000',
            value = {
                "guide.md   = Ends % .                       =nobody",
                "guide.md   = | A process that % waits for | =somebody",
                "A.java     = /** Ends % by force. */        =him",
                "A.java     = // % ends it.                  =Whoever",
                "A.java     = fail('% reads it');            =nobody",
                "A.java     = void namesWhat%Ends() {}       =Somebody",
                "A.java     = void %Ends() {}                =nobody",
                "guard.c    = int x; /* % is alive */        =Nobody",
                "warden.sh  = exit # % is left               =Nobody",
                "pom.xml    = <!-- for % -->                 =everybody",
                "verify     = say 'stopped, % it runs'       =lest"
            })
    void doNotIncludeWordsForPersons(Path path, String line, String word) {
        String text = "\n" + line.replace('\'', '"').replace("%", word);

        assertThat(PlainWordsCheck.problems(path, text))
                .singleElement()
                .asString()
                .startsWith(path + ":2: \"" + word);
    }

    @Test
    void doNotIncludePhrasesThatContinueOnTheNextLine() {
        String comment =
                "/**\n * What it has to do\n".concat(" * with the word").concat("\n * of the kernel\n */");

        assertThat(PlainWordsCheck.problems(Path.of("A.java"), comment))
                .containsExactly(
                        "A.java:2: \"has to do\n * with\": write plain, literal words",
                        "A.java:3: \"the word\n * of\": write plain, literal words");
    }

    @Test
    void areReportedWithTheFileTheLineAndTheRule() {
        assertThat(PlainWordsCheck.problems(Path.of("docs/guide.md"), "# Ends\n\nEnds " + WORD))
                .containsExactly("docs/guide.md:3: \"" + WORD + "\": processes, files and threads are not persons;"
                        + " name the thing, or write \"it\" or \"no process\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guide.md  | It printed !" + WORD + " answers!, and runs as `" + WORD + "`.",
                "A.java    | /** It printed !" + WORD + " answers!, {@code " + WORD + "}. */ String user = !" + WORD
                        + "!;",
                "A.java    | int theme, cache, history, NOBODY, Whois; // Her, here, there",
                "sh.sh     | chown 'nobody' file; echo nobody:x:1:1 user=nobody /home/nobody"
            })
    void mayBeAnyInQuotations(String file) {
        String[] parts = file.split("\\|", 2);

        assertThat(PlainWordsCheck.problems(Path.of(parts[0].strip()), parts[1].replace('!', '"')))
                .isEmpty();
    }
}
