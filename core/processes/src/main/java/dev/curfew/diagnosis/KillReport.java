package dev.curfew.diagnosis;

import dev.curfew.internal.Text;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The result of ending processes, one entry per process tree, and what could not be ended or deleted.
 *
 * @param took how long it took
 * @param trees the process trees, in the order in which they were started; those with a shorter grace period first
 * @param survivors the processes that are still alive
 * @param unprunedFiles the files that could not be deleted
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record KillReport(
        Duration took, List<EndedTree> trees, List<Survivor> survivors, List<UnprunedFile> unprunedFiles) {

    /**
     * Copy the lists.
     *
     * @param took how long it took
     * @param trees the process trees
     * @param survivors the processes that are still alive
     * @param unprunedFiles the files that could not be deleted
     */
    public KillReport {
        Objects.requireNonNull(took, "took");
        trees = List.copyOf(trees);
        survivors = List.copyOf(survivors);
        unprunedFiles = List.copyOf(unprunedFiles);
    }

    /** {@return whether no process and no file is left} */
    public boolean isClean() {
        return survivors.isEmpty() && unprunedFiles.isEmpty();
    }

    /** {@return a diagnosis that lists what is left, or says that nothing is left} */
    public Diagnosis diagnosis() {
        Diagnosis diagnosis = Diagnosis.of(headline());
        for (Survivor survivor : survivors) {
            diagnosis = diagnosis.with("survivor", survivor.toString());
        }
        for (UnprunedFile file : unprunedFiles) {
            diagnosis = diagnosis.with("file", file.toString());
        }
        return isClean() ? diagnosis : diagnosis.with("next", nextStep());
    }

    private String headline() {
        return isClean()
                ? "Ended " + Text.count(trees.size(), "process") + " in " + took.toMillis() + " ms; nothing is left"
                : "Left behind " + Text.count(survivors.size(), "process") + " and "
                        + Text.count(unprunedFiles.size(), "file") + " after " + took.toMillis() + " ms";
    }

    private String nextStep() {
        return survivors.isEmpty()
                ? "check the permissions of these files, and unmount what is a mount"
                : "end these processes by hand, and let the test end what it starts through daemons or as other users";
    }
}
