package dev.curfew.junit.evidence;

import dev.curfew.internal.Text;
import dev.curfew.junit.evidence.TimelineEntry.Kind;
import dev.curfew.process.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The evidence of a test as one page of HTML, which needs no other file and no network.
 *
 * <p>Its content security policy allows only the script of the page, so output of a program is never executed. Without
 * scripts, everything but the replay is there.
 */
final class EvidencePage {

    static final String NAME = "index.html";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LONGEST_TRACE = 20_000;

    private final String test;
    private final Optional<String> failure;
    private final List<ProcessRecording> processes;
    private final EvidenceClock clock;
    private final Redaction redaction;
    private final long start;
    private final Html html = new Html();

    private EvidencePage(
            String test,
            Optional<String> failure,
            List<ProcessRecording> processes,
            EvidenceClock clock,
            Redaction redaction) {
        this.test = redaction.redact(test);
        this.failure = failure;
        this.processes = processes;
        this.clock = clock;
        this.redaction = redaction;
        this.start = processes.stream()
                .mapToLong(process -> clock.nanosOf(process.process().startedAt()))
                .min()
                .orElse(clock.nanos());
    }

    /**
     * {@return the page}
     *
     * @param test the name of the test
     * @param failure the stack trace of its failure, without secrets; empty if it passed
     * @param processes the processes in the order of their files
     * @param clock the time at which the test ended
     * @param redaction removes secrets
     */
    static String of(
            String test,
            Optional<String> failure,
            List<ProcessRecording> processes,
            EvidenceClock clock,
            Redaction redaction)
            throws IOException {
        return new EvidencePage(test, failure, processes, clock, redaction).write();
    }

    private String write() throws IOException {
        String script = resource("page.js");
        addHead(script);
        addSummary();
        addTimeline();
        ProcessSection section = new ProcessSection(html, start, redaction);
        for (int i = 0; i < processes.size(); i++) {
            section.add(i, processes.get(i));
        }
        html.add("</main>\n<script>").add(script).add("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void addHead(String script) throws IOException {
        html.add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .add(" style-src 'unsafe-inline'; script-src 'sha256-" + hash(script) + "';")
                .add(" base-uri 'none'; form-action 'none'\">\n")
                .add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .add("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .text(test)
                .add("</title>\n<style>\n")
                .add(resource("page.css"))
                .add("</style>\n</head>\n<body>\n<main>\n");
    }

    private void addSummary() {
        String result =
                failure.isPresent() ? "<b class=\"bad\">Failed</b> at" : "<b class=\"good\">No failure</b> until";
        html.add("<header>\n<h1>").text(test).add("</h1>\n<p>" + result + " <time>");
        html.add(clock.now().truncatedTo(ChronoUnit.MILLIS).toString());
        html.add("</time>, " + seconds(clock.nanos()) + " after its first process started</p>\n");
        failure.ifPresent(trace -> {
            html.preformatted("failure", Text.head(message(trace), LONGEST_TRACE));
            html.add("\n<p><a href=\"#failure\">Show it in the timeline</a></p>\n");
            html.beginDetails("Stack trace", false)
                    .preformatted("trace", Text.head(trace, LONGEST_TRACE))
                    .endDetails();
        });
        addContents();
        html.add("</header>\n");
    }

    private void addContents() {
        html.add("<nav aria-label=\"Processes\">\n<ul>\n");
        for (int i = 0; i < processes.size(); i++) {
            html.add("<li><a href=\"#process-" + (i + 1) + "\">");
            addName(i);
            html.add("</a> ").text(processes.get(i).fact("state").orElse("")).add("</li>\n");
        }
        html.add("</ul>\n</nav>\n");
    }

    private void addTimeline() {
        html.add("<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\">Timeline</h2>\n");
        html.add("<ol class=\"timeline\">\n");
        Timeline.of(processes, failure.map(EvidencePage::firstLine), clock, redaction)
                .forEach(this::addEntry);
        html.add("</ol>\n</section>\n");
    }

    private void addEntry(TimelineEntry entry) {
        String type = entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        html.add("<li class=\"" + type + "\"" + (entry.kind() == Kind.FAILURE ? " id=\"failure\"" : "") + ">");
        html.add("<span class=\"time\">" + seconds(entry.nanos()) + "</span> ");
        entry.process().ifPresent(this::addName);
        html.add(" <span class=\"what\">").text(entry.what()).add("</span>");
        if (!entry.printed().isEmpty()) {
            html.add("\n").preformatted("printed", entry.printed());
        }
        entry.screen().ifPresent(screen -> {
            html.add("\n").beginDetails("Screen", entry.kind() == Kind.FAILED_STEP);
            html.screen(screen).endDetails();
        });
        html.add("</li>\n");
    }

    private void addName(int index) {
        html.name(index, redaction.redact(processes.get(index).name()));
    }

    private String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", (nanos - start) / NANOS_PER_SECOND);
    }

    /** {@return the lines before the first stack frame} */
    private static String message(String trace) {
        return trace.lines().takeWhile(line -> !line.startsWith("\tat ")).collect(Collectors.joining("\n"));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = EvidencePage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
