package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageKeyTests {

    private final MessageKey key = Reports.KEY;

    /** The vectors of its authors have the bytes 0, 1, 2 ... as message; {@code seal_tests.h} has the same. */
    @Test
    void sealsAsTheAuthorsOfSipHashDo() {
        assertThat(key.seal("")).isEqualTo(" 726fdb47dd0e0e31");
        assertThat(key.seal(bytes(8))).isEqualTo(bytes(8) + " 93f5f5799a932462");
        assertThat(key.seal(bytes(15))).isEqualTo(bytes(15) + " a129ca6149be45e5");
        assertThat(key.seal("id exit 0")).isEqualTo("id exit 0 e02d7e27fb340a72");
    }

    private static String bytes(int count) {
        return IntStream.range(0, count).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void isHandedOverInHexadecimalDigits() {
        assertThat(key.text()).isEqualTo("07060504030201000f0e0d0c0b0a0908");
    }

    @Test
    void opensWhatItHasSealed() {
        assertThat(key.open(key.seal("id exit 0"))).contains("id exit 0");
        assertThat(key.open(key.seal(""))).contains("");
    }

    @Test
    void opensNothingElse() {
        String line = key.seal("id exit 1");

        assertThat(key.open(line.replace("exit 1", "exit 0"))).isEmpty();
        assertThat(key.open(MessageKey.create().seal("id exit 1"))).isEmpty();
        assertThat(key.open("id exit 1")).isEmpty();
        assertThat(key.open("id")).isEmpty();
        assertThat(key.open("")).isEmpty();
        assertThat(key.open(line + " ")).isEmpty();
    }

    @Test
    void isAnotherOneEachTime() {
        assertThat(IntStream.range(0, 100).mapToObj(i -> MessageKey.create().text()))
                .doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[0-9a-f]{32}"));
    }
}
