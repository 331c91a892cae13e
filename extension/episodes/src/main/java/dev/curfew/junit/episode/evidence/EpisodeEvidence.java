package dev.curfew.junit.episode.evidence;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.episode.EpisodeResult;
import dev.curfew.episode.Exchange;
import dev.curfew.junit.evidence.Attachments;
import dev.curfew.junit.evidence.ProcessesAtFailure;
import dev.curfew.process.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The evidence of a failed test's episode.
 *
 * <p>A summary of its result is added to the failure; a transcript of all actions of the agent is attached to the test.
 */
public final class EpisodeEvidence {

    /** Secrets are removed, because reports and attachments are stored and distributed. */
    private static final Redaction REDACTION = Redaction.ofThisJvm();

    private final String test;
    private final EpisodeResult result;

    private EpisodeEvidence(String test, EpisodeResult result) {
        this.test = test;
        this.result = result;
    }

    /**
     * {@return the evidence of an episode}
     *
     * @param test the name of the test
     * @param result the result of the episode
     */
    public static EpisodeEvidence of(String test, EpisodeResult result) {
        return new EpisodeEvidence(test, result);
    }

    /**
     * Add the summary to a failure, and write the transcript.
     *
     * @param context the test that failed
     * @param directory the directory for files, or empty for JUnit's directory for attachments
     */
    public void addTo(Throwable failure, ExtensionContext context, Optional<Path> directory) {
        Diagnosis summary = EpisodeSummary.of("Episode of [" + test + "] when it failed", result);
        Attachments attachments = new Attachments(context, test);
        Diagnosis told = summary.with("transcript", attachments.publish(directory, at -> writeTo(at, summary)));
        failure.addSuppressed(new ProcessesAtFailure(REDACTION.redact(told.render())));
    }

    private void writeTo(Path folder, Diagnosis summary) throws IOException {
        Files.writeString(folder.resolve("episode.txt"), REDACTION.redact(summary.render()) + "\n");
        StringBuilder text = new StringBuilder();
        for (Exchange exchange : result.transcript()) {
            text.append("turn ")
                    .append(exchange.turn())
                    .append(", ")
                    .append(exchange.took().toMillis())
                    .append(" ms\n> ")
                    .append(exchange.call())
                    .append("\n< ")
                    .append(exchange.answer())
                    .append("\n");
        }
        Files.writeString(folder.resolve("transcript.txt"), REDACTION.redact(text.toString()));
    }
}
