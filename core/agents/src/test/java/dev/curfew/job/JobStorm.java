package dev.curfew.job;

import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A JVM that launches jobs and takes results as fast as it can, until it is killed. Whatever it does it notes in one file. */
final class JobStorm {

    private JobStorm() {}

    /** Its arguments are the folder of the store, the file for its notes, and the file in which each job notes that it ran. */
    public static void main(String[] arguments) throws IOException {
        Path notes = Path.of(arguments[1]);
        Command command = Command.of("sh", "-c", "echo ran $$ >> \"$1\"; echo out", "sh", arguments[2]);
        try (JobStore store = JobStore.open(Path.of(arguments[0]))) {
            while (true) {
                note(notes, "launched", store.launch(command));
                for (FollowUp taken = store.take().orElse(null); taken != null; taken = null) {
                    note(notes, "took", taken.job());
                    note(notes, taken.acknowledge() ? "acknowledged" : "again", taken.job());
                }
            }
        }
    }

    private static void note(Path notes, String what, Job job) throws IOException {
        Files.writeString(notes, what + " " + job.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
