package dev.curfew.junit.escape;

import java.util.Locale;

/** What a process does to outlive its scope. The programs lie in {@code src/test/escapes}. */
enum Escape {
    /** Children and grandchildren, and the command still there. */
    PLAIN_TREE(10),
    /** Children and grandchildren, and the command gone. */
    PARENT_GONE(9),
    /** A background child that holds the output, and the command gone. */
    HOLDS_STDOUT(1),
    /** A child in a session of its own. */
    OWN_SESSION(2),
    /** A daemon as in the textbook: forks, a new session, forks again, closes all files. */
    DOUBLE_FORK(1),
    /** A daemon that became a program with an empty environment. */
    EMPTY_ENVIRONMENT(1),
    /** Ignores every signal that can be ignored, in two sessions. */
    IGNORES_SIGNALS(2),
    /** Stopped by SIGSTOP, in two sessions. */
    STOPPED(3),
    /** Always one process, but a new one about 300 times a second. */
    RE_FORKS(1),
    /** A daemon of another user. */
    CHANGES_UID(1),
    /** A daemon whose files in {@code /proc} only root may read. */
    UNDUMPABLE(1),
    /** A daemon that wipes its environment in memory. */
    OVERWRITES_ENVIRONMENT(1),
    /** A daemon that changes all its resource limits, as far as it may. */
    RESETS_LIMITS(1),
    /** A daemon that does both of the above. */
    SHEDS_BOTH_MARKS(1),
    /** A daemon whose first thread has ended: it looks like a zombie. */
    MAIN_THREAD_GONE(1),
    /** The server of a terminal multiplexer. */
    TMUX_SERVER(2, "tmux"),
    /** {@code script(1)}: a terminal of its own. */
    SCRIPT(4, "script"),
    /** Reports in the name of its guard that nothing of it is left. */
    FORGED_NEWS(1, "sh"),
    /** Sends its guard all signals that would end it. */
    SIGNALS_ITS_GUARD(1, "sh"),
    /** Left alone in a PID namespace that was there before, and so not a child of its guard. */
    FOREIGN_NAMESPACE(1, "nsenter"),
    /** {@code nohup} in an interactive shell, which is still there. */
    NOHUP(2, "bash"),
    /** {@code nohup} in an interactive shell that was left. */
    NOHUP_LOGOUT(1, "bash"),
    /** A terminal inside the terminal. */
    NESTED_TERMINAL(4, "python3"),
    /** More than fork bombs need to be caught once, and at most 200 at a time, for five seconds: hence the last. */
    FORK_STORM(8);

    private final int processes;
    private final String program;

    Escape(int processes) {
        this(processes, "gcc");
    }

    Escape(int processes, String program) {
        this.processes = processes;
        this.program = program;
    }

    /** {@return how many processes there are at least, when it is ready} */
    int processes() {
        return processes;
    }

    /** {@return the program of the system that it needs} */
    String program() {
        return program;
    }

    /** {@return the name, which every process of it carries in its command line} */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return the escape with a name} */
    static Escape labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** {@return whether a process belongs to this escape} */
    boolean owns(LiveProcess process) {
        return process.commandLine().matches(".*(?<![a-z-])" + label() + "(?![a-z-]).*");
    }

    /** Whether a user can do it at all: only root can change to another user, and enters namespaces that root has made. */
    boolean isPossibleFor(TestUser user) {
        return user == TestUser.ROOT || (this != CHANGES_UID && this != FOREIGN_NAMESPACE);
    }

    /** Whether Curfew promises to end it. By marks alone, one that sheds them all is not found. */
    boolean isPromised(Means means) {
        return this != SHEDS_BOTH_MARKS || means == Means.DEFAULT;
    }
}
