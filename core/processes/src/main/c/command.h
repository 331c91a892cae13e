/* Turns a process into the command that it was started for. */
#ifndef CURFEW_COMMAND_H
#define CURFEW_COMMAND_H

#include "system.h"
#include "text.h"

enum { COULD_NOT_START = 125, CANNOT_EXECUTE = 126, NOT_FOUND = 127 };

#define DEFAULT_PATH "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

/* Every mark is smaller, and so is every limit that a person sets: a larger limit means "none". */
#define LARGEST_MARK 999999999999999999ul

/* Error numbers. */
struct failure {
    long of_limits, of_program;
};

struct order {
    long owner;
    const char *session, *id, *mark, *terminal, *cgroup;
    char *program; /* a path, or a name that is searched for in the PATH of the command; null: argument 0 */
    char **slots;  /* one slot before the arguments of the command, which is free: see execute */
    char **environment;
    struct failure *failure; /* in memory that is shared with the guard; null: failures are printed */
};

static int given(const char *argument) { return !equal(argument, "-"); }

static void join_path(char *to, const char *folder, const char *name) {
    if (length(folder) > BUFFER - 64) {
        exit(COULD_NOT_START);
    }
    append(append(append(to, folder), "/"), name);
}

static void complain(const char *what, const char *about, long error) {
    char line[BUFFER + 128];
    char *end = append(append(line, "curfew: cannot "), what);
    end = append(end, length(about) < BUFFER ? about : "(a long path)");
    end = append(append_number(append(end, ": errno "), (unsigned long)error), "\n");
    write(2, line, end - line);
}

/* A JVM that was started in the background ignores SIGINT, and its children would inherit that. */
static void reset_signal_actions(void) {
    struct sigaction action = {0};
    for (int signal = 1; signal <= SIGNALS; signal++) {
        CALL(RT_SIGACTION, signal, &action, 0, SIGSET_BYTES, 0);
    }
}

static void reset_signals(void) {
    reset_signal_actions();
    set_signal_mask(SIG_SETMASK, 0);
}

/*
 * Inside another Curfew session the hard limit carries the mark of that session and must stay: then only the soft limit
 * carries this mark.
 */
static void set_mark(const char *mark) {
    struct limit limit;
    if (*mark == '-') {
        return;
    }
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, 0, &limit, 0);
    limit.soft = number(mark);
    if (limit.hard > LARGEST_MARK) {
        limit.hard = limit.soft;
    }
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, &limit, 0, 0);
}

/*
 * The mark is followed by limits, each after a blank: RESOURCE=VALUE, where RESOURCE is the number of the resource in
 * getrlimit(2), one digit. A lower limit that is already in effect stays, because it cannot be raised. A process that
 * exceeds its CPU time gets SIGXCPU, and SIGKILL a second later. Returns an error number, or zero.
 */
static long set_limits(const char *at) {
    long error = 0;
    int resource = -1;
    for (; *at && !error; resource = *at++ - '0') {
        struct limit limit;
        unsigned long value = number(at + 1);
        if (*at != '=') {
            continue;
        }
        if (resource < 0 || resource > 9) {
            return EINVAL;
        }
        if (resource == RLIMIT_NPROC && CALL(GETEUID, 0, 0, 0, 0, 0) == 0) {
            return EPERM; /* the limit would not apply to root */
        }
        CALL(PRLIMIT64, 0, resource, 0, &limit, 0);
        limit.soft = value < limit.hard ? value : limit.hard;
        value += resource == RLIMIT_CPU && value < ~0ul;
        limit.hard = value < limit.hard ? value : limit.hard;
        error = -CALL(PRLIMIT64, 0, resource, &limit, 0, 0);
    }
    return error;
}

/* While a line is edited, the terminal then erases whole characters: see IUTF8 in termios(3). */
static void expect_utf8(struct terminal_settings *settings) {
    enum { INPUT_IS_UTF8 = 040000 };
    settings->input |= INPUT_IS_UTF8;
}

/* The first terminal that a session leader opens becomes its controlling terminal. */
static void take_terminal(const char *terminal) {
    struct terminal_settings settings;
    long fd = open(terminal, O_RDWR);
    if (fd < 0) {
        complain("open ", terminal, -fd);
        exit(CANNOT_EXECUTE);
    }
    CALL(IOCTL, fd, TIOCSCTTY, 0, 0, 0);
    if (ioctl((int)fd, TCGETS, &settings) == 0) {
        expect_utf8(&settings);
        ioctl((int)fd, TCSETS, &settings);
    }
    dup_onto((int)fd, 0);
    dup_onto((int)fd, 1);
    dup_onto((int)fd, 2);
    if (fd > 2) {
        close((int)fd);
    }
}

