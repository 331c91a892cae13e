package dev.curfew.cli;

import dev.curfew.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Lists what Curfew runs on this machine. Ends nothing, and starts nothing except clients of container engines. */
final class PsCommand {

    static final Subcommand SUBCOMMAND = new Subcommand(
            "ps",
            "[--json] [--jobs FOLDER]",
            "list this user's sessions and their living processes, running jobs, and containers that were left",
            PsCommand::run);

    private static final Arguments.Form FORM = new Arguments.Form("ps", Set.of("--json"), Set.of(Jobs.OPTION));

    private PsCommand() {}

    private static int run(List<String> given, Streams streams) throws UsageException, IOException {
        Arguments arguments = FORM.parse(given);
        arguments.requireNoWords();
        Snapshot snapshot = Snapshot.take(arguments.path(Jobs.OPTION));
        if (arguments.has("--json")) {
            streams.out().println(Json.write(SnapshotJson.of(snapshot)));
        } else {
            new SnapshotText(snapshot, OutputWidth.columns()).lines().forEach(streams.out()::println);
        }
        return 0;
    }
}
