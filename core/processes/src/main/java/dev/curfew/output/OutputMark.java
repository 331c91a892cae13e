package dev.curfew.output;

import dev.curfew.internal.Check;
import org.apiguardian.api.API;

/**
 * A position in an {@link OutputLog}: the number of bytes that were printed before it.
 *
 * @param offset the number of bytes since the start of the process, never reset; zero or more
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record OutputMark(long offset) implements Comparable<OutputMark> {

    /** The position before the first byte. */
    public static final OutputMark START = new OutputMark(0);

    /**
     * Check that the offset is not negative.
     *
     * @param offset the number of bytes
     */
    public OutputMark {
        Check.argument(offset >= 0, "offset must not be negative", offset);
    }

    @Override
    public int compareTo(OutputMark other) {
        return Long.compare(offset, other.offset);
    }
}
