package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.process.Command;
import dev.curfew.process.Shell;
import dev.curfew.process.TerminalSize;
import java.nio.file.Path;
import java.util.Map;

/** The action that starts a command. */
final class Starting {

    static final int LARGEST_SIDE = 500;

    private Starting() {}

    static ObjectNode start(ToolContext context, Arguments arguments) {
        Command command = command(context.options(), arguments);
        if (arguments.has("wait")) {
            Waits.check(arguments, "wait");
        }
        Watching watching = Watching.of(context, arguments);
        BackgroundProcess process = context.registry().start(command);
        watching.begin(process);
        return arguments.has("wait")
                ? Waits.await(context, process, arguments, "wait")
                : context.state("started", process)
                        .put("command", Shown.command(process))
                        .put("output", "Background process started");
    }

    private static Command command(ToolOptions options, Arguments arguments) {
        Command command = Command.shell(shell(arguments), arguments.text("command"));
        if (arguments.has("name")) {
            command = command.withName(arguments.text("name"));
        }
        command = options.directory().map(command::inDirectory).orElse(command);
        if (arguments.has("cwd")) {
            Path given = Path.of(arguments.text("cwd"));
            command = command.inDirectory(
                    options.directory().map(base -> base.resolve(given)).orElse(given));
        }
        for (Map.Entry<String, String> variable : arguments.variables("env").entrySet()) {
            command = command.withEnv(variable.getKey(), variable.getValue());
        }
        return limited(withStreams(command, arguments), arguments);
    }

    private static Shell shell(Arguments arguments) {
        return switch (arguments.text("shell")) {
            case "bash" -> Shell.BASH;
            case "bash_login" -> Shell.BASH_LOGIN;
            default -> Shell.SH;
        };
    }

    private static Command withStreams(Command command, Arguments arguments) {
        boolean terminal = arguments.flag("terminal") || arguments.has("columns") || arguments.has("rows");
        if (terminal && arguments.flag("separate_errors")) {
            throw new BadCallException(
                    "A terminal has one stream for output and errors", "leave out terminal or separate_errors");
        }
        if (terminal) {
            return command.inTerminal(size(arguments, TerminalSize.DEFAULT));
        }
        return arguments.flag("separate_errors") ? command.separateErrors() : command;
    }

    static TerminalSize size(Arguments arguments, TerminalSize otherwise) {
        return new TerminalSize(
                arguments.size("columns", otherwise.columns()), arguments.size("rows", otherwise.rows()));
    }

    private static Command limited(Command command, Arguments arguments) {
        Command limited = command;
        if (arguments.has("max_runtime")) {
            limited = limited.withMaxRuntime(Waits.positive(arguments, "max_runtime"));
        }
        return arguments.has("max_silence")
                ? limited.withMaxSilence(Waits.positive(arguments, "max_silence"))
                : limited;
    }
}
