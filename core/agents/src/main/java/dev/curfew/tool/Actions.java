package dev.curfew.tool;

import dev.curfew.internal.Text;
import dev.curfew.tool.Action.Effect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All actions, in the order in which they are presented to a model. */
final class Actions {

    private static final Field STREAM = Field.choice(
            "stream", "The stream to read; errors needs separate_errors at the start", List.of("output", "errors"));

    private static final Field COLUMNS = Field.integer("columns", "Width of the terminal", 1, Starting.LARGEST_SIDE);

    private static final Field ROWS = Field.integer("rows", "Height of the terminal", 1, Starting.LARGEST_SIDE);

    private static final String ID_OF_START = " Returns its session_id, which all other actions need.";

    static final List<Action> ALL = List.of(
            new Action(
                    "start",
                    Effect.DESTROYS,
                    "Start a shell command in the background. Returns at once; with wait, it returns as action wait does."
                            + ID_OF_START,
                    List.of(
                            Field.text("command", "The shell command").mandatory(),
                            Field.seconds("wait", "Wait up to this many seconds for its end, and return its output"),
                            Field.text("cwd", "Working directory, which must exist"),
                            Field.variables("env", "Environment variables, besides those that are inherited"),
                            Field.flag("terminal", "Run it on a terminal; for programs that prompt or draw a screen"),
                            COLUMNS,
                            ROWS,
                            Field.flag("separate_errors", "Keep standard error apart from standard output"),
                            Field.choice("shell", "The shell; sh by default", List.of("sh", "bash", "bash_login")),
                            Field.text("name", "A name for the process in messages"),
                            Field.seconds("max_runtime", "End it after this many seconds"),
                            Field.seconds("max_silence", "End it after this many seconds without output"),
                            Field.flag(Watching.EXIT, "Report its end once, through action events"),
                            Field.texts(
                                    Watching.TEXTS,
                                    "Report lines that contain one of these texts, through action events; 20 texts at most"),
                            Field.seconds(
                                            Watching.INTERVAL,
                                            "Report at this interval in seconds that it still runs, through action events")
                                    .from(Watching.SHORTEST_INTERVAL)),
                    Starting::start),
            new Action(
                    "list",
                    Effect.READS,
                    "List the processes: session_id, status, pid, command, and the end of the output.",
                    List.of(
                            Field.choice(
                                    "state", "Which processes; all by default", List.of("all", "running", "exited")),
                            Field.offset("offset", "How many to skip"),
                            Field.integer("limit", "How many to list; 64 by default", 1, Looking.MOST_LISTED)),
                    Looking::list),
            new Action(
                    "poll",
                    Effect.READS,
                    "Get the state of a process and its output: the end of the output, or with the cursor of the"
                            + " last poll only the new output. Does not wait.",
                    List.of(
                            Field.id(),
                            Field.offset(
                                    "cursor",
                                    "Return only the output after this cursor, which an earlier answer contained"),
                            STREAM),
                    Looking::poll),
            new Action(
                    "log",
                    Effect.READS,
                    "Read lines of the output: the last ones, or from an offset.",
                    List.of(
                            Field.id(),
                            Field.offset("offset", "Index of the first line, from 0; without it, the last lines"),
                            Field.integer("limit", "How many lines at most; 200 by default", 1, 10_000),
                            STREAM),
                    Looking::log),
            new Action(
                    "wait",
                    Effect.READS,
                    "Wait until a process ends, or until a text is in its output. If the timeout passes, the process continues to run.",
                    List.of(
                            Field.id(),
                            Field.seconds("timeout", "How many seconds to wait at most"),
                            Field.text("until", "Wait for this text in the output instead"),
                            Field.offset(
                                    "cursor",
                                    "Look for the text only after this cursor, which an earlier answer contained")),
                    Waits::await),
            new Action(
                    "events",
                    Effect.CHANGES,
                    "Take the events that were not taken yet, oldest first, of processes that were started with "
                            + Watching.EXIT + ", " + Watching.TEXTS + " or " + Watching.INTERVAL
                            + ". An end that wait, log or kill has already reported is left out. Does not wait.",
                    List.of(Field.integer("limit", "How many events at most; 20 by default", 1, Watching.MOST_EVENTS)),
                    Watching::events),
            new Action(
                    "write",
                    Effect.CHANGES,
                    "Write text to the input of a process as it is, without a line end.",
                    List.of(Field.id(), Field.text("data", "The text").mandatory()),
                    Inputs::write),
            new Action(
                    "submit",
                    Effect.CHANGES,
                    "Write a line and a line end (Enter on a terminal) to the input of a process.",
                    List.of(Field.id(), Field.text("data", "The line, without its end; empty by default")),
                    Inputs::submit),
            new Action(
                    "press",
                    Effect.CHANGES,
                    "Press keys for a process on a terminal.",
                    List.of(
                            Field.id(),
                            Field.texts("keys", "The keys: " + KeyNames.KNOWN).mandatory()),
                    Inputs::press),
            new Action(
                    "close_stdin",
                    Effect.CHANGES,
                    "Let a process see the end of its input.",
                    List.of(Field.id()),
                    Inputs::close),
            new Action(
                    "screen",
                    Effect.READS,
                    "Get the screen of a process on a terminal, as a person would see it, and the position of the cursor.",
                    List.of(Field.id()),
                    Looking::screen),
            new Action(
                    "resize",
                    Effect.CHANGES,
                    "Resize the terminal of a process.",
                    List.of(Field.id(), COLUMNS.mandatory(), ROWS.mandatory()),
                    Inputs::resize),
            new Action(
                    "signal",
                    Effect.DESTROYS,
                    "Send a signal to a process and to those of its children that are in its process group.",
                    List.of(
                            Field.id(),
                            Field.text("signal", "Its name, such as INT, HUP or USR1, or its number")
                                    .mandatory()),
                    Ending::signal),
            new Action(
                    "kill",
                    Effect.DESTROYS,
                    "End a process and everything it started, and make sure that nothing of it is left.",
                    List.of(Field.id(), Field.flag("force", "At once, without asking it to end first")),
                    Ending::kill));

    private static final String NAMES = ALL.stream().map(Action::name).collect(Collectors.joining(", "));

    private static final int LONGEST_SHOWN = 60;

    private Actions() {}

    /** {@return the action with a name, ignoring case and treating hyphens as underscores} */
    static Action named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        Optional<Action> found =
                ALL.stream().filter(action -> action.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new BadCallException(
                "Unknown action \"" + Text.head(text, LONGEST_SHOWN) + '"', "the actions are: " + NAMES));
    }

    /** {@return the error for a call that does not name an action} */
    static BadCallException missing() {
        return new BadCallException("Missing field " + Action.KEY, "the actions are: " + NAMES);
    }

    static List<String> names() {
        return ALL.stream().map(Action::name).toList();
    }
}
