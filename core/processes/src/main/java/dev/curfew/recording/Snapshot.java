package dev.curfew.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable copy of bytes of a log, which can be decoded without blocking writers. */
final class Snapshot {

    /** How far to search for a position where text can begin; a longer line is truncated rather than dropped. */
    private static final int LONGEST_REMNANT = 4096;

    private static final int LONGEST_CHARACTER = 4;

    /** The characters that change the text on pipes; U+FFFD stands for bytes that are not ASCII. */
    private static final String CONTROLS = "\u001B\uFFFD";

    /** The characters that change the text on a terminal, the most common one first. */
    private static final String TERMINAL_CONTROLS = "\r\b\u000E\u000F" + CONTROLS;

    private final long start;
    private final byte[] before;
    private final byte[] bytes;
    private final boolean ended;

    /**
     * Create a snapshot.
     *
     * @param start the offset of the first byte
     * @param before the bytes before it that influence the text, which are not copied
     * @param bytes the bytes, which are not copied
     * @param ended whether no more bytes can follow
     */
    Snapshot(long start, byte[] before, byte[] bytes, boolean ended) {
        this.start = start;
        this.before = before;
        this.bytes = bytes;
        this.ended = ended;
    }

    long start() {
        return start;
    }

    /** {@return the bytes, not a copy} */
    byte[] bytes() {
        return bytes;
    }

    TextDecoder decode(TextMode mode) {
        return decodeAll(TextDecoder.withoutEnds(mode, start, before));
    }

    private TextDecoder decodeAll(TextDecoder decoder) {
        decoder.decode(bytes);
        if (ended) {
            decoder.finish();
        }
        return decoder;
    }

    /**
     * {@return the text, as a terminal shows it if the mode is that of a terminal; if earlier bytes were dropped, from
     * the first position where text can begin}
     *
     * @param columns the width of the terminal
     */
    String text(TextMode mode, int columns) {
        Snapshot whole = start == 0 ? this : withoutRemnant();
        String ascii = new String(whole.bytes, StandardCharsets.US_ASCII);
        return isPlain(ascii, mode) ? ascii : whole.shown(mode, columns);
    }

    private String shown(TextMode mode, int columns) {
        TextDecoder decoder = TextDecoder.shown(mode, start, before, columns);
        return decodeAll(decoder).text().toString();
    }

    /**
     * {@return whether the text is what the bytes are} Most output is, and the JDK decodes and searches it many bytes at
     * a time.
     */
    private static boolean isPlain(String ascii, TextMode mode) {
        String controls = mode.foldsLineEnds() ? TERMINAL_CONTROLS : CONTROLS;
        return controls.chars().allMatch(control -> ascii.indexOf(control) < 0);
    }

    /**
     * {@return this snapshot without the remnant of what was truncated when the log dropped bytes: of a line, or if
     * lines are very long, of an escape sequence or a character}
     */
    Snapshot withoutRemnant() {
        int remnant = remnant();
        byte[] skipped = remnant == 0 ? before : Arrays.copyOf(bytes, remnant);
        return new Snapshot(start + remnant, skipped, Arrays.copyOfRange(bytes, remnant, bytes.length), ended);
    }

    private int remnant() {
        int limit = Math.min(bytes.length, LONGEST_REMNANT);
        int line = indexOf('\n', limit) + 1;
        if (line > 0 && line < bytes.length) {
            return line;
        }
        int escape = indexOf(EscapeFilter.ESC, limit);
        return escape >= 0 ? escape : continuationBytes();
    }

    private int indexOf(int sought, int limit) {
        for (int i = 0; i < limit; i++) {
            if (bytes[i] == sought) {
                return i;
            }
        }
        return -1;
    }

    private int continuationBytes() {
        int count = 0;
        while (count < Math.min(bytes.length, LONGEST_CHARACTER) && TextDecoder.isContinuation(bytes[count])) {
            count++;
        }
        return count == LONGEST_CHARACTER ? 0 : count;
    }
}
