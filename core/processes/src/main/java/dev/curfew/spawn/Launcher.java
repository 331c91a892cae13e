package dev.curfew.spawn;

import dev.curfew.process.Containment;
import dev.curfew.session.Mark;
import dev.curfew.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program through which commands are started. It gives a command a session of its own, marks it, and then becomes
 * the command or guards it.
 *
 * <p>The native program costs about 0.1 ms, the shell about 1 ms.
 */
public final class Launcher {

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());
    private static final String ABSENT = "-";

    /**
     * dash sets the limit with -w, bash and busybox with -x. As in guard.c, the mark is set before the folder is
     * checked.
     */
    private static final String SHELL_SCRIPT = """
            set_mark() {
              case $(ulimit -H "$1" 2>/dev/null) in
                unlimited) ulimit "$1" "$2" ;;
                '') false ;;
                *) ulimit -S "$1" "$2" ;;
              esac
            }
            [ "$1" = - ] || set_mark -w "$1" 2>/dev/null || set_mark -x "$1" 2>/dev/null
            [ -d "$2" ] && [ ! -e "$2/closed" ] || exit 125
            shift 2
            exec "$@"
            """;

    private final Kind kind;
    private final String path;

    /** The ways to start commands. */
    public enum Kind {
        /** A native guard stays with the command. */
        GUARD,
        /** The native program becomes the command. */
        NATIVE,
        /** A shell with {@code setsid(1)} becomes the command. */
        SHELL,
        /** The command is started as it is, in the session of the JVM. */
        NONE
    }

    private Launcher(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
    }

    /** {@return the launcher of this JVM} */
    public static Launcher current() {
        return Holder.CURRENT;
    }

    private static final class Holder {
        static final Launcher CURRENT = choose(Session.current());
    }

    static Launcher choose(Session session) {
        Kind nativeKind = session.containment() == Containment.GUARD ? Kind.GUARD : Kind.NATIVE;
        return session.program()
                .map(program -> new Launcher(nativeKind, program.toString()))
                .orElseGet(Launcher::withoutNativeProgram);
    }

    static Launcher withoutNativeProgram() {
        return List.of("/usr/bin/setsid", "/bin/setsid").stream()
                .filter(setsid -> Files.isExecutable(Path.of(setsid)) && Files.isExecutable(Path.of("/bin/sh")))
                .map(setsid -> new Launcher(Kind.SHELL, setsid))
                .findFirst()
                .orElseGet(() -> new Launcher(Kind.NONE, ""));
    }

    /** {@return the way in which this launcher starts commands} */
    public Kind kind() {
        return kind;
    }

    /** {@return whether commands get a session and process group of their own} */
    public boolean givesOwnSession() {
        return kind != Kind.NONE;
    }

    /** {@return whether a terminal can be passed by its name} */
    boolean opensTerminals() {
        return kind == Kind.GUARD || kind == Kind.NATIVE;
    }

    /** {@return whether arguments can be passed that the JDK cannot encode} */
    boolean takesBytes() {
        return opensTerminals();
    }

    /** {@return whether limits on resources can be set} */
    boolean setsLimits() {
        return opensTerminals();
    }

    boolean guards() {
        return kind == Kind.GUARD;
    }

    /** {@return the argument list up to and including the program's argument 0; the terminal may be absent} */
    List<String> prefix(Launch launch, @Nullable String terminal, String program, String argument0) {
        Mark mark = launch.mark();
        return switch (kind) {
            case GUARD, NATIVE -> order(launch, terminal, program, argument0);
            case SHELL -> List.of("/bin/sh", "-c", SHELL_SCRIPT, "sh", mark.numberText(), folder(), path, program);
            case NONE -> List.of(program);
        };
    }

    /** {@return the argument list up to and including the program, for a process that has a session already} */
    List<String> prefixInSession(Mark mark, String program) {
        return kind == Kind.NONE
                ? List.of(program)
                : List.of("/bin/sh", "-c", SHELL_SCRIPT, "sh", mark.numberText(), folder(), program);
    }

    private List<String> order(Launch launch, @Nullable String terminal, String program, String argument0) {
        return List.of(
                path,
                guards() ? guarding(launch) : "launch",
                OWN_PID,
                folder(),
                launch.mark().cookie(),
                Rlimits.behind(launch.mark(), launch.command()),
                terminal == null ? ABSENT : terminal,
                launch.cgroup() == null ? ABSENT : launch.cgroup().folder().toString(),
                program,
                argument0);
    }

    private static String guarding(Launch launch) {
        return launch.isolated() ? "isolate" : "guard";
    }

    private static String folder() {
        return Session.current().folder().toString();
    }

    /** {@return an argument list for a program of our own, which gets a session but neither marks nor a guard} */
    List<String> forOurselves(String program, String... arguments) {
        List<String> argv = new ArrayList<>(
                switch (kind) {
                    case GUARD, NATIVE ->
                        List.of(path, "launch", OWN_PID, folder(), ABSENT, ABSENT, ABSENT, ABSENT, program, program);
                    case SHELL -> List.of(path, program);
                    case NONE -> List.of(program);
                });
        argv.addAll(List.of(arguments));
        return argv;
    }
}
