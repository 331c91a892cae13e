package dev.curfew.recording;

import dev.curfew.output.OutputMark;

/**
 * Reads the text of an {@link RecordedLog} as it arrives, for searches.
 *
 * <p>While a cursor is open, the log does not drop anything that the cursor has not read: the process blocks instead.
 * Therefore call {@link #advance()} regularly, and close the cursor. A cursor keeps as many characters as its log keeps
 * bytes.
 *
 * <p>Not thread-safe.
 */
public final class TextCursor implements AutoCloseable {

    private final RecordedLog log;
    private final TextDecoder decoder;
    private final long missedBytes;
    private long position;
    private boolean atEnd;

    TextCursor(RecordedLog log, TextDecoder decoder, long requested, long position) {
        this.log = log;
        this.decoder = decoder;
        this.missedBytes = Math.max(0, position - requested);
        this.position = position;
    }

    /**
     * Read the output that has arrived.
     *
     * @return whether the text has grown
     */
    public boolean advance() {
        int before = decoder.text().length();
        decoder.decode(log.take(this));
        if (atEnd) {
            decoder.finish();
        }
        return decoder.text().length() > before;
    }

    /** {@return the text that was read and not discarded; a live view} */
    public CharSequence text() {
        return decoder.text();
    }

    /**
     * {@return the index of the first occurrence of a text, or -1}
     *
     * @param sought the text
     * @param from the index at which to begin
     */
    public int indexOf(String sought, int from) {
        return decoder.text().indexOf(sought, from);
    }

    /** {@return whether all output was read and no more can follow} */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** {@return the number of characters that must be discarded to stay within the limit of the log} */
    public int excess() {
        return Math.max(0, decoder.text().length() - log.maxBytes());
    }

    /**
     * Discard the first characters of the text.
     *
     * @param characters the number of characters
     */
    public void discard(int characters) {
        decoder.discard(characters);
    }

    /**
     * {@return the mark after the character at an index of the text}
     *
     * @param index the index of the character
     */
    public OutputMark markAfter(int index) {
        return new OutputMark(decoder.endOf(index));
    }

    /** {@return the number of bytes after the requested mark that had been dropped before this cursor was opened} */
    public long missedBytes() {
        return missedBytes;
    }

    /** Close the cursor, so that the log may drop bytes that it has not read. */
    @Override
    public void close() {
        log.release(this);
    }

    long position() {
        return position;
    }

    void moveTo(long end, boolean ended) {
        position = end;
        atEnd = ended;
    }
}
