/*
 * The native parts of Curfew, in one program. The first argument says which:
 *
 *   guard OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Runs a command as its child, and stays until nothing that descends from the command is left.
 *   isolate OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Guards a command in namespaces of its own: see namespace.h.
 *   launch OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Becomes the command, under the pid that it has: the way where no guard can be.
 *   detach OWNER PIPE PROGRAM ARGV0 [ARGUMENT ...]
 *       Runs a program that is not the owner's descendant, in a session of its own, and another process that writes
 *       "close" to the named pipe when the owner is gone.
 *   probe PATH ...
 *       Makes named pipes that only this user may open, and tells by its exit code what works here: 40, plus 1 if a
 *       guard has what it needs, plus 2 if marks can be set and seen.
 *   probe-namespaces
 *       Tells by the exit code 40 that "isolate" is permitted here, or prints why not.
 *
 * OWNER is the pid of the JVM, which is the parent. "-" stands for an argument that is not there.
 *
 * A guard is the sub-reaper of all that the command starts (prctl(2), PR_SET_CHILD_SUBREAPER): a process whose parent
 * dies becomes a child of the guard, whatever sessions and groups it has made. So the guard knows exactly when nobody
 * is left: wait4(2) says ECHILD. It writes to the named pipe SESSION/status, one line each:
 *
 *   ID failed ERRNO             there is no command: fork(2) failed
 *   ID pid PID START            the command runs; START as in proc_pid_stat(5), field 22
 *   ID exit CODE                the command has ended
 *   ID signal NUMBER            the command was ended by a signal
 *   ID empty FOUND KILLED       nobody is left: the last words of a guard
 *
 * SIGUSR1 asks all descendants to end; FOUND says how many there were. SIGTERM, SIGINT, SIGHUP, SIGQUIT and the end of
 * the owner kill them; KILLED says how many.
 */
#include "namespace.h"
#include "system.h"
#include "text.h"

enum { MAX_PIDS = 1 << 16, BUFFER = 4096 };
enum { COULD_NOT_START = 125, CANNOT_EXECUTE = 126, NOT_FOUND = 127 };
enum { PROBED = 40, GUARDS = 1, MARKS = 2 };
enum { OWNER_CHECK_MILLISECONDS = 200 };

/* No limit that a person sets is as large, and every mark is smaller: a larger limit means "none". */
#define LARGEST_MARK 999999999999999999ul

struct order {
    long owner;
    const char *session, *id, *mark, *terminal, *cgroup;
    char *program;
    char **slots; /* one before the arguments of the command, and free: see run_script */
    char **environment;
};

/* ---- arguments ---- */

static int given(const char *argument) { return !equal(argument, "-"); }

static void join_path(char *to, const char *folder, const char *name) {
    if (length(folder) > BUFFER - 64) {
        exit(COULD_NOT_START);
    }
    append(append(append(to, folder), "/"), name);
}

/* ---- becoming the command ---- */

static void complain(const char *what, const char *about, long error) {
    char line[BUFFER + 128];
    char *end = append(append(line, "curfew: cannot "), what);
    end = append(end, length(about) < BUFFER ? about : "(a long path)");
    end = append(append_number(append(end, ": errno "), (unsigned long)error), "\n");
    write(2, line, end - line);
}

/* A JVM that was started in the background ignores SIGINT, and its children would too. */
static void reset_signals(void) {
    struct sigaction action = {0};
    for (int signal = 1; signal <= SIGNALS; signal++) {
        CALL(RT_SIGACTION, signal, &action, 0, SIGSET_BYTES, 0);
    }
    set_signal_mask(SIG_SETMASK, 0);
}

/* Inside of another Curfew the hard limit carries its mark and has to stay: then the soft limit alone carries ours. */
static void set_mark(const char *mark) {
    struct limit limit;
    if (!given(mark)) {
        return;
    }
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, 0, &limit, 0);
    limit.soft = number(mark);
    if (limit.hard > LARGEST_MARK) {
        limit.hard = limit.soft;
    }
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, &limit, 0, 0);
}

