package dev.curfew.cli;

import dev.curfew.job.Job;
import dev.curfew.job.JobChunk;
import dev.curfew.job.JobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Shows the output of a job. */
final class LogsCommand {

    private static final String LIMIT = "--bytes";
    private static final String FOLLOW = "--follow";
    private static final int BYTES = 16_000;
    private static final int CHUNK_BYTES = 64_000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private LogsCommand() {}

    static CommandSpec spec() {
        return Commands.command(
                "logs",
                "Print the beginning and the end of a job's output, or with --follow all of it until the job ends.",
                LogsCommand::run,
                Commands.word("JOB", String.class, "The id of the job, or the beginning of it."),
                Commands.jobs().toBuilder().required(true).build(),
                Commands.value(LIMIT, "N", Integer.class, "How many bytes to print; " + BYTES + " by default."),
                Commands.flag(FOLLOW, "Print all of the output until the job ends."));
    }

    private static int run(ParseResult arguments, Streams streams) throws UsageException {
        Path folder = Commands.jobs(arguments).orElseThrow();
        int bytes = Math.max(2, Commands.<Integer>value(arguments, LIMIT).orElse(BYTES));
        try (JobStore store = Jobs.open(folder)) {
            Job job = Jobs.find(store, Commands.word(arguments, String.class));
            if (arguments.hasMatchedOption(FOLLOW)) {
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
