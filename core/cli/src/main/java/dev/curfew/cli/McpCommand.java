package dev.curfew.cli;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.mcp.McpServer;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.tool.ProcessTool;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Serves the tool to the client of the Model Context Protocol that started this program. */
final class McpCommand {

    private McpCommand() {}

    static CommandSpec spec() {
        return Commands.command(
                "mcp",
                "Serve the tool to a client of the Model Context Protocol, on standard input and output.",
                McpCommand::run,
                Commands.sandbox("this machine"));
    }

    private static int run(ParseResult arguments, Streams streams) throws IOException {
        Sandbox sandbox = Commands.sandbox(arguments).orElseGet(Sandbox::local);
        RegistryOptions options = RegistryOptions.DEFAULT.withName("mcp").withSandbox(sandbox);
        try (ProcessRegistry registry = ProcessRegistry.open(options)) {
            McpServer.over(ProcessTool.over(registry)).serve(streams.in(), streams.out());
        }
        return 0;
    }
}
