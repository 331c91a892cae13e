package dev.curfew.cli;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.mcp.McpServer;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.tool.ProcessTool;
import java.io.IOException;
import java.util.List;

/** Serves the tool to the client of the Model Context Protocol that started this program. */
final class McpCommand {

    static final Subcommand SUBCOMMAND = new Subcommand(
            "mcp",
            "[--sandbox WORD]",
            "serve the tool to a client of the Model Context Protocol, on standard input and output",
            McpCommand::run);

    private McpCommand() {}

    private static int run(List<String> arguments, Streams streams) throws UsageException, IOException {
        RegistryOptions options = RegistryOptions.DEFAULT.named("mcp").in(sandbox(arguments));
        try (ProcessRegistry registry = ProcessRegistry.open(options)) {
            McpServer.over(ProcessTool.over(registry)).serve(streams.in(), streams.out());
        }
        return 0;
    }

    private static Sandbox sandbox(List<String> arguments) throws UsageException {
        if (arguments.isEmpty()) {
            return Sandbox.local();
        }
        if (arguments.size() != 2 || !arguments.get(0).equals("--sandbox")) {
            throw new UsageException("mcp takes [--sandbox WORD], not: " + String.join(" ", arguments));
        }
        try {
            return Sandbox.parse(arguments.get(1));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
