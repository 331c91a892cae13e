package dev.curfew.spawn;

import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.Stdio;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables that describe the terminal and the working directory of a program. Those of this JVM
 * describe the terminal and the directory in which the tests were started, so a command does not inherit them.
 * Variables that are set for a command take precedence.
 */
public final class PlaceVariables {

    private static final String DIRECTORY = "PWD";
    private static final String DIRECTORY_BEFORE = "OLDPWD";
    private static final String TERMINAL = "TERM";

    /** Documented by {@link Command#inTerminal()}. */
    private static final String OUR_TERMINAL = "xterm-256color";

    /** The size, and what terminals and multiplexers set so that programs can tell them apart. */
    private static final List<String> OF_TERMINALS = List.of(
            "COLUMNS",
            "LINES",
            "TERMCAP",
            "COLORTERM",
            "TERM_PROGRAM",
            "TERM_PROGRAM_VERSION",
            "TERM_SESSION_ID",
            "LC_TERMINAL",
            "LC_TERMINAL_VERSION",
            "VTE_VERSION",
            "KITTY_WINDOW_ID",
            "KONSOLE_VERSION",
            "WEZTERM_PANE",
            "WT_SESSION",
            "ITERM_SESSION_ID",
            "WINDOWID",
            "INSIDE_EMACS",
            "TMUX",
            "TMUX_PANE",
            "STY",
            "GPG_TTY",
            "SSH_TTY");

    private PlaceVariables() {}

    /**
     * {@return the environment of a command in a directory of this machine, with the variables of its terminal}
     *
     * @param command the command
     * @param directory its working directory, an absolute path
     */
    public static Environment of(Command command, Path directory) {
        Environment placed = in(directory, command.environment());
        return command.stdio() instanceof Stdio.Terminal ? onOurTerminal(placed) : placed;
    }

    /**
     * {@return an environment in a directory}
     *
     * @param directory the working directory
     * @param environment the environment, which may be that of another place
     */
    public static Environment in(Path directory, Environment environment) {
        if (!environment.inherited()) {
            return environment;
        }
        Map<String, String> set = new HashMap<>(environment.set());
        if (isCanonical(directory) && !environment.removed().contains(DIRECTORY)) {
            set.putIfAbsent(DIRECTORY, directory.toString());
        }
        return with(environment, set, Set.of(DIRECTORY, DIRECTORY_BEFORE));
    }

    /**
     * POSIX permits no dots in it. A path that is not text is omitted too: shells then determine the directory
     * themselves.
     */
    private static boolean isCanonical(Path directory) {
        return directory.isAbsolute() && directory.equals(directory.normalize()) && OsText.isPlain(directory);
    }

    private static Environment onOurTerminal(Environment environment) {
        Map<String, String> set = new HashMap<>(environment.set());
        set.putIfAbsent(TERMINAL, OUR_TERMINAL);
        return with(environment, set, OF_TERMINALS);
    }

    private static Environment with(Environment environment, Map<String, String> set, Collection<String> removed) {
        Set<String> all = new HashSet<>(environment.removed());
        all.addAll(removed);
        return new Environment(environment.inherited(), set, all, environment.secrets(), environment.files());
    }
}
