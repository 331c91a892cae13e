package dev.curfew.process;

import dev.curfew.internal.Check;
import dev.curfew.internal.Values;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A command to run: a program with its arguments or a shell line, its working directory, its environment, pipes or a
 * terminal, its ports, its limits, and how it is asked to end.
 *
 * <p>Immutable: every method that changes something returns a new command, so a command can be kept in a constant and
 * varied in each test. Two commands are equal if all their parts are.
 *
 * <pre>{@code
 * Command server = Command.of("python3", "-u", "-m", "http.server", "0").inDirectory(folder);
 * Command prompt = Command.of("python3", "-q").inTerminal();
 * Command line = Command.shell("make && ./run | tee log");
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Command {

    private static final String PORT = "port";

    private final List<String> argv;
    private final Options options;

    private static final class Options extends Values<Options> {
        private @Nullable String name;
        private @Nullable Path directory;
        private Environment environment = Environment.INHERITED;
        private Stdio stdio = Stdio.MERGED_PIPES;
        private Limits limits = Limits.DEFAULT;
        private @Nullable LiveOutput liveOutput;
        private Map<String, Integer> ports = Map.of();
        private @Nullable Signal stopSignal;
        private @Nullable Duration grace;
        private Charset charset = StandardCharsets.UTF_8;
        private boolean input = true;
        private @Nullable OutputFile outputFile;
    }

    private Command(List<String> argv, Options options) {
        this.argv = argv;
        this.options = options;
    }

    private Command with(Consumer<Options> change) {
        return new Command(argv, options.with(change));
    }

    /**
     * {@return a command that runs a program directly, without a shell}
     *
     * @param program the program: a path, or a name that is looked up in {@code PATH}
     * @param arguments its arguments, passed unchanged
     * @throws IllegalArgumentException if the program is empty or an argument contains a NUL character or a lone
     *     surrogate
     */
    public static Command of(String program, String... arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(Objects.requireNonNull(program, "program"));
        argv.addAll(List.of(arguments));
        return of(argv);
    }

    /**
     * {@return a command that runs a program directly, without a shell}
     *
     * @param argv the program and its arguments
     * @throws IllegalArgumentException if the list or the program is empty, or an argument contains a NUL character or
     *     a lone surrogate
     */
    public static Command of(List<String> argv) {
        List<String> copy = List.copyOf(argv);
        Check.argument(!copy.isEmpty(), "argv must name a program", copy);
        Check.argument(!copy.get(0).isEmpty(), "program must not be empty", "\"\"");
        for (int i = 0; i < copy.size(); i++) {
            Check.osText(copy.get(i), i == 0 ? "program" : "argument " + i);
        }
        return new Command(copy, new Options());
    }

    /**
     * {@return a command that runs a shell line with {@link Shell#SH}}
     *
     * @param line the line
     */
    public static Command shell(String line) {
        return shell(Shell.SH, line);
    }

    /**
     * {@return a command that runs a shell line with a given shell}
     *
     * @param shell the shell
     * @param line the line
     * @throws IllegalArgumentException if the line is blank, or contains a NUL character or a lone surrogate
     */
    public static Command shell(Shell shell, String line) {
        Check.osText(line, "shell line");
        Check.argument(!line.isBlank(), "shell line must not be blank", '"' + line + '"');
        return of(shell.running(line));
    }

    /**
     * {@return this command with a name for messages and reports}
     *
     * @param name the name; the default is the file name of the program, or for a shell line, of the first program in
     *     it, as far as that is obvious
     */
    public Command withName(String name) {
        Check.argument(!name.isBlank(), "name must not be blank", '"' + name + '"');
        return with(copy -> copy.name = name);
    }

    /**
     * {@return this command in another working directory}
     *
     * @param directory the directory, which must exist when the command starts; the default is the one of this JVM
     */
    public Command inDirectory(Path directory) {
        return with(copy -> copy.directory = Objects.requireNonNull(directory, "directory"));
    }

    /**
     * {@return this command with an additional environment variable}
     *
     * @param variable the name of the variable
     * @param value its value, which Curfew never prints
     * @throws IllegalArgumentException if the name is empty or contains {@code =}, or either contains a NUL character
     *     or a lone surrogate
     */
    public Command withEnv(String variable, String value) {
        return with(copy -> copy.environment = copy.environment.with(variable, value));
    }

    /**
     * {@return this command without an environment variable that it would otherwise inherit}
     *
     * @param variable the name of the variable
     * @throws IllegalArgumentException if the name is empty or contains {@code =} or a NUL character
     */
    public Command withoutEnv(String variable) {
        return with(copy -> copy.environment = copy.environment.without(variable));
    }

    /**
     * {@return this command with variables that would otherwise not be inherited, because they are secrets}
     *
     * @param names their names, or patterns in which {@code *} matches any characters
     * @see Secrets#DEFAULT
     */
    public Command withInheritedSecrets(String... names) {
        return withSecrets(environment().secrets().except(names));
    }

    /**
     * {@return this command without inherited variables that are secrets; variables that are set for it remain}
     *
     * @param secrets the names of secrets; {@link Secrets#DEFAULT} by default
     */
    public Command withSecrets(Secrets secrets) {
        return with(copy -> copy.environment = copy.environment.hiding(secrets));
    }

    /**
     * {@return this command with a secret in a file that only this user can read, deleted at the end of the scope}
     *
     * <p>The file is in the sandbox of the command. The secret is neither in an argument nor in an environment
     * variable, where other processes could read it.
     *
     * @param variable the name of the variable that contains the path of the file
     * @param secret the content of the file, in UTF-8, which Curfew never prints
     * @throws IllegalArgumentException if the name is empty or contains {@code =} or a NUL character
     */
    public Command withSecretFile(String variable, String secret) {
        return withFiles(environment().files().with(variable, secret));
    }

    /**
     * {@return this command with a home directory and a directory for temporary files that belong to its scope}
     *
     * <p>{@code HOME} and {@code TMPDIR} name two directories in the sandbox of the command. They are empty for the
     * first command of the scope, accessible only to this user, and deleted at the end of the scope. Variables that
     * name alternatives to directories in the home, such as {@code XDG_CONFIG_HOME}, are not inherited. Variables that
     * are set for this command have precedence.
     */
    public Command withTemporaryHome() {
        return withFiles(environment().files().withHome());
    }

    /**
     * {@return this command with no inherited environment, and only the given variables}
     *
     * @param variables the variables; no {@code PATH} is added
     */
    public Command withOnlyEnv(Map<String, String> variables) {
        return with(copy -> copy.environment = copy.environment.only(variables));
    }

    /**
     * {@return this command with a free port of this machine, which is chosen when it starts}
     *
     * <p><code>${port}</code> in arguments and in the values of variables that are set for this command stands for the
     * number. The running process tells it as {@code BackgroundProcess.port()}, and a restart uses it again. It is free
     * when it is chosen, for all addresses; a program that itself chooses a free port and prints it is safer.
     */
    public Command withFreePort() {
        return withFreePort(PORT);
    }

    /**
     * {@return this command with a free port of this machine, as {@link #withFreePort()} describes}
     *
     * @param port the name of the port: <code>${admin}</code> stands for the number of the port {@code admin}
     * @throws IllegalArgumentException if the name does not consist of letters, digits and underscores, or begins with
     *     a digit
     */
    public Command withFreePort(String port) {
        return withPortOrZero(port, 0);
    }

    /**
     * {@return this command with a given port instead of a {@linkplain #withFreePort(String) free one}, for example in a
     * container, where all ports are free}
     *
     * @param port the name of the port
     * @param number the number that stands for it
     * @throws IllegalArgumentException if the name is not permitted, or the number is not from 1 to 65535
     */
    public Command withPort(String port, int number) {
        Check.argument(number > 0 && number < 65_536, "number must be from 1 to 65535", number);
        return withPortOrZero(port, number);
    }

    private Command withPortOrZero(String port, int number) {
        Objects.requireNonNull(port, "port");
        Check.argument(
                port.matches("[A-Za-z_][A-Za-z0-9_]*"),
                "port must be named by letters, digits and underscores",
                '"' + port + '"');
        Map<String, Integer> more = new TreeMap<>(options.ports);
        more.put(port, number);
        return with(copy -> copy.ports = Map.copyOf(more));
    }

    /**
     * {@return this command with another signal that asks it to end}
     *
     * <p>It is sent to the process group of the command, as {@code BackgroundProcess.signal} does, and replaces SIGTERM
     * to all processes of the tree, for example SIGINT for a program that then writes its coverage, or SIGQUIT for a
     * database that then shuts down at once. After the grace period, the whole tree is killed as usual.
     *
     * @param signal the signal; by default SIGTERM, and SIGHUP on a terminal
     * @see #withGrace(Duration)
     */
    public Command withStopSignal(Signal signal) {
        return with(copy -> copy.stopSignal = Objects.requireNonNull(signal, "signal"));
    }

    /**
     * {@return this command with another time between the request to end and SIGKILL}
     *
     * <p>The end of a scope takes as long as the longest grace period of a command that does not end by itself. A kill
     * without a request, as by {@link KillPolicy#AT_ONCE} and {@code BackgroundProcess.kill()}, has no grace period.
     *
     * @param grace the time, longer than zero; that of the {@link KillPolicy} of the scope by default
     */
    public Command withGrace(Duration grace) {
        return with(copy -> copy.grace = Check.positive(grace, "grace"));
    }

    /**
     * {@return this command on a terminal of size {@link TerminalSize#DEFAULT}}
     *
     * <p>{@code TERM} is {@code xterm-256color} unless another value is set for this command. Variables that describe
     * the terminal of this JVM, such as {@code COLUMNS}, are not inherited.
     */
    public Command inTerminal() {
        return inTerminal(TerminalSize.DEFAULT);
    }

    /**
     * {@return this command on a terminal}
     *
     * @param size the size of the terminal
     */
    public Command inTerminal(TerminalSize size) {
        return with(copy -> copy.stdio = new Stdio.Terminal(size));
    }

    /**
     * {@return this command on a terminal that answers queries of programs, as a terminal emulator does: its status,
     * the cursor position, its size, its type, and its modes}
     *
     * <p>By default queries are not answered. The input then contains only what was written to it, but a program that
     * waits for an answer waits until its own timeout. Answers are treated like typed input: if a program ends before
     * reading an answer, the next program that reads the terminal receives it.
     *
     * @throws IllegalStateException if this command is not on a terminal
     */
    public Command answerQueries() {
        if (stdio() instanceof Stdio.Terminal terminal) {
            return with(copy -> copy.stdio = new Stdio.Terminal(terminal.size(), true));
        }
        throw new IllegalStateException(
                "answerQueries() needs a terminal, but [" + name() + "] runs on pipes: call inTerminal() first");
    }

    /**
     * {@return this command on pipes, with standard error separate from standard output}
     *
     * <p>By default both are merged, in the order in which they were written. A terminal cannot separate them, so this
     * method replaces a terminal by pipes.
     */
    public Command separateErrors() {
        return with(copy -> copy.stdio = Stdio.SEPARATE_PIPES);
    }

    /**
     * {@return this command without input: it reads {@code /dev/null} instead of a pipe}
     *
     * <p>By default the input is a pipe that is open until it is closed. A program that reads its input if that is a pipe,
     * such as {@code rg}, then waits for it. A terminal always has input, so there this has no
     * effect.
     */
    public Command withoutInput() {
        return with(copy -> copy.input = false);
    }

    /**
     * {@return this command with another charset for its input and its output}
     *
     * <p>The output is converted to UTF-8 when it arrives, so all that reads the log sees UTF-8, also as bytes. Arguments
     * and variables are not affected: they are encoded as the locale of this JVM says, and in a sandbox in UTF-8.
     *
     * @param charset the charset that the program uses; UTF-8 by default
     * @throws IllegalArgumentException if the charset can only be decoded, not encoded
     */
    public Command withCharset(Charset charset) {
        Check.argument(charset.canEncode(), "charset must support encoding", charset);
        return with(copy -> copy.charset = charset);
    }

    /**
     * {@return this command with a limit on its runtime, after which its process tree is killed}
     *
     * @param maxRuntime the limit, longer than zero; no limit by default
     */
    public Command withMaxRuntime(Duration maxRuntime) {
        return with(copy -> copy.limits = copy.limits.withRuntime(maxRuntime));
    }

    /**
     * {@return this command with a limit on its silence, after which its process tree is killed}
     *
     * <p>Silence means that there is no output on either stream. The limit of a single wait,
     * {@code Expectation.withMaxSilence(Duration)}, applies only to the stream that is searched.
     *
     * @param maxSilence the limit, longer than zero; no limit by default
     */
    public Command withMaxSilence(Duration maxSilence) {
        return with(copy -> copy.limits = copy.limits.withSilence(maxSilence));
    }

    /**
     * {@return this command with another limit for the output that is kept in memory}
     *
     * @param maxBytes how many bytes are kept of each stream, the most recent ones; 200,000 by default. If some are
     *     dropped, the first ones are kept too, at most 32 KiB, for recordings of failed tests
     */
    public Command withKeptOutput(int maxBytes) {
        return with(copy -> copy.limits = copy.limits.withOutputBytes(maxBytes));
    }

    /**
     * {@return this command with a file of this machine that keeps the beginning of its output, while the log keeps the
     * end}
     *
     * <p>The file gets the bytes as they are printed, with escape sequences, and standard error too unless that is
     * separate. It remains after the end of the scope. If the disk is full, the copy ends there, with a warning in the log
     * of the system, and the command goes on.
     *
     * @param file the file, which is replaced when the command starts; its directory must exist
     * @param maxBytes how many bytes of the output are copied; positive
     */
    public Command withOutputFile(Path file, long maxBytes) {
        OutputFile kept = new OutputFile(file, maxBytes);
        return with(copy -> copy.outputFile = kept);
    }

    /**
     * {@return this command with a limit that is enforced by the operating system}
     *
     * <p>A lower limit that is already in force where the command starts remains. If the limit cannot be set there, the
     * start fails; a limit is never ignored.
     *
     * @param resource the resource to limit; it determines the unit and what happens when the limit is exceeded
     * @param value the limit; positive, or zero for the resources that permit it
     * @throws IllegalArgumentException if the value is not permitted
     */
    public Command withLimit(Resource resource, long value) {
        return with(copy -> copy.limits = copy.limits.with(resource, value));
    }

    /**
     * {@return this command with another way to show its output as it arrives}
     *
     * @param where where it is shown; by default, the options of the registry decide
     */
    public Command withLiveOutput(LiveOutput where) {
        return with(copy -> copy.liveOutput = Objects.requireNonNull(where, "where"));
    }

    /** {@return the program and its arguments, with the numbers of ports as far as they are known; never empty} */
    public List<String> argv() {
        return options.ports.isEmpty()
                ? argv
                : argv.stream().map(this::withNumbers).toList();
    }

    private String withNumbers(String text) {
        String known = text;
        for (Map.Entry<String, Integer> port : options.ports.entrySet()) {
            known = port.getValue() == 0
                    ? known
                    : known.replace("${" + port.getKey() + "}", port.getValue().toString());
        }
        return known;
    }

    /** {@return the name for messages: the given one, or the default} */
    public String name() {
        return options.name != null ? options.name : CommandLine.programName(argv);
    }

    /** {@return the working directory, or empty for the one of this JVM} */
    public Optional<Path> directory() {
        return Optional.ofNullable(options.directory);
    }

    /** {@return the environment, with the numbers of ports as far as they are known} */
    public Environment environment() {
        return options.ports.isEmpty() ? options.environment : options.environment.mapping(this::withNumbers);
    }

    /** {@return the numbers of the ports by their names; 0 for a port that is chosen when the command starts} */
    public Map<String, Integer> ports() {
        return options.ports;
    }

    /** {@return the signal that asks this command to end, or empty for the default} */
    public Optional<Signal> stopSignal() {
        return Optional.ofNullable(options.stopSignal);
    }

    /** {@return the time between the request to end and SIGKILL, or empty for that of the scope} */
    public Optional<Duration> grace() {
        return Optional.ofNullable(options.grace);
    }

    /** {@return what the standard streams are connected to} */
    public Stdio stdio() {
        return options.stdio;
    }

    /** {@return the file that keeps the beginning of its output, if there is one} */
    public Optional<OutputFile> outputFile() {
        return Optional.ofNullable(options.outputFile);
    }

    /** {@return whether it has input: a pipe or a terminal} */
    public boolean hasInput() {
        return options.input || stdio() instanceof Stdio.Terminal;
    }

    /** {@return the charset of its input and its output} */
    public Charset charset() {
        return options.charset;
    }

    /** {@return the limits} */
    public Limits limits() {
        return options.limits;
    }

    /** {@return where the output is shown as it arrives, or empty if the options of the registry decide} */
    public Optional<LiveOutput> liveOutput() {
        return Optional.ofNullable(options.liveOutput);
    }

    private Command withFiles(ScopeFiles files) {
        return with(copy -> copy.environment = copy.environment.keeping(files));
    }

    private List<Object> parts() {
        return List.of(
                argv,
                name(),
                directory(),
                options.environment,
                stdio(),
                limits(),
                liveOutput(),
                ports(),
                stopSignal(),
                grace(),
                charset(),
                hasInput(),
                outputFile());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Command command && parts().equals(command.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /**
     * {@return the command line as it would be typed into a shell, without environment and secrets, for messages and
     * lists}
     *
     * @see Redaction#and(Command)
     */
    @Override
    public String toString() {
        Redaction redaction = Redaction.ofThisJvm().and(this);
        return CommandLine.of(argv().stream().map(redaction::redact).toList()); // Before quoting, which alters secrets.
    }
}
