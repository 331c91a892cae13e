package dev.curfew.job;

import java.util.Objects;

/**
 * Output of a job: its beginning and its end, and how much is missing between them.
 *
 * @param head the beginning
 * @param tail the end; empty if nothing is missing
 * @param cutBytes how many bytes are missing between the two, exactly
 * @param totalBytes how many bytes the job has printed
 * @param available whether there is any record of the output; otherwise nothing is known of it
 * @since 0.1
 */
public record JobOutput(String head, String tail, long cutBytes, long totalBytes, boolean available) {

    static final JobOutput UNAVAILABLE = new JobOutput("", "", 0, 0, false);

    /**
     * Check that nothing is {@code null}.
     *
     * @param head the beginning
     * @param tail the end
     * @param cutBytes how many bytes are missing between the two
     * @param totalBytes how many bytes the job has printed
     * @param available whether there is any record of the output
     */
    public JobOutput {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(tail, "tail");
    }

    /** {@return the output for a person; where something is missing, a line says how much} */
    public String text() {
        if (!available) {
            return "(output unavailable)";
        }
        if (cutBytes == 0) {
            return head + tail;
        }
        return head + (head.isEmpty() || head.endsWith("\n") ? "" : "\n") + "[... " + cutBytes + " bytes cut ...]\n"
                + tail;
    }
}
