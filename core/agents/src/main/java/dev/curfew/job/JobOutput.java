package dev.curfew.job;

import org.apiguardian.api.API;

/**
 * The output of a job: its beginning, its end, and the number of bytes between them that are missing.
 *
 * @param head the beginning
 * @param tail the end; empty if nothing is missing
 * @param cutBytes the exact number of missing bytes between the two
 * @param totalBytes the number of bytes that the job has printed
 * @param available whether there is a record of the output; if not, nothing is known about it
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record JobOutput(String head, String tail, long cutBytes, long totalBytes, boolean available) {

    static final JobOutput UNAVAILABLE = new JobOutput("", "", 0, 0, false);

    /** {@return the output as text for people; a line marks missing output and its size} */
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
