package dev.curfew.junit.evidence;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.process.Redaction;
import dev.curfew.process.Stdio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a failed test: {@code processes.txt} with the state of all processes, and the complete logs of each
 * process, such as {@code 1-server.out.txt} and {@code 1-server.err.txt}.
 *
 * @param summary the state of all processes
 * @param processes the processes
 * @param redaction removes secrets from everything that is written
 */
record EvidenceFiles(Diagnosis summary, List<ProcessSnapshot> processes, Redaction redaction) {

    void writeTo(Path folder) throws IOException {
        write(folder.resolve("processes.txt"), summary.render() + "\n");
        for (int i = 0; i < processes.size(); i++) {
            BackgroundProcess process = processes.get(i).process();
            String name = (i + 1) + "-" + EvidenceFileNames.safe(process.name());
            write(folder.resolve(name + ".out.txt"), process.output().text());
            if (process.command().stdio().equals(Stdio.SEPARATE_PIPES)) {
                write(folder.resolve(name + ".err.txt"), process.errors().text());
            }
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, redaction.redact(text));
    }
}
