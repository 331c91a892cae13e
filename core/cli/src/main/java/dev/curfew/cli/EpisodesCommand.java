package dev.curfew.cli;

import dev.curfew.episode.EpisodeServer;
import dev.curfew.episode.Task;
import dev.curfew.episode.TaskFolder;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs episodes for the tasks of a folder, either for a trainer that started this program or with an agent program. */
final class EpisodesCommand {

    private static final String SERVE_USAGE = "serve FOLDER [--sandbox WORD] [--episodes N]";

    static final Subcommand SUBCOMMAND = new Subcommand(
            "episodes",
            SERVE_USAGE + "\n  episodes " + EpisodesRun.USAGE,
            "have a trainer (serve: lines of JSON on standard input and output) or a program (run) work at the tasks of"
                    + " a folder",
            EpisodesCommand::run);

    private static final Arguments.Form SERVE =
            new Arguments.Form("episodes serve", Set.of(), Set.of("--sandbox", "--episodes"));

    private EpisodesCommand() {}

    private static int run(List<String> given, Streams streams) throws UsageException, IOException {
        String verb = given.isEmpty() ? "" : given.get(0);
        return switch (verb) {
            case "serve" -> serve(SERVE.parse(given.subList(1, given.size())), streams);
            case "run" -> EpisodesRun.run(given.subList(1, given.size()), streams);
            default ->
                throw new UsageException("episodes takes serve or run" + (verb.isEmpty() ? "" : ", not: " + verb));
        };
    }

    private static int serve(Arguments arguments, Streams streams) throws UsageException, IOException {
        Optional<Integer> most = arguments.number("--episodes");
        EpisodeServer server = EpisodeServer.of(tasks(arguments));
        (most.isPresent() ? server.atMost(most.get()) : server).serve(streams.in(), streams.out());
        return 0;
    }

    static List<Task> tasks(Arguments arguments) throws UsageException, IOException {
        Path folder = arguments.folder("FOLDER");
        Optional<Sandbox> sandbox = arguments.sandbox();
        try {
            return sandbox.isPresent() ? TaskFolder.loadAll(folder, sandbox.get()) : TaskFolder.loadAll(folder);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage() + ": " + e.getCause(), e);
        }
    }
}
