package dev.curfew.process;

import dev.curfew.internal.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to run: a program with its arguments or a shell line, where, with which environment, on pipes or on a terminal,
 * and with which limits.
 *
 * <p>Commands are immutable: every method that changes something returns a new command, so one can be kept in a
 * constant and varied per test. Two commands are equal if all their parts are.
 *
 * <pre>{@code
 * Command server = Command.of("python3", "-u", "-m", "http.server", "0").in(folder).maxRuntime(Duration.ofMinutes(1));
 * Command prompt = Command.of("python3", "-q").inTerminal();
 * Command line = Command.shell("make && ./run | tee log");
 * }</pre>
 *
 * @since 0.1
 */
public final class Command {

    private final List<String> argv;
    private final @Nullable String name;
    private final @Nullable Path directory;
    private final Environment environment;
    private final Stdio stdio;
    private final Limits limits;

    private Command(
            List<String> argv,
            @Nullable String name,
            @Nullable Path directory,
            Environment environment,
            Stdio stdio,
            Limits limits) {
        this.argv = argv;
        this.name = name;
        this.directory = directory;
        this.environment = environment;
        this.stdio = stdio;
        this.limits = limits;
    }

    /**
     * {@return a command that runs a program directly, without a shell}
     *
     * @param program the program: a path, or a name that is looked up in {@code PATH}
     * @param arguments its arguments, passed on as they are
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
     * @throws IllegalArgumentException if the list or the program is empty, or an argument contains a NUL character or a lone
     *     surrogate
     */
    public static Command of(List<String> argv) {
        List<String> copy = List.copyOf(argv);
        Check.argument(!copy.isEmpty(), "argv must name a program", copy);
        Check.argument(!copy.get(0).isEmpty(), "program must not be empty", "\"\"");
        for (int i = 0; i < copy.size(); i++) {
            Check.osText(copy.get(i), i == 0 ? "program" : "argument " + i);
        }
        return new Command(copy, null, null, Environment.INHERITED, Stdio.MERGED_PIPES, Limits.DEFAULT);
    }

    /**
     * {@return a command that runs a line of text with {@link Shell#SH}}
     *
     * @param line the line
     */
    public static Command shell(String line) {
        return shell(Shell.SH, line);
    }

    /**
     * {@return a command that runs a line of text with the supplied shell}
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
     * {@return this command under a name, by which messages and reports call it}
     *
     * @param name the name; the default is the file name of the program, for a
     *     shell line that of its first word
     */
    public Command named(String name) {
        Check.argument(!name.isBlank(), "name must not be blank", '"' + name + '"');
        return new Command(argv, name, directory, environment, stdio, limits);
    }

    /**
     * {@return this command in another working directory}
     *
     * @param directory the directory, which must exist when the command starts; the default is that of this JVM
     */
    public Command in(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return new Command(argv, name, directory, environment, stdio, limits);
    }

    /**
     * {@return this command with one more environment variable}
     *
     * @param variable the name of the variable
     * @param value its value, which Curfew never prints
     * @throws IllegalArgumentException if the name is empty or contains {@code =}, or either contains a NUL character or a lone
     *     surrogate
     */
    public Command env(String variable, String value) {
        return with(environment.with(variable, value));
    }

    /**
     * {@return this command without an environment variable that it would otherwise inherit}
     *
     * @param variable the name of the variable
     * @throws IllegalArgumentException if the name is empty or contains {@code =} or a NUL character
     */
    public Command withoutEnv(String variable) {
        return with(environment.without(variable));
    }

    /**
     * {@return this command with variables that it would otherwise not inherit, because they are secrets}
     *
     * @param names their names, or patterns in which {@code *} stands for any characters
     * @see Secrets#DEFAULT
     */
    public Command passing(String... names) {
        return hiding(environment.secrets().except(names));
    }

    /**
     * {@return this command without the variables that are secrets, unless they are set for it}
     *
     * @param secrets the names of secrets; {@link Secrets#DEFAULT} by default
     */
    public Command hiding(Secrets secrets) {
        return with(environment.hiding(secrets));
    }

    /**
     * {@return this command with a secret in a file that only this user can read, deleted at the end of the scope}
     *
     * <p>The file lies where the command runs. The secret stands in no argument and in no environment, which other processes
     * can look at.
     *
     * @param variable the name of the variable that tells the path of the file
     * @param secret the content of the file, in UTF-8, which Curfew never prints
     * @throws IllegalArgumentException if the name is empty or contains {@code =} or a NUL character
     */
    public Command secretFile(String variable, String secret) {
        return with(environment.keeping(environment.files().with(variable, secret)));
    }

    /**
     * {@return this command with a home and a folder for temporary files that are those of its scope}
     *
     * <p>{@code HOME} and {@code TMPDIR} name two folders where the command runs, which are empty for the first command of
     * the scope, may be entered by this user only, and are deleted at the end of the scope. The variables that lead to other
     * folders instead of those in the home, such as {@code XDG_CONFIG_HOME}, are not inherited. What is set for the
     * command counts all the same.
     */
    public Command isolated() {
        return with(environment.keeping(environment.files().withHome()));
    }

