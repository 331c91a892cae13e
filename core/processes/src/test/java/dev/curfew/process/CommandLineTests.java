package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/env", "-Dkey=value", "a+b@c%d:e,f", "..", "file.txt"})
    void leavesPlainWordsAlone(String word) {
        assertThat(Command.of("run", word)).hasToString("run " + word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "$HOME", "*", "~", "a\"b", "a\\b", "a\nb", "a;b", "#", "!", "é", "`id`"})
    void quotesWhatAShellWouldChange(String word) {
        assertThat(Command.of("run", word)).hasToString("run '" + word + "'");
    }

    @Test
    void quotesAQuote() {
        assertThat(Command.of("echo", "it's")).hasToString("echo 'it'\\''s'");
    }

    @Test
    void showsAShellLineAsItWasGiven() {
        assertThat(Command.shell("make && ./run 'it'")).hasToString("make && ./run 'it'");
    }

    @Test
    void showsTheLineOfAnotherShellWithTheShell() {
        assertThat(Command.shell(Shell.BASH, "set -o pipefail; a | b")).hasToString("bash -c 'set -o pipefail; a | b'");
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/python3, python3",
        "./greeter, greeter",
        "cat, cat",
        "bin/, bin/",
        "/, /",
        "a=b, a=b",
    })
    void namesACommandAfterTheFileOfItsProgram(String program, String name) {
        assertThat(Command.of(program, "/other/file").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "  ./greeter --loud   > greeter",
                "make; ./run          > make",
                "python3 -q           > python3",
                "/bin/ls              > ls",
                "(cd /tmp; ls)        > sh",
                "LANG=C sort          > sh",
                "\"$PROGRAM\" --now   > sh",
                ". ./settings         > sh",
                "ls|wc                > sh",
                "cd /tmp && make      > make",
                "cd /tmp; ls -l       > ls",
                "exec ./server 8080   > server",
                "set -e; . ./env; run > run",
                "cd /tmp              > sh",
                "while :; do x; done  > sh",
                "if true; then x; fi  > sh",
                "read line            > sh",
                "cdrecord x           > cdrecord",
                "readelf x            > readelf",
            })
    void namesAShellLineAfterItsFirstWordIfThatIsAProgram(String line, String name) {
        assertThat(Command.shell(line).name()).isEqualTo(name);
    }

    @Test
    void namesNoShellLineAfterWhatPreparesForItsProgram() {
        assertThat(Command.shell("trap '' INT; sleep 9").name()).isEqualTo("sleep");
        assertThat(Command.shell("trap 'a; b' HUP\nserver 80").name()).isEqualTo("server");
        assertThat(Command.shell("trap \"a; \\\"b\" HUP; server").name()).isEqualTo("server");
        assertThat(Command.shell("cd /tmp 2>&1; server").name()).isEqualTo("server");
        assertThat(Command.shell("cd a\\;b; server").name()).isEqualTo("server");
        assertThat(Command.shell("exec >&- 2>&-; read line").name()).isEqualTo("sh");
        assertThat(Command.shell("cd '/tmp").name()).isEqualTo("sh");
        assertThat(Command.shell("trap 'x' TERM").name()).isEqualTo("sh");
        assertThat(Command.shell("cd " + "a".repeat(1_000_000) + "; server").name())
                .isEqualTo("server");
    }

    @Test
    void namesTheLineOfAnotherShellAfterTheShell() {
        assertThat(Command.shell(Shell.BASH, "ls").name()).isEqualTo("bash");
    }
}
