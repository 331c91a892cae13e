package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Widths are the same on all JDKs, whichever version of Unicode they know. */
class CharacterWidthTests {

    @ParameterizedTest
    @ValueSource(
            ints = {
                'a', 0xA0, 0xAD, 0x2FF, 0x370, 0x600, 0x605, 0x6DD, 0x70F, 0x890, 0x8E2, 0x1734, 0x110BD, 0x110CD,
                0x2500, 0x2028, 0xD7FC, 0xFFFD
            })
    void takesOneCell(int codePoint) {
        assertThat(CharacterWidth.of(codePoint)).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x300, 0x36F, 0x488, 0x61C, 0xECE, 0x1160, 0x11FF, 0x200B, 0x200D, 0x20DD, 0xD7B0, 0xD7C6, 0xD7CB,
                0xD7FB, 0xFE0F, 0xFEFF, 0x10EFD, 0x13430, 0x1E08F, 0xE0100, 0xE01EF
            })
    void joinsThePreviousCharacter(int codePoint) {
        assertThat(CharacterWidth.of(codePoint)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1100, 0x115F, 0x231A, 0x3042, 0x4E00, 0xAC00, 0xD7A3, 0xFF01, 0x1F600, 0x20000, 0x3FFFD})
    void takesTwoCells(int codePoint) {
        assertThat(CharacterWidth.of(codePoint)).isEqualTo(2);
    }
}