/* The first terminal that the leader of a session opens is the one that controls it. */
static void take_terminal(const char *terminal) {
    long fd = open(terminal, O_RDWR);
    if (fd < 0) {
        complain("open ", terminal, -fd);
        exit(CANNOT_EXECUTE);
    }
    CALL(IOCTL, fd, TIOCSCTTY, 0, 0, 0);
    dup_onto((int)fd, 0);
    dup_onto((int)fd, 1);
    dup_onto((int)fd, 2);
    if (fd > 2) {
        close((int)fd);
    }
}

/* A script without "#!" is run by sh, as execvp(3) does. */
static void run_script(const struct order *order) {
    order->slots[0] = "sh";
    order->slots[1] = order->program;
    CALL(EXECVE, "/bin/sh", order->slots, order->environment, 0, 0);
}

__attribute__((noreturn)) static void become_command(const struct order *order) {
    CALL(SETSID, 0, 0, 0, 0, 0); /* so that signals reach the command and what it starts, and nobody else */
    if (given(order->terminal)) {
        take_terminal(order->terminal);
    }
    reset_signals();
    long error = -CALL(EXECVE, order->program, order->slots + 1, order->environment, 0, 0);
    if (error == ENOEXEC) {
        run_script(order);
    }
    complain("execute ", order->program, error);
    exit(error == ENOENT ? NOT_FOUND : CANNOT_EXECUTE);
}

/*
 * Who ends the session makes the file "closed" first and looks for marks then; the folder goes at last. We mark first
 * and look for them then.
 */
__attribute__((noreturn)) static void launch(const struct order *order) {
    char closed[BUFFER];
    join_path(closed, order->session, "closed");
    set_mark(order->mark);
    if (getppid() != order->owner || exists(closed) || !exists(order->session)) {
        exit(COULD_NOT_START);
    }
    become_command(order);
}

/* ---- the descendants ---- */

static int descendants[MAX_PIDS];
static int descendant_count;

static long read_file(const char *path, char *buffer, long size) {
    long fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    long count = read((int)fd, buffer, size - 1);
    close((int)fd);
    buffer[count < 0 ? 0 : count] = 0;
    return count;
}

