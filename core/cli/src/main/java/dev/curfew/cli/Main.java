package dev.curfew.cli;

import dev.curfew.diagnosis.CurfewException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

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

    private static final List<Subcommand> SUBCOMMANDS = List.of(
            PsCommand.SUBCOMMAND,
            LogsCommand.SUBCOMMAND,
            KillCommand.SUBCOMMAND,
            SweepCommand.SUBCOMMAND,
            DoctorCommand.SUBCOMMAND,
            EpisodesCommand.SUBCOMMAND,
            McpCommand.SUBCOMMAND);

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
            return dispatch(arguments, streams);
        } catch (UsageException e) {
            streams.err().println("curfew: " + e.getMessage());
            return MISUSED;
        } catch (CurfewException | IOException e) {
            streams.err().println("curfew: " + e.getMessage());
            return FAILED;
        }
    }

    private static int dispatch(List<String> arguments, Streams streams) throws UsageException, IOException {
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        switch (first) {
            case "" -> {
                streams.err().println(usage());
                return MISUSED;
            }
            case "--help", "-h", "help" -> {
                streams.out().println(usage());
                return OK;
            }
            case "--version" -> {
                streams.out().println("curfew " + version());
                return OK;
            }
            default -> {
                return named(first).action().run(arguments.subList(1, arguments.size()), streams);
            }
        }
    }

    private static Subcommand named(String name) throws UsageException {
        return SUBCOMMANDS.stream()
                .filter(subcommand -> subcommand.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("Unknown command \"" + name + "\"; the commands are: "
                        + SUBCOMMANDS.stream().map(Subcommand::name).collect(Collectors.joining(", "))));
    }

    private static String usage() {
        String[] lines = {
            "curfew COMMAND [ARGUMENT...]",
            "",
            SUBCOMMANDS.stream().map(Main::help).collect(Collectors.joining("\n")),
            "  --version",
            "      print the version",
            "  --help",
            "      print this"
        };
        return String.join("\n", Arrays.asList(lines));
    }

    private static String help(Subcommand subcommand) {
        return "  " + (subcommand.name() + " " + subcommand.usage()).strip() + "\n      " + subcommand.summary();
    }

    private static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }
}
