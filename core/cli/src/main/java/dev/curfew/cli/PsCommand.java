package dev.curfew.cli;

import dev.curfew.json.Json;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists what Curfew runs on this machine. Ends nothing, and starts nothing except clients of container engines. */
final class PsCommand {

    private static final String JSON = "--json";

    private PsCommand() {}

    static CommandSpec spec() {
        return Commands.command(
                "ps",
                "List this user's sessions and their living processes, running jobs, and containers that were left.",
                PsCommand::run,
                Commands.flag(JSON, "Print one JSON object."),
                Commands.jobs());
    }

    private static int run(ParseResult arguments, Streams streams) throws UsageException, IOException {
        MachineSnapshot snapshot = MachineSnapshot.take(Commands.jobs(arguments));
        if (arguments.hasMatchedOption(JSON)) {
            streams.out().println(Json.write(SnapshotJson.of(snapshot)));
        } else {
            new SnapshotText(snapshot, OutputWidth.columns()).lines().forEach(streams.out()::println);
        }
        return 0;
    }
}