/*
 * A program that is open for writing cannot be run (ETXTBSY in execve(2)). A child forked by the writer also holds the
 * program open until the child runs another program, so the error passes soon after the program was written.
 */
static long execute_when_written(const char *program, char **arguments, char **environment) {
    enum { ATTEMPTS = 40, NANOSECONDS = 1000000 };
    long error, attempt = 0;
    while ((error = -CALL(EXECVE, program, arguments, environment, 0, 0)) == ETXTBSY && attempt++ < ATTEMPTS) {
        struct timespec pause = {0, attempt * NANOSECONDS};
        CALL(PPOLL, 0, 0, &pause, 0, 0);
    }
    return error;
}

/* A script without "#!" is run by sh, as execvp(3) does. Returns only on failure, with an error number. */
static long execute(const struct order *order) {
    long error = execute_when_written(order->program, order->slots + 1, order->environment);
    if (error == ENOEXEC) {
        order->slots[0] = "sh";
        order->slots[1] = order->program;
        CALL(EXECVE, "/bin/sh", order->slots, order->environment, 0, 0);
    }
    return error;
}

/* ---- finding the program, as execvp(3) does ---- */

static int same_name(const char *a, const char *b) {
    while (*a && *a != '=' && *a == *b) {
        a++;
        b++;
    }
    return (!*a || *a == '=') && (!*b || *b == '=');
}

/* A variable without "=", which execve(2) permits, has no value. */
static const char *path_in(char **environment) {
    while (*environment && !(same_name(*environment, "PATH") && (*environment)[sizeof "PATH" - 1])) {
        environment++;
    }
    return (*environment ? *environment : DEFAULT_PATH) + sizeof "PATH";
}

/* Writes the first folder of the path, followed by the name, and returns the rest of the path, which may be null. */
static const char *next_candidate(char *to, const char *path, const char *name) {
    char *at = to;
    for (; *path && *path != ':'; path++) {
        if (at - to < BUFFER - 2) {
            *at++ = *path;
        }
    }
    if (at > to) {
        *at++ = '/';
    }
    append(at, name);
    return *path ? path + 1 : 0;
}

static int has_slash(const char *name) {
    while (*name && *name != '/') {
        name++;
    }
    return *name != 0;
}

/* Returns only on failure, with an error number. */
static long execute_by_name(const struct order *order) {
    char candidate[2 * BUFFER], *argument0 = order->slots[1], *name = order->program ? order->program : argument0;
    const char *path = path_in(order->environment);
    long worst = ENOENT;
    struct order found = *order;
    if (!*name || length(name) >= BUFFER || has_slash(name)) {
        found.program = name;
        return execute(&found);
    }
    found.program = candidate;
    while (path) {
        path = next_candidate(candidate, path, name);
        long error = execute(&found);
        found.slots[1] = argument0;
        if (error == EACCES) {
            worst = error;
        } else if (error != ENOENT && error != ENOTDIR) {
            return error;
        }
    }
    return worst;
}

/* ---- running the command ---- */

/* Returns only on failure. */
static struct failure try_to_run(const struct order *order) {
    struct failure failure = {set_limits(order->mark), 0};
    if (!failure.of_limits) {
        failure.of_program = execute_by_name(order);
    }
    return failure;
}

/* The actions of signals are reset already. */
__attribute__((noreturn)) static void become_command(const struct order *order) {
    CALL(SETSID, 0, 0, 0, 0, 0); /* so that signals reach only the command and its descendants */
    if (given(order->terminal)) {
        take_terminal(order->terminal);
    }
    set_signal_mask(SIG_SETMASK, 0);
    struct failure failure = try_to_run(order);
    if (order->failure) {
        *order->failure = failure;
        exit(NOT_FOUND);
    }
    if (failure.of_limits) {
        complain("set the limits of ", order->program, failure.of_limits);
        exit(CANNOT_EXECUTE);
    }
    complain("execute ", order->program, failure.of_program);
    exit(failure.of_program == ENOENT ? NOT_FOUND : CANNOT_EXECUTE);
}

#endif
