package dev.curfew.recording;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Converts output from another charset to UTF-8, in which it is recorded, searched and drawn.
 *
 * <p>What cannot be decoded becomes U+FFFD. The bytes of an incomplete character wait for the rest of it.
 */
public final class TranscodingSink implements OutputSink {

    private final OutputSink target;
    private final CharsetDecoder decoder;

    /** Counted as they were printed, because readers compare this number with the size of a pipe. */
    private final AtomicLong total = new AtomicLong();

    private byte[] incomplete = {};

    /**
     * Create a sink.
     *
     * @param charset the charset of the output
     * @param target gets the output in UTF-8
     */
    public TranscodingSink(Charset charset, OutputSink target) {
        this.target = target;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public synchronized void append(byte[] bytes, int offset, int length) {
        ByteBuffer input = ByteBuffer.allocate(incomplete.length + length)
                .put(incomplete)
                .put(bytes, offset, length)
                .flip();
        CharBuffer text = room(input);
        decoder.decode(input, text, false);
        incomplete = new byte[input.remaining()];
        input.get(incomplete);
        pass(text);
        total.addAndGet(length);
    }

    @Override
    public synchronized void end() {
        if (!target.isEnded()) {
            ByteBuffer input = ByteBuffer.wrap(incomplete);
            CharBuffer text = room(input);
            decoder.decode(input, text, true);
            decoder.flush(text);
            pass(text);
        }
        target.end();
    }

    /** {@return a buffer that takes all characters of the input, and what a decoder adds at the end} */
    private CharBuffer room(ByteBuffer input) {
        return CharBuffer.allocate((int) Math.ceil((input.remaining() + 1) * (double) decoder.maxCharsPerByte()) + 1);
    }

    private void pass(CharBuffer text) {
        byte[] bytes = text.flip().toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            target.append(bytes, 0, bytes.length);
        }
    }

    @Override
    public boolean isEnded() {
        return target.isEnded();
    }

    @Override
    public long totalBytes() {
        return total.get();
    }

    @Override
    public Duration silence() {
        return target.silence();
    }
}
