package dev.curfew.junit.evidence;

import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.Redaction;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The state of the processes of a test at the moment of its failure, or at its end.
 *
 * <p>The states are added to the failure; the complete output, and a page that shows it, are attached to the test.
 */
public final class Evidence {

    /** Limits the message; the attachment contains all processes. */
    private static final int SHOWN_PROCESSES = 16;

    private final String test;
    private final List<ProcessSnapshot> processes;

    private Evidence(String test, List<ProcessSnapshot> processes) {
        this.test = test;
        this.processes = processes;
    }

    /**
     * {@return the processes in their current state}
     *
     * @param test the name of the test
     * @param registries the registries visible to the test
     */
    public static Evidence of(String test, List<ProcessRegistry> registries) {
        return new Evidence(
                test,
                registries.stream()
                        .flatMap(registry -> ProcessSnapshot.ofAll(registry).stream())
                        .toList());
    }

    /**
     * Add the states to a failure, and write the files; does nothing if there are no processes.
     *
     * @param context the test that failed
     * @param directory the directory for files, or empty for JUnit's directory for attachments
     */
    public void addTo(Throwable failure, ExtensionContext context, Optional<Path> directory) {
        if (!processes.isEmpty()) {
            Written written = write(Optional.of(trace(failure)), headline("when it failed"), context, directory);
            String message = String.valueOf(failure.getMessage());
            Diagnosis summary = summary(
                            headline("when it failed"), process -> process.isToldBy(message), ", in the transcripts")
                    .with("transcripts", written.folder());
            if (written.page().isPresent()) {
                summary = summary.with("page", address(written.page().get())); // Last, so that it is seen.
            }
            failure.addSuppressed(new ProcessesAtFailure(redaction().redact(summary.render())));
        }
    }

    /**
     * {@return an address that terminals and IDEs open} Folders of tests with parameters have parentheses, at which many of them would
     * end the address.
     */
    static String address(Path page) {
        return page.toUri().toString().replace("(", "%28").replace(")", "%29");
    }

    /**
     * Write the files of a test that has not failed; does nothing if there are no processes.
     *
     * @param context the test
     * @param directory the directory for files, or empty for JUnit's directory for attachments
     */
    public void writeTo(ExtensionContext context, Optional<Path> directory) {
        if (!processes.isEmpty()) {
            Written written = write(Optional.empty(), headline("at its end"), context, directory);
            if (written.page().isEmpty()) {
                System.getLogger("dev.curfew").log(Level.WARNING, "The evidence of [" + test + "] " + written.folder());
            }
        }
    }

    /** Where the files are, or in place of the folder why they could not be written, and the page if it was written. */
    private record Written(String folder, Optional<Path> page) {}

    private Written write(Optional<String> trace, String headline, ExtensionContext context, Optional<Path> directory) {
        EvidenceFiles files =
                new EvidenceFiles(test, trace, describe(headline, processes, process -> false), processes, redaction());
        AtomicReference<Path> page = new AtomicReference<>();
        String folder = new Attachments(context, test).publish(directory, to -> {
            files.writeTo(to);
            page.set(to.resolve(EvidencePage.NAME));
        });
        return new Written(folder, Optional.ofNullable(page.get()));
    }

    private String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return redaction().redact(trace.toString());
    }

    /** Secrets are removed, because reports and attachments are stored and distributed. */
    private Redaction redaction() {
        Redaction redaction = Redaction.ofThisJvm();
        for (ProcessSnapshot process : processes) {
            redaction = redaction.and(process.process().redaction());
        }
        return redaction;
    }

    /**
     * {@return the states as lines of text, without secrets; empty if there are no processes}
     *
     * @param headline the first line
     */
    public Optional<String> render(String headline) {
        return processes.isEmpty()
                ? Optional.empty()
                : Optional.of(summary(headline, process -> false, "").render());
    }

    private Diagnosis summary(String headline, Predicate<ProcessSnapshot> isTold, String place) {
        int shown = Math.min(processes.size(), SHOWN_PROCESSES);
        Diagnosis diagnosis = describe(headline, processes.subList(0, shown), isTold);
        return shown == processes.size()
                ? diagnosis
                : diagnosis.with("more", (processes.size() - shown) + " more processes" + place);
    }

    private String headline(String when) {
        return "Processes of [" + test + "] " + when;
    }

    private Diagnosis describe(String headline, List<ProcessSnapshot> some, Predicate<ProcessSnapshot> isTold) {
        Diagnosis diagnosis = Diagnosis.of(headline);
        for (ProcessSnapshot process : some) {
            String name = process.nameIn(test);
            diagnosis = isTold.test(process)
                    ? diagnosis.with("process", name + ", described by the failure itself")
                    : diagnosis.with("process", name).withFactsOf(process.state());
        }
        return diagnosis;
    }
}
