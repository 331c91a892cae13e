package dev.curfew.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
 * <p>Not thread-safe.
 */
final class TextDecoder {

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

    /**
     * Create a decoder.
     *
     * @param mode how bytes are converted to text
     * @param offset the offset of the first byte
     * @param lineStart whether the first byte is at the start of a line
     */
    TextDecoder(TextMode mode, long offset, boolean lineStart) {
        this(mode, offset, lineStart, true);
    }

    private TextDecoder(TextMode mode, long offset, boolean lineStart, boolean keepsEnds) {
        this.mode = mode;
        this.keepsEnds = keepsEnds;
        this.offset = offset;
        this.boundary = offset;
        this.lineStart = lineStart;
    }

    /** {@return a decoder that is faster because it does not support {@link #endOf}} */
    static TextDecoder withoutEnds(TextMode mode, long offset, boolean lineStart) {
        return new TextDecoder(mode, offset, lineStart, false);
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
        if (sequenceLength > 0 || carriageReturn || !escapes.inGround()) {
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
        }
    }

    private void text(int codePoint) {
        if (mode.foldsLineEnds()) {
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
    }

    private void emitCarriageReturn() {
        if (carriageReturn) {
            carriageReturn = false;
            emit('\r', carriageReturnEnd);
        }
    }

    private void emitPlain(byte[] bytes, int from, int count) {
        int at = text.length();
        text.append(new String(bytes, from, count, StandardCharsets.US_ASCII));
        makeRoomForEnds();
        for (int i = 0; keepsEnds && i < count; i++) {
            ends[at + i] = offset + i + 1;
        }
        offset += count;
        lineStart = bytes[from + count - 1] == '\n';
        boundary = offset;
    }

    private void emit(int codePoint, long end) {
        int before = text.length();
        text.appendCodePoint(codePoint);
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
