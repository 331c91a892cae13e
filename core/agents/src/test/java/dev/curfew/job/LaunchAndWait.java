package dev.curfew.job;

import dev.curfew.process.Command;
import java.nio.file.Path;

/** A JVM that launches one job, prints its name, waits for its end, and prints its status. */
final class LaunchAndWait {

    private LaunchAndWait() {}

    /** Its arguments are the folder of the store and the line of a shell. */
    public static void main(String[] arguments) {
        try (JobStore store = JobStore.open(Path.of(arguments[0]))) {
            Job job = store.launch(Command.shell(arguments[1]));
            System.out.println(job.id());
            System.out.println(job.waitFor(JobTestCase.LONG).describe());
        }
    }
}
