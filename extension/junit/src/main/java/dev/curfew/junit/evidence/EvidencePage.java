package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
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

/**
 * Writes the evidence of a test as one page of HTML, which needs no other file and no network.
 *
 * <p>Its content security policy allows only the script of the page, so output of a program is never executed. Without
 * scripts, everything but the replay is there.
 */
final class EvidencePage {

    static final String NAME = "index.html";

    private static final double NANOS_PER_SECOND = 1e9;

    /** The longest output that the page contains, in characters; the text files contain all. */
    private static final int LONGEST_OUTPUT = 100_000;

    private static final int LONGEST_FAILURE = 20_000;

    private final String test;
    private final Optional<String> failure;
    private final List<ProcessRecording> processes;
    private final EvidenceClock clock;
    private final Redaction redaction;
    private final long start;
    private final StringBuilder page = new StringBuilder();

    private EvidencePage(
            String test,
            Optional<String> failure,
            List<ProcessRecording> processes,
            EvidenceClock clock,
            Redaction redaction) {
        this.test = test;
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
        return new EvidencePage(redaction.redact(test), failure, processes, clock, redaction).write();
    }

    private String write() throws IOException {
        String script = resource("page.js");
        appendHead(script);
        appendSummary();
        appendTimeline();
        for (int i = 0; i < processes.size(); i++) {
            appendProcess(i, processes.get(i));
        }
        return page.append("</main>\n<script>")
                .append(script)
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private void appendHead(String script) throws IOException {
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'; script-src 'sha256-")
                .append(hash(script))
                .append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Markup.escaped(test))
                .append("</title>\n<style>\n")
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n<main>\n");
    }

    private void appendSummary() {
        page.append("<header>\n<h1>").append(Markup.escaped(test)).append("</h1>\n<p>");
        page.append(
                failure.isPresent()
                        ? "<strong class=\"bad\">Failed</strong>"
                        : "<strong class=\"good\">Not failed</strong>");
        page.append(" at <time>")
                .append(clock.now().truncatedTo(ChronoUnit.MILLIS))
                .append("</time>, ")
                .append(seconds(clock.nanos()))
                .append(" after the first process started</p>\n");
        failure.ifPresent(trace -> {
            page.append("<pre class=\"failure\">").append(Markup.escaped(firstLine(trace)));
            page.append("</pre>\n<p><a href=\"#failure\">Show it in the timeline</a></p>\n");
            appendDetails("Stack trace", "trace", Text.head(trace, LONGEST_FAILURE), false);
        });
        appendContents();
        page.append("</header>\n");
    }

    private void appendContents() {
        page.append("<nav aria-label=\"Processes\">\n<ul>\n");
        for (int i = 0; i < processes.size(); i++) {
            page.append("<li><a href=\"#process-").append(i + 1).append("\">");
            appendName(i);
            page.append("</a> ")
                    .append(Markup.escaped(fact(processes.get(i), "state").orElse("")))
                    .append("</li>\n");
        }
        page.append("</ul>\n</nav>\n");
    }

    private void appendTimeline() {
        page.append("<section aria-labelledby=\"timeline\">\n<h2 id=\"timeline\">Timeline</h2>\n<ol class=\"timeline\">\n");
        for (TimelineEntry entry :
                Timeline.of(processes, failure.map(EvidencePage::firstLine), clock, redaction)) {
            appendEntry(entry);
        }
        page.append("</ol>\n</section>\n");
    }

