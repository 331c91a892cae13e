package dev.curfew.cli;

import dev.curfew.job.Job;
import dev.curfew.job.JobStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The jobs of the store that the option {@code --jobs} names. */
final class Jobs {

    private static final int MOST_NAMES = 10;

    private Jobs() {}

    /** {@return the job store in a folder; fails instead of creating one} */
    static JobStore open(Path folder) throws UsageException {
        if (!Files.isDirectory(folder.resolve("jobs"))) {
            throw new UsageException(
                    "There is no job store in " + folder + "; name the folder of the job store: --jobs");
        }
        return JobStore.open(folder);
    }

    /** {@return the only job whose id begins with the given text} */
    static Job find(JobStore store, String beginning) throws UsageException {
        List<Job> found = store.jobs().stream()
                .filter(job -> job.id().startsWith(beginning))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UsageException(
                found.isEmpty()
                        ? "No job of this store begins with \"" + beginning + "\"; it has " + names(store.jobs())
                        : "More than one job begins with \"" + beginning + "\": " + names(found));
    }

    private static String names(List<Job> jobs) {
        return jobs.isEmpty()
                ? "none"
                : jobs.stream().limit(MOST_NAMES).map(Job::id).collect(Collectors.joining(", "))
                        + (jobs.size() > MOST_NAMES ? " and " + (jobs.size() - MOST_NAMES) + " more" : "");
    }
}
