package dev.curfew.junit.evidence;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.Redaction;
import dev.curfew.process.Stdio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files of a test: {@code processes.txt} with the state of all processes, and the complete logs of each process,
 * such as {@code 1-server.out.txt} and {@code 1-server.err.txt}; for a terminal also its recording, its bytes and a
 * picture of its screen, such as {@code 1-menu.cast}, {@code 1-menu.raw} and {@code 1-menu.svg}; and
 * {@code index.html}, which shows all of it.
 *
 * @param test the name of the test
 * @param failure the stack trace of its failure, without secrets; empty if it passed
 * @param summary the state of all processes
 * @param processes the processes
 * @param redaction removes secrets from everything that is written
 */
record EvidenceFiles(
        String test,
        Optional<String> failure,
        Diagnosis summary,
        List<ProcessSnapshot> processes,
        Redaction redaction) {

    /** Limits the memory and the page: cells of the replayed screens of all processes. */
    private static final int MOST_CELLS = 4_000_000;

    void writeTo(Path folder) throws IOException {
        write(folder.resolve("processes.txt"), summary.render() + "\n");
        EvidenceClock clock = EvidenceClock.read();
        List<ProcessRecording> recordings = recordings();
        for (ProcessRecording recording : recordings) {
            writeLogs(recording, folder);
            writeTerminal(recording, clock, folder);
        }
        Files.writeString(
                folder.resolve(EvidencePage.NAME), EvidencePage.of(test, failure, recordings, clock, redaction));
    }

    private List<ProcessRecording> recordings() {
        long terminals = processes.stream()
                .filter(process -> process.process().command().stdio() instanceof Stdio.Terminal)
                .count();
        int cells = (int) (MOST_CELLS / Math.max(1, terminals));
        return IntStream.range(0, processes.size())
                .mapToObj(i -> ProcessRecording.of(processes.get(i), file(i), redaction, cells))
                .toList();
    }

    private String file(int index) {
        return (index + 1) + "-"
                + EvidenceFileNames.safe(processes.get(index).process().name());
    }

    private void writeLogs(ProcessRecording recording, Path folder) throws IOException {
        write(
                folder.resolve(recording.file() + ".out.txt"),
                recording.process().output().text());
        if (recording.errors().isPresent()) {
            write(
                    folder.resolve(recording.file() + ".err.txt"),
                    recording.process().errors().text());
        }
    }

    private void writeTerminal(ProcessRecording recording, EvidenceClock clock, Path folder) throws IOException {
        if (recording.terminalSize().isPresent()) {
            Path bytes = folder.resolve(recording.file() + ".raw");
            Files.write(bytes, recording.output().raw().getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    folder.resolve(recording.file() + ".cast"),
                    Asciicast.of(recording, recording.terminalSize().get(), clock, redaction));
        }
        if (recording.lastFrame().isPresent()) {
            String title = redaction.redact(recording.name());
            Files.writeString(
                    folder.resolve(recording.file() + ".svg"),
                    ScreenMarkup.svg(recording.lastFrame().get(), title));
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, redaction.redact(text));
    }
}
