package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.internal.Text;
import dev.curfew.process.Redaction;
import java.util.List;

/**
 * The part of the page about one process: its state, its screen, the replay of its terminal, and its output.
 *
 * @param html the page
 * @param start the time from which times count
 * @param redaction removes secrets
 */
record ProcessSection(Html html, long start, Redaction redaction) {

    /** The longest output that the page contains, in characters; the text files contain all. */
    private static final int LONGEST_OUTPUT = 100_000;

    /** The script of the page shows the controls, and replays in the screen that follows them; see page.js. */
    private static final String CONTROLS = """
            <div class="player" role="group" aria-label="Screen">
            <h3>Screen</h3>
            <div class="controls" hidden>
            <button type="button" class="play">Play</button>
            <button type="button" class="back" aria-label="Previous screen">‹</button>
            <button type="button" class="next" aria-label="Next screen">›</button>
            <label class="position"><span>Time</span> <input type="range" min="0"></label>
            <label>Speed <select><option value="0.5">0.5×</option><option value="1" selected>1×</option>\
            <option value="2">2×</option><option value="4">4×</option></select></label>
            <output></output>
            </div>
            <p class="mark" hidden></p>
            """;

    void add(int index, ProcessRecording process) {
        String id = "process-" + (index + 1);
        html.add("<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">");
        html.name(index, redaction.redact(process.name())).add("</h2>\n");
        addFacts(process);
        process.lastFrame().ifPresent(last -> addTerminal(process, last));
        addOutput(process);
        html.add("</section>\n");
    }

    private void addFacts(ProcessRecording process) {
        html.add("<dl>\n");
        for (String key : List.of("state", "command", "directory", "streams")) {
            process.fact(key).ifPresent(value -> addFact(key, value));
        }
        addFact("scope", process.snapshot().scope());
        html.add("</dl>\n");
    }

    private void addFact(String key, String value) {
        html.add("<dt>" + key + "</dt><dd>").text(redaction.redact(value)).add("</dd>\n");
    }

    private void addTerminal(ProcessRecording process, Frame last) {
        html.add(CONTROLS).screen(last).add("\n<script type=\"application/json\">");
        html.add(PlayerData.of(process, start, redaction)).add("</script>\n</div>\n<p>");
        html.link(process.file() + ".cast", "Recording for asciinema players").add(", ");
        html.link(process.file() + ".svg", "picture of the screen").add(", ");
        html.link(process.file() + ".raw", "bytes").add("</p>\n");
    }

    private void addOutput(ProcessRecording recording) {
        BackgroundProcess process = recording.process();
        boolean isReadable = !recording.isDrawn();
        addStream("Output", recording.file() + ".out.txt", process.output().text(), isReadable);
        if (recording.errors().isPresent()) {
            addStream(
                    "Standard error",
                    recording.file() + ".err.txt",
                    process.errors().text(),
                    true);
        }
    }

    private void addStream(String title, String file, String text, boolean open) {
        if (text.isEmpty()) {
            html.add("<p>" + title + ": none</p>\n");
            return;
        }
        String redacted = redaction.redact(text); // As a whole: a secret that is cut would not be found.
        String shown = Text.last(redacted, LONGEST_OUTPUT);
        String note = shown.length() == redacted.length() ? "" : ", the last " + LONGEST_OUTPUT + " characters";
        html.beginDetails(title + note, open).preformatted("output", shown).endDetails();
        html.add("<p>").link(file, file).add("</p>\n");
    }
}
