package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferingTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python3 server.py",
                "python3 -c 'print(1)'",
                "python3 server.py -u",
                "grep -u x",
                "./server --unbuffer",
                "sort -u"
            })
    void isLikelyOnPipes(String line) {
        assertThat(Buffering.isLikely(Command.shell(line).withoutEnv("PYTHONUNBUFFERED")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python3 -u server.py",
                "/usr/bin/python3.12 -q -u -m http.server",
                "python -Bu x.py",
                "cd x && python3 -u y",
                "stdbuf -oL grep x",
                "unbuffer make",
                "grep --line-buffered x",
                "sed --unbuffered p"
            })
    void isNotWhereItIsSwitchedOff(String line) {
        assertThat(Buffering.isLikely(Command.shell(line).withoutEnv("PYTHONUNBUFFERED")))
                .isFalse();
    }

    @Test
    void isNotOnTerminals() {
        assertThat(Buffering.isLikely(Command.of("server").inTerminal())).isFalse();
    }

    @Test
    void isNotInPythonWithItsVariable() {
        assertThat(Buffering.isLikely(Command.of("python3", "x.py").withEnv("PYTHONUNBUFFERED", "1")))
                .isFalse();
        assertThat(Buffering.isLikely(Command.of("server").withEnv("PYTHONUNBUFFERED", "1")))
                .isTrue();
    }
}
