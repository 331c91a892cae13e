/*
 * The native parts of Curfew, in one program. The first argument selects the function:
 *
 *   guard OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Runs a command as its child, and stays until no descendant of the command is left.
 *   isolate OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Guards a command in namespaces of its own: see namespace.h.
 *   launch OWNER SESSION ID MARK TERMINAL CGROUP PROGRAM ARGV0 [ARGUMENT ...]
 *       Becomes the command and keeps its pid. Used where guards are not possible.
 *   detach OWNER PIPE PROGRAM ARGV0 [ARGUMENT ...]
 *       Runs a program that is not a descendant of the owner, in a session of its own and without output, prints its pid, and
 *       runs another process that writes "close" to the named pipe when the owner has ended.
 *   probe PATH ...
 *       Makes named pipes that only this user may open, and reports by its exit code what works here: 40, plus 1 if
 *       guards work, plus 2 if marks can be set and read.
 *   probe-namespaces
 *       Exits with code 40 if "isolate" is permitted here, or else prints why not.
 *   serve OWNER SESSION
 *       Forks guards by request, and tells when one of them dies: see serve.h.
 *   lane|series FOLDER WARDEN NONCE
 *       Enters a sandbox in advance, waits there for the order to run a command, and guards the command: see lane.h.
 *   warden FOLDER MARK COOKIE OWNER LEASE
 *       Ends the processes of a session, on request or when the JVM is gone: see warden.h.
 *   job FOLDER MARK RUNTIME GRACE HEAD SIZE ARGV0 [ARGUMENT ...]
 *       Runs a command that outlives its launcher: see job.h.
 *   relay PROGRAM [ARGUMENT ...]
 *       Becomes a program. A child copies the output of the program, and the reports that guards write to the named pipe that
 *       is open as descriptor 3, to the standard output: see relay.h.
 *   identify PID
 *       Prints "PID START NAMESPACE": START is 0 if there is no such process, or it is a zombie.
 *   escaped DIRECTORY WORD ...
 *       Runs the words as its arguments, in that directory. "\xx" is one byte, in all of them and in variables whose
 *       names begin with CURFEW_BYTES_, a prefix that is removed. A JVM uses this for text that its locale cannot encode.
 *   prune FOLDER
 *       Deletes a folder with its content, and nothing else: see prune.h.
 *
 * OWNER is the pid of the JVM, which is the parent. MARK may be followed by limits: see set_limits. "-" is an absent
 * argument.
 *
 * A guard is the sub-reaper of all processes that the command starts (prctl(2), PR_SET_CHILD_SUBREAPER): a process whose
 * parent dies becomes a child of the guard, whatever sessions and groups it has made. So the guard can determine exactly when
 * no process is left: wait4(2) returns ECHILD. It writes its reports to the named pipe SESSION/status, one line each, with a seal
 * at the end, because every process of the same user can write there: see seal.h. The key comes in the variable CURFEW_KEY of
 * the guard's environment. Other processes of this user cannot read that, and the command does not get it.
 *
 *   ID failed ERRNO             there is no command: fork(2) failed
 *   ID refused ERRNO WHAT       there is no command: the program cannot be executed, or a limit cannot be set
 *   ID pid PID START            the command runs; START as in proc_pid_stat(5), field 22; a guard that a server has forked adds
 *                               more: see serve.h
 *   ID exit CODE                the command has ended
 *   ID signal NUMBER            the command was ended by a signal
 *   ID used CPU MEMORY          resource use: CPU time in microseconds, the memory of the largest process in kibibytes
 *   ID empty FOUND KILLED       no process is left: the last report of a guard
 *
 * SIGUSR1 asks all descendants to end; FOUND is their number. Another SIGUSR1 only sends SIGHUP, and only on a
 * terminal. SIGTERM, SIGINT, SIGHUP, SIGQUIT and the end of the owner kill them; KILLED is their number. Signals from the
 * descendants themselves are ignored: see sender.h. SIGUSR2 asks for the echo of a terminal: see lane.h.
 */
#include "fork.h"
#include "job.h"
#include "probe.h"
#include "prune.h"
#include "relay.h"
#include "serve.h"
#include "warden.h"

#define ESCAPED_VARIABLE "CURFEW_BYTES_"

/*
 * At the end of a session, the file "closed" is created first, then processes are searched for marks, and the folder is
 * deleted last. This function sets the mark first and then checks for the file and the folder, so no process is missed.
 */
__attribute__((noreturn)) static void launch(const struct order *order) {
    char closed[BUFFER];
    let_others_look_in(1); /* other processes must be able to read the marks */
    join_path(closed, order->session, "closed");
    set_mark(order->mark);
    if (getppid() != order->owner || exists(closed) || !exists(order->session)) {
        exit(COULD_NOT_START);
    }
    reset_signal_actions();
    become_command(order);
}

