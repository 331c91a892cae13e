package dev.curfew.output;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The output of a process on one stream: the last bytes, by default 200,000, addressed by absolute offsets.
 *
 * <p>Reading does not consume anything; several readers can read the same log, each from its own {@link OutputMark}.
 * Text is decoded on demand as UTF-8, without ANSI escape sequences, and with the line ends of a terminal as plain line
 * feeds; {@link #raw()} and {@link #bytes()} return the output unchanged. Output in another
 * {@linkplain dev.curfew.process.Command#withCharset(java.nio.charset.Charset) charset} is converted to UTF-8 first, and
 * offsets count the converted bytes.
 *
 * <p>On a terminal, {@link #text()}, its lines and its last characters are what a person reads: what was printed over
 * after a carriage return, a backspace or a movement within the row is replaced, and what was erased in the row is
 * gone. {@link #since(OutputMark)} and expectations read everything in the order in which it was printed. Text that a
 * program places on other rows follows in that order too; for its place, look at the screen.
 *
 * <p>As on a terminal, a control string such as a title, an image or the clipboard continues to its terminator; one
 * that is never terminated hides the output that follows, up to the next escape. The controls U+0080 to U+009F are
 * dropped.
 *
 * <p>Thread-safe. Only Curfew implements it.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public interface OutputLog {

    /** {@return the mark at the end of the output, before an incomplete character or escape sequence} */
    OutputMark mark();

    /** {@return the number of bytes printed so far, whether kept or dropped} */
    long totalBytes();

    /** {@return the number of bytes that were dropped from the beginning} */
    long droppedBytes();

    /** {@return the maximum number of bytes that this log keeps} */
    int maxBytes();

    /** {@return whether no more output can arrive, because no process holds the other end of the stream} */
    boolean isEnded();

    /** {@return the time since the last byte arrived, or since the start if none did} */
    Duration silence();

    /**
     * {@return the text that the log still holds; if output was dropped, it begins with a complete line, unless the
     * first line is longer than 4096 bytes}
     */
    String text();

    /** {@return the same as {@link #text()}, but with escape sequences and carriage returns} */
    String raw();

    /** {@return a copy of the bytes that the log still holds} */
    byte[] bytes();

    /**
     * {@return a copy of the bytes after a mark, as far as the log still holds them}
     *
     * @param mark where to begin
     * @throws IllegalArgumentException if the mark is after the end of this log
     */
    byte[] bytes(OutputMark mark);

    /**
     * {@return the text that arrived after a mark}
     *
     * @param mark where to begin: {@link OutputMark#START}, {@link #mark()}, or the end of an earlier chunk or match
     * @throws IllegalArgumentException if the mark is after the end of this log
     */
    OutputChunk since(OutputMark mark);

    /** {@return the lines of {@link #text()}, including an unterminated last line} */
    List<String> lines();

    /**
     * {@return the last lines}
     *
     * @param maxLines the maximum number of lines; zero or more
     */
    LogPage tail(int maxLines);

    /**
     * {@return the last characters of {@link #text()}, or all of it if it is shorter; the time depends on their number,
     * not on the size of the log}
     *
     * @param maxCharacters the maximum number of characters; zero or more
     */
    String last(int maxCharacters);

    /**
     * {@return a range of the lines that the log still holds}
     *
     * @param first the index of the first line, from 0; the page is empty if it is after the last line
     * @param maxLines the maximum number of lines; zero or more
     */
    LogPage page(int first, int maxLines);
}
