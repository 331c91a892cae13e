package dev.curfew.cli;

import dev.curfew.episode.Episodes;
import dev.curfew.episode.EpisodesReport;
import dev.curfew.episode.ProcessAgent;
import dev.curfew.episode.ProgressLine;
import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs episodes of the tasks of a folder with a program as the agent. */
final class EpisodesRunCommand {

    private static final String RESULTS = "--results";
    private static final String CONCURRENCY = "--concurrency";
    private static final String TIMES = "--times";
    private static final String AGENT = "--agent";
    private static final int NARROWEST = 20;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private EpisodesRunCommand() {}

    static CommandSpec spec() {
        CommandSpec spec = Commands.command(
                "run",
                "Run episodes with a program as the agent, and write one line of JSON for each.",
                EpisodesRunCommand::run,
                EpisodesCommand.folder(),
                Commands.required(RESULTS, "FILE", Path.class, "The file for the results."),
                EpisodesCommand.sandbox(),
                Commands.value(CONCURRENCY, "N", Integer.class, "How many episodes run at a time."),
                Commands.value(TIMES, "N", Integer.class, "How many episodes of each task run; 1 by default."),
                Commands.rest(AGENT, "COMMAND", "The program of the agent. All arguments that follow belong to it."));
        spec.usageMessage()
                .customSynopsis("curfew episodes run [-h] FOLDER --results=FILE [--sandbox=SANDBOX] [--concurrency=N]"
                        + " [--times=N] --agent COMMAND...");
        return spec;
    }

    private static int run(ParseResult arguments, Streams streams) throws UsageException, IOException {
        int width = OutputWidth.columnsOfErrors();
        Episodes episodes = Episodes.of(EpisodesCommand.tasks(arguments))
                .withAgents(ProcessAgent.running(Command.of(
                        Commands.<List<String>>value(arguments, AGENT).orElseThrow())))
                .withResults(Commands.<Path>value(arguments, RESULTS).orElseThrow())
                .withEpisodesPerTask(Commands.<Integer>value(arguments, TIMES).orElse(1))
                .withListener(
                        width == Integer.MAX_VALUE
                                ? ProgressLine.toLog(streams.err(), INTERVAL)
                                : ProgressLine.toTerminal(streams.err(), Math.max(NARROWEST, width)));
        EpisodesReport report = Commands.<Integer>value(arguments, CONCURRENCY)
                .map(episodes::withConcurrency)
                .orElse(episodes)
                .run();
        streams.out().println(report.render());
        return report.isComplete() && report.isClean() ? 0 : 1;
    }
}