/* Reads the key, wipes it, and removes it from the environment, which is passed to the command. */
static void take_key(char **environment) {
    static const char name[] = "CURFEW_KEY";
    while (*environment && !same_name(*environment, name)) {
        environment++;
    }
    if (!*environment) {
        return;
    }
    char *value = *environment + sizeof name - 1;
    read_key(&guard.key, value + (*value == '='));
    memset(*environment, 0, (unsigned long)length(*environment));
    for (; *environment; environment++) {
        environment[0] = environment[1];
    }
}

__attribute__((noreturn)) static void stand_guard(struct order *order, char **arguments, int isolated) {
    take_key(order->environment);
    if (length(order->id) >= (long)sizeof guard.id) {
        exit(COULD_NOT_START);
    }
    append(guard.id, order->id);
    guard.on_terminal = given(order->terminal);
    watch_owner(order->owner);
    open_status(order->session);
    watch_signals();
    run_under_guard(order, arguments, isolated);
    forget_the_command(arguments + 1, order->environment);
    report("pid", (unsigned long)guard.command, start_of(guard.command), 2);
    tell(guard.init_fd, 0);
    stay_until_nobody_is_left();
}

/* ---- the rest ---- */

/*
 * Watches the owner by a pidfd. The end of the pipe would not be enough, because other processes may hold it open:
 * helpers of the JDK that start two processes at a time, and are killed with the JVM in between, wait for each other
 * forever.
 */
__attribute__((noreturn)) static void watch(long owner_fd, const char *pipe) {
    static const char line[] = "close\n";
    struct pollfd news = {(int)owner_fd, POLLIN, 0};
    for (int fd = 0; fd <= 2; fd++) {
        close(fd);
    }
    while (CALL(PPOLL, &news, 1, 0, 0, 0) < 1) {
    }
    long fd = open(pipe, O_WRONLY | O_NONBLOCK); /* fails if the pipe has no reader any more */
    write((int)fd, line, sizeof line - 1);
    exit(0);
}

__attribute__((noreturn)) static void detach(long owner, const char *pipe, char **slots, char **environment) {
    char line[32];
    long owner_fd = CALL(PIDFD_OPEN, owner, 0, 0, 0, 0);
    long pid = CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        dup_onto((int)open("/dev/null", O_WRONLY | O_CLOEXEC), 1);
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
    if (pid > 0) {
        char *end = append(append_number(line, (unsigned long)pid), "\n");
        write(1, line, end - line);
    }
    exit(0);
}

__attribute__((noreturn)) static void probe(char **pipes) {
    for (; *pipes; pipes++) {
        if (make_named_pipe(*pipes) < 0) {
            exit(CANNOT_EXECUTE);
        }
    }
    exit_with_what_works();
}

__attribute__((noreturn)) static void identify(long pid) {
    char line[BUFFER];
    char *end = append(append_identity(line, pid), "\n");
    write(1, line, end - line);
    exit(0);
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

static void unescape_all(char **words, char **environment) {
    for (; *words; words++) {
        unescape(*words);
    }
    for (; *environment; environment++) {
        if (starts_with(*environment, ESCAPED_VARIABLE)) {
            *environment += sizeof ESCAPED_VARIABLE - 1;
            unescape(*environment);
        }
    }
}

static void enter(char *directory) {
    long error = given(directory) ? -CALL(CHDIR, directory, 0, 0, 0, 0) : 0;
    if (error) {
        complain("enter ", directory, error);
        exit(COULD_NOT_START);
    }
    memset(directory, 0, (unsigned long)length(directory));
}

__attribute__((noreturn, used)) void start(long *stack) {
    let_others_look_in(0); /* before the process has any data that others must not read */
    long count = stack[0];
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + count + 1;
    if (count > 3 && equal(arguments[1], "escaped")) {
        unescape_all(arguments + 2, environment);
        enter(arguments[2]);
        arguments += 2;
        count -= 2;
    }
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
    if (equal(what, "identify") && count >= 3) {
        identify((long)number(arguments[2]));
    }
    if (equal(what, "prune") && count >= 3) {
        exit(prune(arguments[2]));
    }
    if (equal(what, "relay") && count >= 3) {
        relay(arguments + 2, environment);
    }
    if (equal(what, "serve") && count >= 4) {
        run_server((long)number(arguments[2]), arguments[3], arguments, environment);
    }
    if (equal(what, "warden") && count >= 7) {
        run_warden(arguments, environment);
    }
    if ((equal(what, "lane") || equal(what, "series")) && count >= 5) {
        run_lane(equal(what, "series"), arguments, environment);
    }
    if (equal(what, "job") && count > JOB_FIRST_ARGUMENT) {
        run_job(arguments, environment);
    }
    int isolated = equal(what, "isolate");
    if (count >= 10 && (isolated || equal(what, "guard") || equal(what, "launch"))) {
        struct order order = {
            (long)number(arguments[2]), arguments[3], arguments[4], arguments[5], arguments[6], arguments[7],
            arguments[8], arguments + 8, environment, 0};
        if (equal(what, "launch")) {
            launch(&order);
        }
        stand_guard(&order, arguments, isolated);
    }
    exit(NOT_FOUND);
}

