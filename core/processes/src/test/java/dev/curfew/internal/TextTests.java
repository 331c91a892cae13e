package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTests {

    @Test
    void cutsBetweenCharacters() {
        assertThat(Text.first("a😀b", 2)).isEqualTo("a");
        assertThat(Text.first("a😀b", 3)).isEqualTo("a😀");
        assertThat(Text.first("abc", 0)).isEmpty();
        assertThat(Text.head("abcdef", 4)).isEqualTo("abc…");
        assertThat(Text.head("abcd", 4)).isEqualTo("abcd");
        assertThat(Text.head("a", 1)).isEqualTo("a");
    }

    @Test
    void leavesOutTheMiddle() {
        assertThat(Text.ends("abcdefgh", 8)).isEqualTo("abcdefgh");
        assertThat(Text.ends("abcdefgh", 4)).isEqualTo("ab … 4 characters … gh");
        assertThat(Text.ends("a😀b😀c", 4)).isEqualTo("a … 3 characters … c");
    }

    @Test
    void countsThings() {
        assertThat(Text.count(0, "byte")).isEqualTo("0 bytes");
        assertThat(Text.count(1, "byte")).isEqualTo("1 byte");
        assertThat(Text.count(1, "process")).isEqualTo("1 process");
        assertThat(Text.count(2, "process")).isEqualTo("2 processes");
    }

    @Test
    void replacesHalvesOfPairs() {
        assertThat(Text.wellFormed("a\ud83d")).isEqualTo("a\uFFFD");
        assertThat(Text.wellFormed("\ude00\ud83d\ude00\ude00")).isEqualTo("\uFFFD\ud83d\ude00\uFFFD");
        assertThat(Text.wellFormed("a😀")).isEqualTo("a😀");
        assertThat(Check.loneSurrogate("a😀")).isNegative();
        assertThat(Check.loneSurrogate("😀\ud83d\ud83d\ude00")).isEqualTo(2);
    }

    @Test
    void replacesCharactersThatControlATerminal() {
        assertThat(Text.printable("a\tb\nc")).isEqualTo("a\tb\nc");
        assertThat(Text.printable("\033[2J\r\u009b\u007f\u202e\u2066x")).isEqualTo(" [2J     x");
        assertThat(Text.printable("é😀")).isEqualTo("é😀");
    }
}