    private void appendEntry(TimelineEntry entry) {
        boolean isFailure = entry.kind() == Kind.FAILURE;
        page.append("<li class=\"")
                .append(entry.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append(isFailure ? "\" id=\"failure" : "")
                .append("\"><span class=\"time\">")
                .append(seconds(entry.nanos()))
                .append("</span> ");
        entry.process().ifPresent(this::appendName);
        page.append(" <span class=\"what\">").append(Markup.escaped(entry.what())).append("</span>");
        if (!entry.printed().isEmpty()) {
            page.append("\n<pre>").append(Markup.escaped(entry.printed())).append("</pre>");
        }
        entry.screen().ifPresent(screen -> appendScreen(screen, entry.kind() == Kind.FAILED_STEP));
        page.append("</li>\n");
    }

    private void appendName(int index) {
        page.append("<span class=\"name color-")
                .append(index % 6)
                .append("\">")
                .append(Markup.escaped(redaction.redact(processes.get(index).name())))
                .append("</span>");
    }

    private void appendScreen(Frame screen, boolean open) {
        page.append("\n<details").append(open ? " open" : "").append("><summary>Screen</summary>");
        page.append("<pre class=\"screen\" tabindex=\"0\">")
                .append(ScreenMarkup.html(screen))
                .append("</pre></details>");
    }

    private void appendProcess(int index, ProcessRecording process) {
        String id = "process-" + (index + 1);
        page.append("<section aria-labelledby=\"").append(id).append("\">\n<h2 id=\"").append(id).append("\">");
        appendName(index);
        page.append("</h2>\n<dl>\n");
        for (String key : List.of("state", "command", "directory", "streams")) {
            fact(process, key).ifPresent(value -> appendFact(key, value));
        }
        appendFact("scope", redaction.redact(process.snapshot().scope()));
        page.append("</dl>\n");
        process.lastFrame().ifPresent(last -> {
            page.append("<h3>Screen</h3>\n<pre class=\"screen\" tabindex=\"0\">")
                    .append(ScreenMarkup.html(last))
                    .append("</pre>\n");
            appendPlayer(index, process);
        });
        appendStreams(process);
        page.append("</section>\n");
    }

    private static Optional<String> fact(ProcessRecording process, String key) {
        return process.snapshot().state().redacted().value(key);
    }

    private void appendFact(String key, String value) {
        page.append("<dt>").append(key).append("</dt><dd>");
        page.append(Markup.escaped(redaction.redact(value))).append("</dd>\n");
    }

    private void appendStreams(ProcessRecording recording) {
        BackgroundProcess process = recording.process();
        appendStream("Output", recording.file() + ".out.txt", process.output().text());
        if (recording.errors().isPresent()) {
            appendStream("Standard error", recording.file() + ".err.txt", process.errors().text());
        }
    }

    private void appendStream(String title, String file, String text) {
        if (text.isEmpty()) {
            page.append("<p>").append(title).append(": none</p>\n");
            return;
        }
        // Redacted as a whole: a secret that is cut would not be found.
        String redacted = redaction.redact(text);
        String shown = Text.last(redacted, LONGEST_OUTPUT);
        String note = shown.length() == redacted.length() ? "" : ", the last " + LONGEST_OUTPUT + " characters";
        appendDetails(title + note, "output", shown, true);
        page.append("<p><a href=\"").append(Markup.escaped(file)).append("\">");
        page.append(Markup.escaped(file)).append("</a></p>\n");
    }

    private void appendDetails(String title, String type, String text, boolean open) {
        page.append("<details").append(open ? " open" : "").append("><summary>").append(Markup.escaped(title));
        page.append("</summary><pre class=\"").append(type).append("\" tabindex=\"0\">");
        page.append(Markup.escaped(text)).append("</pre></details>\n");
    }

    private void appendPlayer(int index, ProcessRecording process) {
        String id = "player-" + (index + 1);
        page.append("<div class=\"player\" role=\"group\" aria-label=\"Replay\" hidden>\n")
                .append("<h3>Replay</h3>\n<div class=\"controls\">\n")
                .append("<button type=\"button\" class=\"play\">Play</button>\n")
                .append("<button type=\"button\" class=\"back\" aria-label=\"Previous screen\">‹</button>\n")
                .append("<button type=\"button\" class=\"next\" aria-label=\"Next screen\">›</button>\n")
                .append("<label class=\"position\"><span>Screen</span> <input type=\"range\" min=\"0\"></label>\n")
                .append("<label>Speed <select>")
                .append("<option value=\"0.5\">0.5×</option><option value=\"1\" selected>1×</option>")
                .append("<option value=\"2\">2×</option><option value=\"4\">4×</option></select></label>\n")
                .append("<output></output>\n</div>\n<p class=\"mark\"></p>\n")
                .append("<pre class=\"screen\" tabindex=\"0\" aria-label=\"Screen\"></pre>\n")
                .append("<script type=\"application/json\" id=\"")
                .append(id)
                .append("\">")
                .append(PlayerData.of(process, start, redaction))
                .append("</script>\n</div>\n<p><a href=\"")
                .append(Markup.escaped(process.file()))
                .append(".cast\">Recording for asciinema players</a>, <a href=\"")
                .append(Markup.escaped(process.file()))
                .append(".svg\">picture of the screen</a>, <a href=\"")
                .append(Markup.escaped(process.file()))
                .append(".raw\">bytes</a></p>\n");
    }

    private String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", (nanos - start) / NANOS_PER_SECOND);
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
