package dev.curfew.recording;

import dev.curfew.internal.LineDrawing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes bytes that arrive in arbitrary pieces, and records where the bytes of each character end.
 *
 * <p>Malformed UTF-8 becomes U+FFFD, as in {@link String}.
 *
 * <p>If line ends are folded, carriage returns next to a line feed are dropped: those before it, which a terminal adds,
 * and those after it, which readline prints before an answer. At the start of a line they have no effect, so nothing is
 * lost from a progress bar that begins with one. Within a line a carriage return is text: the output that follows
 * overwrites the line. A line feed becomes text as soon as it has arrived, whatever follows.
 *
 * <p>On a terminal, moving to the right becomes blanks, repeating becomes characters, and letters become lines where the
 * program has selected them. Text is only appended, so that a search does not depend on when the output arrives: what
 * is printed over stays. A decoder of {@link #shown} prints over it, as the terminal does.
 *
 * <p>Not thread-safe.
 */
final class TextDecoder {

    /** The most characters for one movement or repetition, which ends at the margin of the terminal: few terminals are wider. */
    private static final int LONGEST_RUN = 256;

    private final TextMode mode;
    private final EscapeFilter escapes = new EscapeFilter();
    private final StringBuilder text = new StringBuilder();
    private final boolean keepsEnds;
    private long[] ends = new long[64];
    private long offset;
    private long boundary;

    private final byte[] sequence = new byte[4];
    private int sequenceLength;
    private int sequenceExpected;
    private boolean carriageReturn;
    private long carriageReturnEnd;
    private boolean lineStart;
    private int lastShown;

    /** The row of the cursor, if characters are printed over. */
    private @Nullable ShownRow row;

    /**
     * Create a decoder.
     *
     * @param mode how bytes are converted to text
     * @param offset the offset of the first byte
     * @param before the bytes before it, which tell whether it is at the start of a line, which character comes before
     *     it, and whether letters are lines
     */
    TextDecoder(TextMode mode, long offset, byte[] before) {
        this(mode, offset, before, true);
    }

    private TextDecoder(TextMode mode, long offset, byte[] before, boolean keepsEnds) {
        this.mode = mode;
        this.keepsEnds = keepsEnds;
        this.offset = offset - before.length;
        this.lineStart = this.offset == 0;
        decode(before);
        finish();
        text.setLength(0);
    }

    /** {@return a decoder that is faster because it does not support {@link #endOf}} */
    static TextDecoder withoutEnds(TextMode mode, long offset, byte[] before) {
        return new TextDecoder(mode, offset, before, false);
    }

    /**
     * {@return a decoder for all of an output at once, in which what was printed over is gone}
     *
     * @param columns the width of the terminal
     */
    static TextDecoder shown(TextMode mode, long offset, byte[] before, int columns) {
        TextDecoder decoder = withoutEnds(mode, offset, before);
        if (mode.foldsLineEnds()) {
            decoder.row = new ShownRow(decoder.text, columns, decoder.lineStart);
        }
        return decoder;
    }

    StringBuilder text() {
        return text;
    }

    /** {@return the offset up to which all bytes belong to complete characters or escape sequences} */
    long boundary() {
        return boundary;
    }

    /** {@return the offset after the bytes of the character at an index} */
    long endOf(int index) {
        return ends[index];
    }

    void decode(byte[] bytes) {
        for (int at = 0; at < bytes.length; ) {
            int plain = plainBytes(bytes, at);
            if (plain > 0) {
                emitPlain(bytes, at, plain);
                at += plain;
            } else {
                decode(bytes[at++]);
            }
        }
    }

    /** {@return how many of the next bytes are single characters in any mode, as most bytes are} */
    private int plainBytes(byte[] bytes, int from) {
        if (sequenceLength > 0 || carriageReturn || !escapes.inGround() || escapes.drawsLines()) {
            return 0;
        }
        int at = from;
        while (at < bytes.length && (bytes[at] >= ' ' || bytes[at] == '\n')) {
            at++;
        }
        return at - from;
    }

    private void decode(byte b) {
        if (sequenceLength > 0 && !isContinuation(b)) {
            decodeSequence();
        }
        offset++;
        if (b >= 0) {
            codePoint(b);
            endCharacter();
        } else {
            continueSequence(b);
        }
    }

    /** Mark the end of the input: incomplete characters will not be completed. */
    void finish() {
        decodeSequence();
        emitCarriageReturn();
        boundary = offset;
    }

    /** Discard the first characters, which keeps the memory of a long-lived decoder bounded. */
    void discard(int characters) {
        text.delete(0, characters);
        if (keepsEnds) {
            System.arraycopy(ends, characters, ends, 0, text.length());
        }
    }

    private void continueSequence(byte b) {
        if (sequenceLength == 0) {
            sequenceExpected = lengthOf(b);
        }
        sequence[sequenceLength++] = b;
        if (sequenceLength == sequenceExpected) {
            decodeSequence();
        }
    }

    static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }

    private static int lengthOf(byte lead) {
        int unsigned = lead & 0xFF;
        if (unsigned < 0xC2 || unsigned > 0xF4) {
            return 1;
        }
        return unsigned < 0xE0 ? 2 : unsigned < 0xF0 ? 3 : 4;
    }

    private void decodeSequence() {
        String decoded = new String(sequence, 0, sequenceLength, StandardCharsets.UTF_8);
        sequenceLength = 0;
        for (int at = 0; at < decoded.length(); at = decoded.offsetByCodePoints(at, 1)) {
            codePoint(decoded.codePointAt(at));
        }
        endCharacter();
    }

    private void endCharacter() {
        if (!carriageReturn && escapes.inGround()) {
            boundary = offset;
        }
    }

    private void codePoint(int codePoint) {
        if (mode.keepsEscapes() || escapes.isText(codePoint)) {
            text(codePoint);
        } else if (mode.foldsLineEnds()) {
            command(escapes.command(), Math.max(1, escapes.number()));
        }
    }

    private void command(int command, int count) {
        if (command == 'b') {
            repeat(lastShown, lastShown < ' ' ? 0 : count);
        } else if (row != null) {
            row.command(command, escapes.number());
        } else if (command == 'C') {
            repeat(' ', count);
        }
    }

    private void repeat(int codePoint, int count) {
        emitCarriageReturn();
        for (int i = 0; i < Math.min(count, LONGEST_RUN); i++) {
            emit(codePoint, offset);
        }
    }

    private void text(int codePoint) {
        if (!mode.foldsLineEnds()) {
            emit(codePoint, offset);
        } else if (!EscapeFilter.isShift(codePoint)) {
            onTerminal(escapes.drawsLines() ? LineDrawing.of(codePoint) : codePoint);
        }
    }

    private void onTerminal(int codePoint) {
        if (row == null) {
            if (codePoint == '\r') {
                carriageReturn = !lineStart;
                carriageReturnEnd = offset;
                return;
            }
            if (codePoint == '\n') {
                carriageReturn = false;
            }
            emitCarriageReturn();
        }
        emit(codePoint, offset);
        lastShown = codePoint;
    }

    private void emitCarriageReturn() {
        if (carriageReturn) {
            carriageReturn = false;
            emit('\r', carriageReturnEnd);
        }
    }

    private void emitPlain(byte[] bytes, int from, int count) {
        String plain = new String(bytes, from, count, StandardCharsets.US_ASCII);
        int at = text.length();
        if (row == null) {
            text.append(plain);
        } else {
            row.print(plain);
        }
        makeRoomForEnds();
        for (int i = 0; keepsEnds && i < count; i++) {
            ends[at + i] = offset + i + 1;
        }
        offset += count;
        lastShown = bytes[from + count - 1];
        lineStart = lastShown == '\n';
        boundary = offset;
    }

    private void emit(int codePoint, long end) {
        int before = text.length();
        if (row == null) {
            text.appendCodePoint(codePoint);
        } else {
            row.print(codePoint);
        }
        makeRoomForEnds();
        if (keepsEnds) {
            Arrays.fill(ends, before, text.length(), end);
        }
        lineStart = codePoint == '\n';
    }

    private void makeRoomForEnds() {
        if (keepsEnds && text.length() > ends.length) {
            ends = Arrays.copyOf(ends, Math.max(text.length(), 2 * ends.length));
        }
    }
}
