package dev.curfew.recording;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Output as programs print it, and pieces as the kernel delivers it: random, but the same for the same seed. */
final class RandomOutput {

    private static final List<String> TEXTS = List.of(
            "plain ",
            "x",
            "\n",
            "\t",
            "äöü",
            "€",
            "日本語",
            "😀",
            "👩‍👩‍👧",
            "e\u0301",
            "\uFEFF",
            "\uFFFD",
            "\u07FF",
            "\uD7FF",
            "\uFFFF",
            new String(Character.toChars(0x10FFFF)));

    private static final List<String> LINE_ENDS = List.of("\r\n", "\r\r\n", "\n\r", "\r", "\n");

    private static final List<String> ESCAPES = List.of(
            "\u001B[0m",
            "\u001B[38:2::1:2:3m",
            "\u001B[?2004h",
            "\u001B[2 q",
            "\u001B]0;title\u0007",
            "\u001B]8;;http://a/ö\u001B\\",
            "\u001BPq#0\u001B\\",
            "\u001B(B",
            "\u001B(0",
            "\u001B)0",
            "\u000E",
            "\u000F",
            "\u001B[3b",
            "\u001B[5C",
            "\u001B7",
            "\u001B=",
            "\u001BM",
            "\u009B1m",
            "\u009D2;x\u009C",
            "\u0085");

    private static final byte[] MALFORMED = {
        (byte) 0x80,
        (byte) 0xBF,
        (byte) 0xC0,
        (byte) 0xC2,
        (byte) 0xE0,
        (byte) 0xE2,
        (byte) 0xED,
        (byte) 0xEF,
        (byte) 0xF0,
        (byte) 0xF4,
        (byte) 0xF5,
        (byte) 0xFF
    };

    private final Random random;

    RandomOutput(long seed) {
        random = new Random(seed);
    }

    /** {@return text of characters that need one to four bytes} */
    byte[] text() {
        return join(random.nextInt(30), TEXTS);
    }

    /** {@return text with line ends of terminals and with escape sequences} */
    byte[] terminal() {
        List<String> all = new ArrayList<>(TEXTS);
        all.addAll(LINE_ENDS);
        all.addAll(ESCAPES);
        return join(random.nextInt(40), all);
    }

    /** {@return bytes that are a terminal's output in places and UTF-8 in some} */
    byte[] garbage() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int parts = random.nextInt(15);
        for (int i = 0; i < parts; i++) {
            byte[] terminal = terminal();
            bytes.write(terminal, 0, random.nextInt(Math.min(terminal.length, 8) + 1));
            for (int malformed = random.nextInt(4); malformed > 0; malformed--) {
                bytes.write(MALFORMED[random.nextInt(MALFORMED.length)]);
            }
        }
        return bytes.toByteArray();
    }

    /** {@return lines of ASCII} */
    byte[] lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("line ")
                    .append(i)
                    .append(" ".repeat(random.nextInt(20)))
                    .append(".\n");
        }
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return bytes in pieces of 1 to a number of bytes} */
    List<byte[]> pieces(byte[] bytes, int longest) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int end = Math.min(bytes.length, at + 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    private byte[] join(int count, List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
