/* How a process becomes the command that it was started for. */
#ifndef CURFEW_COMMAND_H
#define CURFEW_COMMAND_H

#include "system.h"
#include "text.h"

enum { COULD_NOT_START = 125, CANNOT_EXECUTE = 126, NOT_FOUND = 127 };

/* No limit that a person sets is as large, and every mark is smaller: a larger limit means "none". */
#define LARGEST_MARK 999999999999999999ul

struct order {
    long owner;
    const char *session, *id, *mark, *terminal, *cgroup;
    char *program;
    char **slots; /* one before the arguments of the command, and free: see execute */
    char **environment;
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
 * Behind the mark come limits, each after a blank: RESOURCE=VALUE, with the number that getrlimit(2) has for the resource,
 * which is one digit. A limit that is lower already stays, because it cannot be raised. Who uses up the time of the
 * processor gets SIGXCPU, and SIGKILL a second later. Returns an error number, or zero.
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
            return EPERM; /* it would not bind root */
        }
        CALL(PRLIMIT64, 0, resource, 0, &limit, 0);
        limit.soft = value < limit.hard ? value : limit.hard;
        value += resource == RLIMIT_CPU && value < ~0ul;
        limit.hard = value < limit.hard ? value : limit.hard;
        error = -CALL(PRLIMIT64, 0, resource, &limit, 0, 0);
    }
    return error;
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

/* A script without "#!" is run by sh, as execvp(3) does. Returns an error number: it returns only then. */
static long execute(const struct order *order) {
    long error = -CALL(EXECVE, order->program, order->slots + 1, order->environment, 0, 0);
    if (error == ENOEXEC) {
        order->slots[0] = "sh";
        order->slots[1] = order->program;
        CALL(EXECVE, "/bin/sh", order->slots, order->environment, 0, 0);
    }
    return error;
}

__attribute__((noreturn)) static void become_command(const struct order *order) {
    CALL(SETSID, 0, 0, 0, 0, 0); /* so that signals reach the command and what it starts, and nobody else */
    if (given(order->terminal)) {
        take_terminal(order->terminal);
    }
    reset_signals();
    long error = set_limits(order->mark);
    if (error) {
        complain("set the limits of ", order->program, error);
        exit(CANNOT_EXECUTE);
    }
    error = execute(order);
    complain("execute ", order->program, error);
    exit(error == ENOENT ? NOT_FOUND : CANNOT_EXECUTE);
}

#endif
