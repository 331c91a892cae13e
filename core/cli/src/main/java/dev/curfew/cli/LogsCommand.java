package dev.curfew.cli;

import dev.curfew.job.Job;
import dev.curfew.job.JobChunk;
import dev.curfew.job.JobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Shows the output of a job. */
final class LogsCommand {

    static final Subcommand SUBCOMMAND = new Subcommand(
            "logs",
            "JOB --jobs FOLDER [--bytes N] [--follow]",
            "print the beginning and the end of what a job has printed, or all of it until it ends",
            LogsCommand::run);

    private static final Arguments.Form FORM =
            new Arguments.Form("logs", Set.of("--follow"), Set.of(Jobs.OPTION, "--bytes"));
    private static final int BYTES = 16_000;
    private static final int CHUNK_BYTES = 64_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private LogsCommand() {}

    private static int run(List<String> given, Streams streams) throws UsageException, IOException {
        Arguments arguments = FORM.parse(given);
        String word = arguments.word("JOB");
        Path folder = arguments
                .path(Jobs.OPTION)
                .orElseThrow(() -> new UsageException("logs: name the folder of the job store: --jobs FOLDER"));
        int bytes = Math.max(2, arguments.number("--bytes").orElse(BYTES));
        try (JobStore store = Jobs.open(folder)) {
            Job job = Jobs.find(store, word);
            if (arguments.has("--follow")) {
                follow(job, streams);
            } else {
                streams.out().print(job.output(bytes).text());
                streams.out().flush();
            }
            streams.err().println(job + " " + job.status().describe());
        }
        return 0;
    }

    private static void follow(Job job, Streams streams) {
        long offset = 0;
        boolean running = true;
        while (running && !streams.out().checkError()) {
            running = job.status().isRunning(); // Queried before reading, so that all output before the end is shown.
            JobChunk chunk = job.outputFrom(offset, CHUNK_BYTES);
            for (; chunk.next() > offset; chunk = job.outputFrom(offset, CHUNK_BYTES)) {
                if (chunk.missedBytes() > 0) {
                    streams.err().println("[" + chunk.missedBytes() + " bytes were dropped from the log]");
                }
                streams.out().print(chunk.text());
                offset = chunk.next();
            }
            streams.out().flush();
            if (running) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