    /**
     * {@return this command with no inherited environment: it sees the supplied variables only}
     *
     * @param variables the variables; a {@code PATH} is not added
     */
    public Command withOnlyEnv(Map<String, String> variables) {
        return with(environment.only(variables));
    }

    /**
     * {@return this command on a terminal of {@link TerminalSize#DEFAULT} size}
     *
     * <p>{@code TERM} is {@code xterm-256color} unless another value is set for this command. Variables that describe the terminal in
     * which this JVM was started, such as {@code COLUMNS}, are not inherited.
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
        return with(new Stdio.Terminal(size));
    }

    /**
     * {@return this command on a terminal that answers what programs ask a terminal, as that of a person does: whether it
     * is well, where the cursor is, how large it is, of what kind it is, and which modes are on}
     *
     * <p>Without this nothing is answered, so a program finds in its input only what was written to it; but one that waits
     * for an answer waits for as long as it has decided to. What is answered counts as typed: a program that ends before it
     * has read the answer leaves it to whoever reads next.
     *
     * @throws IllegalStateException if this command is not on a terminal
     */
    public Command answeringQueries() {
        if (stdio instanceof Stdio.Terminal terminal) {
            return with(new Stdio.Terminal(terminal.size(), true));
        }
        throw new IllegalStateException(
                "Failed to answer queries of [" + name + "]: it runs on pipes; call inTerminal() before");
    }

    /**
     * {@return this command on pipes whose standard error is kept apart from standard output}
     *
     * <p>The default merges both, in the order in which they were written. A terminal cannot keep them apart, so this
     * replaces a terminal by pipes.
     */
    public Command separateErrors() {
        return with(Stdio.SEPARATE_PIPES);
    }

    /**
     * {@return this command with a limit on its runtime, after which its process tree is killed}
     *
     * @param maxRuntime the limit, longer than zero; there is none by default
     */
    public Command maxRuntime(Duration maxRuntime) {
        Objects.requireNonNull(maxRuntime, "maxRuntime");
        return with(limits.running(maxRuntime));
    }

    /**
     * {@return this command with a limit on its silence, after which its process tree is killed}
     *
     * <p>Silence is on both streams: where standard error is kept apart, output to either of them breaks it. That of a
     * single wait, {@code Expectation.silentAtMost(Duration)}, is on the stream that is searched.
     *
     * @param maxSilence the limit, longer than zero; there is none by default
     */
    public Command maxSilence(Duration maxSilence) {
        Objects.requireNonNull(maxSilence, "maxSilence");
        return with(limits.silent(maxSilence));
    }

    /**
     * {@return this command with another bound on the output that is kept in memory}
     *
     * @param maxBytes how many bytes of each stream are kept, the last ones; 200,000 by default
     */
    public Command keepingOutput(int maxBytes) {
        return with(limits.keeping(maxBytes));
    }

    /**
     * {@return this command with a limit that the system keeps}
     *
     * <p>A limit that is lower already where the command starts stays as it is. One that cannot be set there fails the
     * start: it is never left out.
     *
     * @param resource what is limited, which says in which unit and what happens to who exceeds it
     * @param value the limit; positive, and zero for those that say so
     * @throws IllegalArgumentException if the value is not permitted
     */
    public Command limiting(Resource resource, long value) {
        return with(limits.with(resource, value));
    }

    /** {@return the program and its arguments; never empty} */
    public List<String> argv() {
        return argv;
    }

    /** {@return the name for messages: the one given, or else that of the program} */
    public String name() {
        return name != null ? name : CommandLine.programName(argv);
    }

    /** {@return the working directory, or empty for that of this JVM} */
    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    /** {@return the environment} */
    public Environment environment() {
        return environment;
    }

    /** {@return what the standard streams are connected to} */
    public Stdio stdio() {
        return stdio;
    }

    /** {@return the limits} */
    public Limits limits() {
        return limits;
    }

    private Command with(Environment other) {
        return new Command(argv, name, directory, other, stdio, limits);
    }

    private Command with(Stdio other) {
        return new Command(argv, name, directory, environment, other, limits);
    }

    private Command with(Limits other) {
        return new Command(argv, name, directory, environment, stdio, other);
    }

    private List<Object> parts() {
        return List.of(argv, name(), directory(), environment, stdio, limits);
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
     * {@return the command line as one would type it into a shell, without secrets, for messages and lists; no environment}
     *
     * @see Redaction#and(Command)
     */
    @Override
    public String toString() {
        Redaction redaction = Redaction.ofThisJvm().and(this);
        return CommandLine.of(argv.stream().map(redaction::redact).toList()); // Quoted, a secret is another text.
    }
}
