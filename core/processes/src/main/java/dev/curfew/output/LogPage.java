package dev.curfew.output;

import java.util.List;
import org.apiguardian.api.API;

/**
 * A range of lines of a log.
 *
 * @param lines the lines, without line ends
 * @param first the index of the first line of this page among the lines that the log still holds, from 0
 * @param total the number of lines that the log held
 * @param droppedBytes the number of bytes before them that had been dropped from the bounded log
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record LogPage(List<String> lines, int first, int total, long droppedBytes) {

    /**
     * Copy the lines.
     *
     * @param lines the lines
     * @param first the index of the first line of this page among the lines that the log still holds
     * @param total the number of lines that the log held
     * @param droppedBytes the number of bytes before them that had been dropped from the bounded log
     */
    public LogPage {
        lines = List.copyOf(lines);
    }

    /** {@return the number of lines of the log that are not in this page} */
    public int omitted() {
        return total - lines.size();
    }
}
