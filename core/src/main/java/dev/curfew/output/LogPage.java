package dev.curfew.output;

import java.util.List;

/**
 * Some lines of a log.
 *
 * @param lines the lines, without line ends
 * @param first the index of the first of them among the lines that the log still holds, from 0
 * @param total how many lines the log held
 * @param droppedBytes how many bytes before them had been dropped from the bounded log
 * @since 0.1
 */
public record LogPage(List<String> lines, int first, int total, long droppedBytes) {

    /**
     * Copy the lines.
     *
     * @param lines the lines
     * @param first the index of the first of them among the lines that the log still holds
     * @param total how many lines the log held
     * @param droppedBytes how many bytes before them had been dropped from the bounded log
     */
    public LogPage {
        lines = List.copyOf(lines);
    }

    /** {@return how many lines of the log this page leaves out} */
    public int omitted() {
        return total - lines.size();
    }
}
