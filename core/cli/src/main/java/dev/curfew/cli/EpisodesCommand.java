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
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Runs episodes for the tasks of a folder, either for a trainer that started this program or with an agent program. */
final class EpisodesCommand {

    private static final String MOST = "--episodes";

    private EpisodesCommand() {}

    static CommandSpec spec() {
        CommandSpec serve = Commands.command(
                "serve",
                "Serve episodes to a trainer, with lines of JSON on standard input and output.",
                EpisodesCommand::serve,
                folder(),
                sandbox(),
                Commands.value(MOST, "N", Integer.class, "How many episodes exist at a time; 64 by default."));
        return Commands.group("episodes", "Run the tasks of a folder with a trainer (serve) or with a program (run).")
                .addSubcommand(serve.name(), serve)
                .addSubcommand("run", EpisodesRunCommand.spec());
    }

    static ArgSpec folder() {
        return Commands.word("FOLDER", Path.class, "The folder that contains the folders of the tasks.");
    }

    static ArgSpec sandbox() {
        return Commands.sandbox("the container that each task names");
    }

    private static int serve(ParseResult arguments, Streams streams) throws UsageException, IOException {
        EpisodeServer server = EpisodeServer.of(tasks(arguments));
        Commands.<Integer>value(arguments, MOST)
                .map(server::withMaxEpisodes)
                .orElse(server)
                .serve(streams.in(), streams.out());
        return 0;
    }

    static List<Task> tasks(ParseResult arguments) throws UsageException, IOException {
        Path folder = Commands.word(arguments, Path.class);
        Optional<Sandbox> sandbox = Commands.sandbox(arguments);
        try {
            return sandbox.isPresent() ? TaskFolder.loadAll(folder, sandbox.get()) : TaskFolder.loadAll(folder);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage() + ": " + e.getCause(), e);
        }
    }
}
