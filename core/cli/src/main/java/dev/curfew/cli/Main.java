package dev.curfew.cli;

import dev.curfew.diagnosis.CurfewException;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program {@code curfew}, for interactive use on a build machine and as a server started by other programs.
 *
 * <p>The exit code is 0 on success, 1 on failure, and 2 on invalid usage.
 *
 * @since 0.1
 */
public final class Main {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String NAME = "curfew";

    private Main() {}

    /**
     * Run the program.
     *
     * @param arguments the name of a subcommand followed by its arguments; if empty, the usage is printed
     */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // Keep stray output of libraries out of results and protocols.
        System.exit(run(List.of(arguments), new Streams(System.in, out, System.err)));
    }

    static int run(List<String> arguments, Streams streams) {
        try {
            return run(program().parseArgs(arguments.toArray(String[]::new)), streams);
        } catch (ParameterException e) {
            streams.err().print(refusal(e));
            return MISUSED;
        } catch (UsageException e) {
            streams.err().println("curfew: " + e.getMessage());
            return MISUSED;
        } catch (CurfewException | IOException e) {
            streams.err().println("curfew: " + e.getMessage());
            return FAILED;
        }
    }

    private static CommandLine program() {
        CommandSpec program = Commands.group(
                        NAME, "Inspect and clean up what Curfew runs on this machine, or serve it to other programs.")
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print the version and exit.")
                        .build())
                .version(NAME + " " + version());
        program.usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(
                        UsageMessageSpec.keyValuesMap("0:success", "1:something failed", "2:the arguments were wrong"));
        List.of(
                        PsCommand.spec(),
                        WatchCommand.spec(),
                        LogsCommand.spec(),
                        KillCommand.spec(),
                        SweepCommand.spec(),
                        DoctorCommand.spec(),
                        EpisodesCommand.spec(),
                        McpCommand.spec(),
                        Commands.command("completion", "Print a completion script for bash and zsh.", Main::complete),
                        Commands.command("help", "Show this help message.", Main::help))
                .forEach(command -> program.addSubcommand(command.name(), command));
        return new CommandLine(program)
                .setExpandAtFiles(false) // An argument of an agent may begin with @.
                .registerConverter(Integer.class, Main::number)
                .registerConverter(Sandbox.class, Main::sandbox);
    }

    private static int run(ParseResult result, Streams streams) throws UsageException, IOException {
        StringWriter help = new StringWriter();
        result.commandSpec().commandLine().setOut(new PrintWriter(help));
        if (CommandLine.printHelpIfRequested(result)) {
            streams.out().print(help);
            return OK;
        }
        ParseResult last = result;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (last.commandSpec().userObject() instanceof Commands.Action action) {
            return action.run(last, streams);
        }
        throw new ParameterException(last.commandSpec().commandLine(), "Missing required subcommand");
    }

    private static int complete(ParseResult arguments, Streams streams) {
        streams.out().println(AutoComplete.bash(NAME, root(arguments)));
        return OK;
    }

    private static int help(ParseResult arguments, Streams streams) {
        root(arguments).usage(streams.out());
        return OK;
    }

    private static CommandLine root(ParseResult arguments) {
        return arguments.commandSpec().root().commandLine();
    }

    private static Integer number(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new TypeConversionException("it must be a number from 1 to 999999: " + text);
        }
        return Integer.valueOf(text);
    }

    private static Sandbox sandbox(String word) {
        try {
            return Sandbox.parse(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static String refusal(ParameterException e) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        CommandLine command = e.getCommandLine();
        lines.println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(e, lines)) {
            command.usage(lines);
        }
        return text.toString();
    }

    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }
}
