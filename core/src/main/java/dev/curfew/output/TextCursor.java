package dev.curfew.output;

/**
 * Reads the text of an {@link OutputLog} as it arrives, for those who search it.
 *
 * <p>While a cursor is open, the log drops nothing that the cursor has not read: the process waits instead. So read on
 * with {@link #advance()}, and close the cursor. The cursor keeps as many characters as its log keeps bytes.
 *
 * <p>For use by one thread.
 *
 * @since 0.1
 */
public final class TextCursor implements AutoCloseable {

    private final OutputLog log;
    private final TextDecoder decoder;
    private final long missedBytes;
    private long position;
    private boolean atEnd;

    TextCursor(OutputLog log, TextDecoder decoder, long requested, long position) {
        this.log = log;
        this.decoder = decoder;
        this.missedBytes = Math.max(0, position - requested);
        this.position = position;
    }

    /**
     * Read what has arrived.
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

    /** {@return the text read so far and not discarded; a live view} */
    public CharSequence text() {
        return decoder.text();
    }

    /**
     * {@return the index of the first occurrence of a text, or -1}
     *
     * @param sought what to look for
     * @param from the index to begin at
     */
    public int indexOf(String sought, int from) {
        return decoder.text().indexOf(sought, from);
    }

    /** {@return whether everything was read and nothing can follow} */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** {@return how many characters must be discarded to stay within the bound of the log} */
    public int excess() {
        return Math.max(0, decoder.text().length() - log.maxBytes());
    }

    /**
     * Forget the first characters of the text.
     *
     * @param characters how many
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

    /** {@return how many bytes after the requested mark the log had dropped before this cursor was opened} */
    public long missedBytes() {
        return missedBytes;
    }

    /** Let the log drop what it wants again. */
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