static void add_pids_in(const char *path) {
    char buffer[BUFFER];
    long fd = open(path, O_RDONLY | O_CLOEXEC);
    int pid = 0;
    for (long count; fd >= 0 && (count = read((int)fd, buffer, sizeof buffer)) > 0;) {
        for (long i = 0; i < count; i++) {
            if (buffer[i] != ' ') {
                pid = pid * 10 + buffer[i] - '0';
            } else if (descendant_count < MAX_PIDS) {
                descendants[descendant_count++] = pid;
                pid = 0;
            }
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
}

/* Each thread has the children that it has forked itself: proc_pid_task(5). */
static void add_children_of(const char *pid) {
    char tasks[64], children[128], entries[BUFFER];
    append(append(append(tasks, "/proc/"), pid), "/task");
    long fd = open(tasks, O_RDONLY | O_CLOEXEC);
    for (long count; fd >= 0 && (count = CALL(GETDENTS64, fd, entries, sizeof entries, 0, 0)) > 0;) {
        for (long at = 0; at < count; at += ((struct directory_entry *)(entries + at))->length) {
            const char *thread = ((struct directory_entry *)(entries + at))->name;
            if (thread[0] != '.') {
                append(append(append(append(children, tasks), "/"), thread), "/children");
                add_pids_in(children);
            }
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
}

/* Finds all descendants of a process, of this one if it is 0: parents first, each signaled before its children. */
static void find_descendants(long ancestor, int first_signal) {
    char pid[24];
    descendant_count = 0;
    append_number(pid, (unsigned long)ancestor);
    add_children_of(ancestor ? pid : "self");
    for (int i = 0; i < descendant_count; i++) {
        kill(descendants[i], first_signal);
        append_number(pid, (unsigned long)descendants[i]);
        add_children_of(pid);
    }
}

static void signal_descendants(int signal) {
    for (int i = descendant_count - 1; i >= 0; i--) {
        kill(descendants[i], signal);
    }
}

/* ---- the guard ---- */

static struct {
    char id[64];
    int on_terminal;
    long owner, command, init; /* init: only of a command in namespaces of its own */
    int owner_fd, status_fd, signal_fd, init_fd;
    int ending, command_ended;
    unsigned long found, killed;
} guard;

static void report(const char *word, unsigned long first, unsigned long second, int numbers) {
    char line[sizeof guard.id + 64];
    char *end = append(append(append(line, guard.id), " "), word);
    end = append_number(append(end, " "), first);
    if (numbers > 1) {
        end = append_number(append(end, " "), second);
    }
    end = append(end, "\n");
    write(guard.status_fd, line, end - line);
}

/* Field 22 of /proc/PID/stat; the name of the program, field 2, is in parentheses and may contain anything. */
static unsigned long start_of(long pid) {
    char path[64], stat[BUFFER];
    append(append_number(append(path, "/proc/"), (unsigned long)pid), "/stat");
    long count = read_file(path, stat, sizeof stat);
    const char *at = stat + (count < 0 ? 0 : count);
    while (at > stat && *at != ')') {
        at--;
    }
    for (int field = 2; field < 22 && *at; at++) {
        field += *at == ' ';
    }
    return number(at);
}

static void report_command_end(int status) {
    int signal = status & 0x7f;
    guard.command_ended = 1;
    if (signal) {
        report("signal", (unsigned long)signal, 0, 1);
    } else {
        report("exit", (unsigned long)(status >> 8 & 0xff), 0, 1);
    }
}

/* Who is the first in a namespace takes all others with him, the command too, and has no time to tell. */
static void hear_from_init(int init_ended) {
    long news;
    while (guard.init_fd >= 0 && (news = hear(guard.init_fd)) != -EAGAIN) {
        if (news >= 0) {
            report_command_end((int)news);
        } else {
            close(guard.init_fd);
            guard.init_fd = -1;
        }
    }
    if (init_ended && !guard.command_ended) {
        report_command_end(SIGKILL);
    }
}

/* The proof is the kernel's: no child, and as every orphan becomes our child, no descendant. */
static int nobody_is_left(void) {
    int status;
    long pid;
    hear_from_init(0);
    while ((pid = CALL(WAIT4, -1, &status, WNOHANG | WALL, 0, 0)) > 0) {
        if (pid == guard.init) {
            hear_from_init(1);
        } else {
            guard.killed += guard.ending && (status & 0x7f) == SIGKILL;
        }
        if (pid == guard.command) {
            report_command_end(status);
            guard.command = 0;
        }
    }
    return pid == -ECHILD;
}

static void ask_to_end(void) {
    find_descendants(guard.init, 0); /* who dies of SIGTERM at once does not tell any more who its children are */
    guard.found = (unsigned long)descendant_count;
    signal_descendants(SIGTERM);
    if (guard.on_terminal) {
        signal_descendants(SIGHUP); /* an interactive shell ignores SIGTERM, and leaves when its terminal hangs up */
    }
    signal_descendants(SIGCONT); /* a stopped process has to go on to see the others */
}

/* Most commands have nothing outside of their group. As long as the command is not reaped, its number is its own. */
static void kill_group(void) {
    if (guard.command) {
        kill(-guard.command, SIGKILL);
    }
}

/*
 * Stopped first, so that nobody forks while the others are looked up. A pid that is signaled here cannot be that of a
 * stranger: the guard alone reaps its own children, and a parent that is stopped reaps nobody. Until nobody is left
 * there is another round.
 */
static void kill_all(void) {
    find_descendants(0, SIGSTOP);
    signal_descendants(SIGKILL);
}

/* The kernel kills all others before it lets go of the first one. */
static void kill_namespace(void) {
    find_descendants(guard.init, 0);
    guard.killed = (unsigned long)descendant_count;
    kill(guard.init, SIGKILL);
}

static void take_signals(void) {
    unsigned info[32]; /* struct signalfd_siginfo: 128 bytes, the number of the signal first */
    while (read(guard.signal_fd, info, sizeof info) == sizeof info) {
        switch (info[0]) {
            case SIGCHLD:
                break;
            case SIGUSR1:
                ask_to_end();
                break;
            default:
                guard.ending = 1;
        }
    }
}

/* Waits for a signal or the end of the owner, which a kernel before 5.3 does not announce; returns whether for nothing. */
static int wait_for_news(long milliseconds) {
    struct timespec limit = {0, milliseconds * 1000000};
    int watched = guard.owner_fd >= 0 && !guard.ending;
    struct pollfd news[] = {
        {guard.signal_fd, POLLIN, 0}, {guard.init_fd, POLLIN, 0}, {watched ? guard.owner_fd : -1, POLLIN, 0}};
    long count = CALL(PPOLL, news, 3, watched ? 0 : &limit, 0, 0);
    take_signals();
    guard.ending |= getppid() != guard.owner;
    return count == 0;
}

/* The dead are reaped as they come. Who is alive after a while is looked up, at longer and longer intervals. */
static void kill_until_nobody_is_left(void) {
    enum { NEWS_OF_A_STORM = 100, LONGEST_PAUSE = 100 };
    long pause = 1;
    int news = 0;
    guard.init ? kill_namespace() : kill_group();
    while (!nobody_is_left()) {
        int in_vain = wait_for_news(pause);
        if (in_vain || ++news % NEWS_OF_A_STORM == 0) {
            kill_all();
        }
        if (in_vain && pause < LONGEST_PAUSE) {
            pause *= 2;
        }
    }
}

/* Nobody's pipes, folders and secrets are kept: not the descriptors, not the arguments, not the environment. */
static void forget_the_command(char **arguments, char **environment) {
    long null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd <= 2; fd++) {
        null < 0 ? close(fd) : dup_onto((int)null, fd);
    }
    if (null > 2) {
        close((int)null);
    }
    CALL(CHDIR, "/", 0, 0, 0, 0);
    while (*environment) {
        memset(*environment, 0, (unsigned long)length(*environment));
        environment++;
    }
    for (; *arguments; arguments++) {
        memset(*arguments, 0, (unsigned long)length(*arguments));
    }
}

/* Returns when the command runs, or has failed to: that is what CLONE_VFORK waits for. */
static long fork_command(const struct order *order) {
    long pid;
    if (given(order->cgroup)) {
        struct clone_args request = {.flags = CLONE_VFORK | CLONE_INTO_CGROUP, .exit_signal = SIGCHLD};
        request.cgroup = (unsigned long)open(order->cgroup, O_RDONLY | O_CLOEXEC);
        pid = CALL(CLONE3, &request, sizeof request, 0, 0, 0);
        close((int)request.cgroup);
    } else {
        pid = CALL(CLONE, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
    }
    if (pid == 0) {
        set_mark(order->mark);
        become_command(order);
    }
    return pid;
}

/*
 * The first process of the namespaces: it starts the command, tells how the command ends, and stays until nobody is left.
 * No signal from inside does anything to it, and of those from outside only SIGKILL. If somebody ends the guard, all end:
 * PR_SET_PDEATHSIG is about the thread that has forked us, but the guard has no other one.
 */
__attribute__((noreturn)) static void be_init(const struct order *order, char **arguments, int guard_fd, long error) {
    int status;
    CALL(PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    close(guard.status_fd);
    close(guard.signal_fd);
    close(guard.owner_fd);
    long command = error ? error : fork_command(order);
    tell(guard_fd, command);
    if (command < 0 || hear(guard_fd) < 0) {
        exit(COULD_NOT_START);
    }
    forget_the_command(arguments + 1, order->environment);
    for (long pid; (pid = CALL(WAIT4, -1, &status, WALL, 0, 0)) > 0 || pid == -EINTR;) {
        if (pid == command) {
            tell(guard_fd, status);
            command = 0; /* its number may be given out again */
        }
    }
    exit(0);
}

/* Returns the command's pid where the guard is. Until it is told to go on, init reaps nobody: the pid stays valid. */
static long fork_isolated(const struct order *order, char **arguments) {
    char pid[24];
    int ends[2];
    struct ids ids = own_ids();
    long error = CALL(SOCKETPAIR, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends, 0);
    guard.init = error ? error : fork_into_namespaces(&ids);
    if (guard.init == 0) {
        close(ends[0]);
        be_init(order, arguments, ends[1], furnish_namespaces(&ids));
    }
    if (guard.init < 0) {
        return guard.init;
    }
    close(ends[1]);
    guard.init_fd = ends[0];
    long news = hear(guard.init_fd);
    descendant_count = 0;
    append_number(pid, (unsigned long)guard.init);
    add_children_of(pid);
    CALL(FCNTL, guard.init_fd, F_SETFL, O_RDWR | O_NONBLOCK, 0, 0);
    return news < 0 ? news : descendant_count ? descendants[0] : -ECHILD;
}

/* If the owner ended before we watch it, its parent is ours now. */
static void watch_owner(long owner) {
    guard.owner = owner;
    guard.owner_fd = (int)CALL(PIDFD_OPEN, owner, 0, 0, 0, 0);
    if (getppid() != owner) {
        exit(COULD_NOT_START);
    }
}

static void open_status(const char *session) {
    char path[BUFFER];
    join_path(path, session, "status");
    guard.status_fd = (int)open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC); /* fails at once if nobody reads */
    if (guard.status_fd < 0) {
        exit(COULD_NOT_START);
    }
    CALL(FCNTL, guard.status_fd, F_SETFL, O_WRONLY, 0, 0); /* from now on: rather late than lost */
}

static void watch_signals(void) {
    sigset all = ALL_SIGNALS;
    set_signal_mask(SIG_BLOCK, all); /* SIGPIPE too: the owner may be gone when we report */
    guard.signal_fd = (int)CALL(SIGNALFD4, -1, &all, SIGSET_BYTES, O_NONBLOCK | O_CLOEXEC, 0);
}

__attribute__((noreturn)) static void stand_guard(const struct order *order, char **arguments, int isolated) {
    if (length(order->id) >= (long)sizeof guard.id) {
        exit(COULD_NOT_START);
    }
    append(guard.id, order->id);
    guard.on_terminal = given(order->terminal);
    watch_owner(order->owner);
    open_status(order->session);
    watch_signals();
    CALL(PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    CALL(SETSID, 0, 0, 0, 0, 0); /* the keys and signals of a build tool are not for us */
    guard.init_fd = -1;
    guard.command = isolated ? fork_isolated(order, arguments) : fork_command(order);
    if (guard.command < 0) {
        report("failed", (unsigned long)-guard.command, 0, 1);
        exit(COULD_NOT_START);
    }
    forget_the_command(arguments + 1, order->environment);
    report("pid", (unsigned long)guard.command, start_of(guard.command), 2);
    tell(guard.init_fd, 0);
    while (!guard.ending && !nobody_is_left()) {
        wait_for_news(OWNER_CHECK_MILLISECONDS);
    }
    if (guard.ending) {
        kill_until_nobody_is_left();
    }
    report("empty", guard.found > guard.killed ? guard.found : guard.killed, guard.killed, 2);
    exit(0);
}

/* ---- the rest ---- */

/*
 * The end of the pipe says that the owner is gone, unless others hold it open: helpers of the JDK, which start processes
 * two at a time and are killed with the JVM in between, wait for each other for good.
 */
__attribute__((noreturn)) static void watch(long owner_fd, const char *pipe) {
    static const char line[] = "close\n";
    struct pollfd news = {(int)owner_fd, POLLIN, 0};
    for (int fd = 0; fd <= 2; fd++) {
        close(fd);
    }
    while (CALL(PPOLL, &news, 1, 0, 0, 0) < 1) {
    }
    long fd = open(pipe, O_WRONLY | O_NONBLOCK); /* fails if nobody reads any more */
    write((int)fd, line, sizeof line - 1);
    exit(0);
}

__attribute__((noreturn)) static void detach(long owner, const char *pipe, char **slots, char **environment) {
    long owner_fd = CALL(PIDFD_OPEN, owner, 0, 0, 0, 0);
    if (CALL(CLONE, SIGCHLD, 0, 0, 0, 0) == 0) {
        CALL(SETSID, 0, 0, 0, 0, 0);
        reset_signals();
        CALL(EXECVE, slots[0], slots + 1, environment, 0, 0);
        exit(NOT_FOUND);
    }
    if (owner_fd >= 0 && CALL(CLONE, SIGCHLD, 0, 0, 0, 0) == 0) {
        CALL(SETSID, 0, 0, 0, 0, 0);
        set_signal_mask(SIG_BLOCK, ALL_SIGNALS);
        watch(owner_fd, pipe);
    }
    exit(0);
}

static int can_guard(void) {
    char path[64], children[BUFFER];
    unsigned long pid = (unsigned long)CALL(GETPID, 0, 0, 0, 0, 0);
    append(append_number(append(append_number(append(path, "/proc/"), pid), "/task/"), pid), "/children");
    return read_file(path, children, sizeof children) >= 0;
}

static int can_mark(void) {
    char limits[BUFFER];
    struct limit after;
    set_mark("700000000000000000");
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, 0, &after, 0);
    return after.soft == 700000000000000000ul && read_file("/proc/self/limits", limits, sizeof limits) > 0;
}

__attribute__((noreturn)) static void probe(char **pipes) {
    for (; *pipes; pipes++) {
        if (CALL(MKNODAT, AT_FDCWD, *pipes, S_IFIFO | 0600, 0, 0) < 0) {
            exit(CANNOT_EXECUTE);
        }
    }
    exit(PROBED + can_guard() * GUARDS + can_mark() * MARKS);
}

__attribute__((noreturn)) static void probe_namespaces(void) {
    int status = 0;
    struct ids ids = own_ids();
    long pid = fork_into_namespaces(&ids);
    if (pid < 0) {
        complain("make a PID namespace", "", -pid);
        exit(CANNOT_EXECUTE);
    }
    if (pid == 0) {
        long error = furnish_namespaces(&ids);
        if (error) {
            complain("mount /proc in a PID namespace", "", -error);
        }
        exit(error ? CANNOT_EXECUTE : PROBED);
    }
    CALL(WAIT4, pid, &status, WALL, 0, 0);
    exit(status >> 8 & 0xff);
}

__attribute__((noreturn, used)) void start(long *stack) {
    long count = stack[0];
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + count + 1;
    const char *what = count > 1 ? arguments[1] : "";
    if (equal(what, "probe")) {
        probe(arguments + 2);
    }
    if (equal(what, "detach") && count >= 6) {
        detach((long)number(arguments[2]), arguments[3], arguments + 4, environment);
    }
    if (equal(what, "probe-namespaces")) {
        probe_namespaces();
    }
    int isolated = equal(what, "isolate");
    if (count >= 10 && (isolated || equal(what, "guard") || equal(what, "launch"))) {
        struct order order = {
            (long)number(arguments[2]), arguments[3], arguments[4], arguments[5], arguments[6], arguments[7],
            arguments[8], arguments + 8, environment};
        equal(what, "launch") ? launch(&order) : stand_guard(&order, arguments, isolated);
    }
    exit(NOT_FOUND);
}
