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
import java.util.Optional;
import java.util.Set;

/** Runs episodes of the tasks of a folder with a program as the agent. */
final class EpisodesRun {

    static final String USAGE =
            "run FOLDER --results FILE [--sandbox WORD] [--concurrency N] [--times N] --agent COMMAND...";

    private static final String AGENT = "--agent";
    private static final Arguments.Form FORM =
            new Arguments.Form("episodes run", Set.of(), Set.of("--results", "--sandbox", "--concurrency", "--times"));
    private static final int NARROWEST = 20;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private EpisodesRun() {}

    static int run(List<String> given, Streams streams) throws UsageException, IOException {
        int end = given.indexOf(AGENT);
        if (end < 0 || end + 1 == given.size()) {
            throw new UsageException(
                    "episodes run: name the program that acts behind the other arguments: --agent COMMAND...");
        }
        Arguments arguments = FORM.parse(given.subList(0, end));
        Path results = arguments
                .path("--results")
                .orElseThrow(() -> new UsageException("episodes run: name the file for the results: --results FILE"));
        Episodes episodes = Episodes.of(EpisodesCommand.tasks(arguments))
                .agents(ProcessAgent.running(Command.of(given.subList(end + 1, given.size()))))
                .resultsIn(results)
                .times(arguments.number("--times").orElse(1));
        int width = OutputWidth.columnsOfErrors();
        episodes = episodes.listening(
                width == Integer.MAX_VALUE
                        ? ProgressLine.inLog(streams.err(), INTERVAL)
                        : ProgressLine.onTerminal(streams.err(), Math.max(NARROWEST, width)));
        Optional<Integer> concurrency = arguments.number("--concurrency");
        return report(concurrency.isPresent() ? episodes.concurrency(concurrency.get()) : episodes, streams);
    }

    private static int report(Episodes episodes, Streams streams) {
        EpisodesReport report = episodes.run();
        streams.out().println(report.render());
        return report.isComplete() && report.isClean() ? 0 : 1;
    }
}
