package dev.curfew.junit.evidence;

import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.Redaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The processes of a test at the moment of its failure.
 *
 * <p>Their states become part of the failure; all that they printed becomes an attachment of the test.
 */
public final class Evidence {

    /** More than these explain no failure; the attachment has all. */
    private static final int SHOWN_PROCESSES = 16;

    private final String test;
    private final List<ProcessSnapshot> processes;

    private Evidence(String test, List<ProcessSnapshot> processes) {
        this.test = test;
        this.processes = processes;
    }

    /**
     * {@return the processes as they are now}
     *
     * @param test the name of the test
     * @param registries the registries that it can reach
     */
    public static Evidence of(String test, List<ProcessRegistry> registries) {
        return new Evidence(
                test,
                registries.stream()
                        .flatMap(registry -> ProcessSnapshot.ofAll(registry).stream())
                        .toList());
    }

    /**
     * Add this to a failure, and write the transcripts; do nothing if there are no processes.
     *
     * @param failure the failure
     * @param context the test that failed
     * @param directory where transcripts go, or empty for the place that JUnit has for them
     */
    public void addTo(Throwable failure, ExtensionContext context, Optional<Path> directory) {
        if (!processes.isEmpty()) {
            Diagnosis summary = summary(String.valueOf(failure.getMessage()))
                    .with("transcripts", writeTranscripts(context, directory));
            failure.addSuppressed(new ProcessesAtFailure(redaction().redact(summary.render())));
        }
    }

    /** Reports and attachments stay on disks, and are sent around. */
    private Redaction redaction() {
        Redaction redaction = Redaction.ofThisJvm();
        for (ProcessSnapshot process : processes) {
            redaction = redaction.and(process.process().command());
        }
        return redaction;
    }

    private Diagnosis summary(String message) {
        int shown = Math.min(processes.size(), SHOWN_PROCESSES);
        Diagnosis diagnosis = describe(processes.subList(0, shown), process -> process.isToldBy(message));
        return shown == processes.size()
                ? diagnosis
                : diagnosis.with("more", (processes.size() - shown) + " more processes, in the transcripts");
    }

    private Diagnosis describe(List<ProcessSnapshot> some, Predicate<ProcessSnapshot> isTold) {
        Diagnosis diagnosis = Diagnosis.of("Processes of [" + test + "] when it failed");
        for (ProcessSnapshot process : some) {
            String name = process.nameIn(test);
            diagnosis = isTold.test(process)
                    ? diagnosis.with("process", name + ", described by the failure itself")
                    : diagnosis.with("process", name).withFactsOf(process.state());
        }
        return diagnosis;
    }

    private String writeTranscripts(ExtensionContext context, Optional<Path> directory) {
        Transcripts transcripts = new Transcripts(describe(processes, process -> false), processes, redaction());
        try {
            Path folder = new Attachments(context, test).write(directory, transcripts::writeTo);
            context.publishReportEntry("curfew.evidence", Transcripts.attachments(folder));
            return folder.toString();
        } catch (IOException e) {
            return "could not be written: " + e;
        }
    }
}
