package dev.curfew.cli;

import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Describes commands and their arguments to picocli.
 *
 * <p>They are described with methods, because annotations would double the time that the program needs to start.
 */
final class Commands {

    private static final String JOBS = "--jobs";
    private static final String SANDBOX = "--sandbox";

    private Commands() {}

    /** Carries out a command. */
    @FunctionalInterface
    interface Action {

        /**
         * Carry out the command.
         *
         * @param streams the standard streams
         * @return the exit code of the program
         * @throws UsageException if the arguments are invalid
         * @throws IOException if reading or writing fails
         */
        int run(ParseResult arguments, Streams streams) throws UsageException, IOException;
    }

    static CommandSpec command(String name, String summary, Action action, ArgSpec... arguments) {
        return describe(CommandSpec.wrapWithoutInspection(action), name, summary, arguments);
    }

    /** {@return a command that has only subcommands} */
    static CommandSpec group(String name, String summary, ArgSpec... arguments) {
        CommandSpec group = describe(CommandSpec.create(), name, summary, arguments);
        group.usageMessage().synopsisSubcommandLabel("COMMAND").commandListHeading("%nCommands:%n");
        return group;
    }

    private static CommandSpec describe(CommandSpec command, String name, String summary, ArgSpec... arguments) {
        command.name(name).usageMessage().description(summary);
        for (ArgSpec argument : arguments) {
            command.add(argument);
        }
        return command.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
    }

    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name).description(description).build();
    }

    static OptionSpec value(String name, String label, Class<?> type, String description) {
        return option(name, label, type, description).build();
    }

    static OptionSpec required(String name, String label, Class<?> type, String description) {
        return option(name, label, type, description).required(true).build();
    }

    private static OptionSpec.Builder option(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name).paramLabel(label).type(type).description(description);
    }

    /** {@return a required option that takes all arguments behind it, which may look like options} */
    static OptionSpec rest(String name, String label, String description) {
        return option(name, label, List.class, description)
                .required(true)
                .arity("1..*")
                .parameterConsumer(Commands::takeAll)
                .build();
    }

    private static void takeAll(Stack<String> left, ArgSpec option, CommandSpec command) {
        List<String> all = new ArrayList<>();
        while (!left.isEmpty()) {
            all.add(left.pop());
        }
        if (all.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing required parameter for option '" + ((OptionSpec) option).longestName() + "' ("
                            + option.paramLabel() + ")");
        }
        option.setValue(all);
    }

    static PositionalParamSpec word(String label, Class<?> type, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(type)
                .arity("1")
                .required(true)
                .description(description)
                .build();
    }

    static PositionalParamSpec words(String label, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .required(true)
                .description(description)
                .build();
    }

    static OptionSpec jobs() {
        return value(JOBS, "FOLDER", Path.class, "The job store: the folder that was given to JobStore.open.");
    }

    static Optional<Path> jobs(ParseResult arguments) {
        return value(arguments, JOBS);
    }

    static OptionSpec sandbox(String byDefault) {
        return value(
                SANDBOX,
                "SANDBOX",
                Sandbox.class,
                "The sandbox, such as docker:debian:12; by default " + byDefault + ".");
    }

    static Optional<Sandbox> sandbox(ParseResult arguments) {
        return value(arguments, SANDBOX);
    }

    /** {@return the value of an option, which has its type, or empty if it was not given} */
    static <T> Optional<T> value(ParseResult arguments, String option) {
        return Optional.ofNullable(arguments.commandSpec().findOption(option).getValue());
    }

    /** {@return the only argument that is not an option} */
    static <T> T word(ParseResult arguments, Class<T> type) {
        return type.cast(arguments.matchedPositional(0).getValue());
    }

    /** {@return the arguments that are not options} */
    static List<String> words(ParseResult arguments) {
        return arguments.matchedPositional(0).getValue();
    }
}
