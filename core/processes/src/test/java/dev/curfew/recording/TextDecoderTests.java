package dev.curfew.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextDecoderTests {

    private static final long[] SEEDS = LongStream.range(0, 60).toArray();

    @Test
    void decodesAsStringDoesWhateverThePieces() {
        for (long seed : SEEDS) {
            RandomOutput random = new RandomOutput(seed);
            byte[] bytes = random.garbage();

            assertThat(finished(TextMode.RAW, random.pieces(bytes, 5)).text())
                    .as("seed %d: %s", seed, Arrays.toString(bytes))
                    .hasToString(new String(bytes, UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTextWithoutEscapesAlone(TextMode mode) {
        for (long seed : SEEDS) {
            RandomOutput random = new RandomOutput(seed);
            byte[] bytes = random.text();

            assertThat(finished(mode, random.pieces(bytes, 5)).text())
                    .as("seed %d", seed)
                    .hasToString(new String(bytes, UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameInPiecesAsAtOnce(TextMode mode) {
        for (long seed : SEEDS) {
            RandomOutput random = new RandomOutput(seed);
            byte[] bytes = random.garbage();
            TextDecoder atOnce = decoder(mode, List.of(bytes));
            TextDecoder inPieces = decoder(mode, random.pieces(bytes, 4));

            assertThat(inPieces.text())
                    .as("seed %d", seed)
                    .hasToString(atOnce.text().toString());
            assertThat(inPieces.boundary()).as("seed %d", seed).isEqualTo(atOnce.boundary());
            assertThat(ends(inPieces)).as("seed %d", seed).isEqualTo(ends(atOnce));
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAndLosesNothingWhereItGoesOnFromABoundary(TextMode mode) {
        for (long seed : SEEDS) {
            byte[] bytes = new RandomOutput(seed).garbage();
            for (int end = 0; end <= bytes.length; end++) {
                TextDecoder head = decoder(mode, List.of(Arrays.copyOf(bytes, end)));
                TextDecoder tail = decodeFrom(mode, bytes, head.boundary());

                assertThat(head.text().toString() + tail.text())
                        .as("seed %d up to %d", seed, end)
                        .isEqualTo(decoder(mode, List.of(bytes)).text().toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhereEveryCharacterEnds(TextMode mode) {
        for (long seed : SEEDS) {
            byte[] bytes = new RandomOutput(seed).terminal();
            TextDecoder all = finished(mode, List.of(bytes));
            String text = all.text().toString();
            for (int i = 0; i < text.length(); i++) {
                if (i + 1 < text.length() && all.endOf(i) == all.endOf(i + 1)) {
                    continue; // Of one code point, or of one sequence that repeats or skips.
                }
                TextDecoder rest = decodeFrom(mode, bytes, all.endOf(i));
                rest.finish();

                assertThat(rest.text()).as("seed %d after %d", seed, i).hasToString(text.substring(i + 1));
            }
        }
    }

    @Test
    void holdsBackACharacterUntilItsLastByte() {
        byte[] bytes = "a😀b".getBytes(UTF_8);
        TextDecoder decoder = new TextDecoder(TextMode.PLAIN, 100, new byte[0]);

        decoder.decode(Arrays.copyOf(bytes, 4));
        assertThat(decoder.text()).hasToString("a");
        assertThat(decoder.boundary()).isEqualTo(101);

        decoder.decode(Arrays.copyOfRange(bytes, 4, 6));
        assertThat(decoder.text()).hasToString("a😀b");
        assertThat(decoder.boundary()).isEqualTo(106);
        assertThat(ends(decoder)).containsExactly(101, 105, 105, 106);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "E2 82,�", // cut short
                "E2 82 41,�A", // cut short by a letter
                "E2 82 E2 82 AC,�€", // cut short by another character
                "E2 1B 5B 6D,�", // cut short by an escape sequence
                "C0 80,��", // overlong
                "E0 80 80,���", // overlong
                "ED A0 80,�", // a surrogate, which Java counts as one
                "F4 90 80 80,����", // above U+10FFFF
                "80 BF,��", // continuation without a start
                "FF FE,��", // not UTF-8
            })
    void replacesWhatIsMalformed(String hex, String text) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        assertThat(finished(TextMode.PLAIN, List.of(bytes)).text()).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "a\\r\\nb, a\\nb",
        "a\\r\\r\\r\\nb, a\\nb",
        "a\\r\u001B[K\\nb, a\\nb",
        "10%\\r20%, 10%\\r20%",
        "a\\r\\rb, a\\rb",
        "a\\n\\rb, a\\nb",
        "a\\r\\n\\rb, a\\nb",
        "a\\r\\n\u001B[?2004l\\rb, a\\nb",
        "a\\n\\r\\r\\nb, a\\n\\nb",
        "a\\n\\r10%\\r20%, a\\n10%\\r20%",
        "\\r10%\\r20%, 10%\\r20%",
        "end\\r, end\\r"
    })
    void foldsTheLineEndsOfTerminals(String printed, String text) {
        byte[] bytes = printed.translateEscapes().getBytes(UTF_8);

        assertThat(finished(TextMode.PLAIN_TERMINAL, List.of(bytes)).text()).hasToString(text.translateEscapes());
        for (int split = 0; split <= bytes.length; split++) {
            List<byte[]> pieces = List.of(Arrays.copyOf(bytes, split), Arrays.copyOfRange(bytes, split, bytes.length));
            assertThat(finished(TextMode.PLAIN_TERMINAL, pieces).text()).hasToString(text.translateEscapes());
        }
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "total\\e[5C42,total     42",
                "a\\e[Cb,a b",
                "a\\r\\e[2Cb,a\\r  b",
                "-\\e[4b|,-----|",
                "\\e[4b|,|",
                "\\e(0lqk\\e(B lqk,┌─┐ lqk",
                "\\e)0x\\016x\\017x,x│x",
                "\\e(0q\\ecq,─q",
                "\\e(0q\\e(%5q,─q",
                "10%\\r20%,10%\\r20%",
                "hellp\\b \\bo,hellp\\b \\bo",
            })
    void showsOnTerminalsWhatCanBeAppended(String printed, String text) {
        byte[] bytes = unescape(printed).getBytes(UTF_8);

        assertThat(finished(TextMode.PLAIN_TERMINAL, List.of(bytes)).text()).hasToString(unescape(text));
    }

    @Test
    void leavesMovementsAndLettersOfPipesAlone() {
        byte[] bytes = unescape("a\\e[5Cb\\e(0q\\e(B-\\e[4b").getBytes(UTF_8);

        assertThat(finished(TextMode.PLAIN, List.of(bytes)).text()).hasToString("abq-");
    }

    private static String unescape(String text) {
        return text.replace("\\e", "\u001B").translateEscapes();
    }

    @Test
    void waitsWithALineFeedForNothing() {
        TextDecoder decoder = decoder(TextMode.PLAIN_TERMINAL, List.of("a\r\n".getBytes(UTF_8)));
        assertThat(decoder.text()).hasToString("a\n");
        assertThat(decoder.boundary()).isEqualTo(3);

        decoder.decode("\r".getBytes(UTF_8));
        assertThat(decoder.text()).hasToString("a\n");
        assertThat(decoder.boundary()).isEqualTo(4);

        decoder.decode("b".getBytes(UTF_8));
        assertThat(decoder.text()).hasToString("a\nb");
        assertThat(ends(decoder)).containsExactly(1, 3, 5);
    }

    @Test
    void leavesTheLineEndsOfPipesAlone() {
        byte[] bytes = "a\r\nb\n\rc\r".getBytes(UTF_8);

        assertThat(decoder(TextMode.PLAIN, List.of(bytes)).text()).hasToString("a\r\nb\n\rc\r");
    }

    @Test
    void forgetsTheEndsOfTheCharactersThatItForgets() {
        TextDecoder decoder = decoder(TextMode.PLAIN, List.of("äbcd".getBytes(UTF_8)));
        decoder.discard(2);
        decoder.decode("e".getBytes(UTF_8));

        assertThat(decoder.text()).hasToString("cde");
        assertThat(ends(decoder)).containsExactly(4, 5, 6);
    }

    private static TextDecoder finished(TextMode mode, List<byte[]> pieces) {
        TextDecoder decoder = decoder(mode, pieces);
        decoder.finish();
        return decoder;
    }

    private static TextDecoder decoder(TextMode mode, List<byte[]> pieces) {
        TextDecoder decoder = new TextDecoder(mode, 0, new byte[0]);
        pieces.forEach(decoder::decode);
        return decoder;
    }

    private static TextDecoder decodeFrom(TextMode mode, byte[] bytes, long offset) {
        TextDecoder decoder = new TextDecoder(mode, offset, Arrays.copyOf(bytes, (int) offset));
        decoder.decode(Arrays.copyOfRange(bytes, (int) offset, bytes.length));
        return decoder;
    }

    private static long[] ends(TextDecoder decoder) {
        long[] ends = new long[decoder.text().length()];
        Arrays.setAll(ends, decoder::endOf);
        return ends;
    }
}
