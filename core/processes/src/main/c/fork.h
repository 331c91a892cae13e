/* How a guard of this machine starts its command. */
#ifndef CURFEW_FORK_H
#define CURFEW_FORK_H

#include "guardian.h"
#include "lane.h"

/* Returns when the command runs, or has failed to: CLONE_VFORK waits for that. */
static long fork_command(const struct order *order) {
    long pid, parent = getpid();
    if (given(order->cgroup)) {
        struct clone_args request = {.flags = CLONE_VFORK | CLONE_INTO_CGROUP, .exit_signal = SIGCHLD};
        request.cgroup = (unsigned long)open(order->cgroup, O_RDONLY | O_CLOEXEC);
        pid = CALL(CLONE3, &request, sizeof request, 0, 0, 0);
        close((int)request.cgroup);
    } else {
        pid = CALL(CLONE, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
    }
    if (pid == 0) {
        if (guard.server) {
            die_with(parent); /* until the start is reported, only the parent knows of this process */
        } else {
            reset_signal_actions(); /* the server has done that, once for all */
        }
        set_mark(order->mark);
        CALL(PRCTL, PR_SET_PDEATHSIG, 0, 0, 0, 0);
        become_command(order);
    }
    return pid;
}

/*
 * The first process of the namespaces. It starts the command, reports how the command ends, and stays until no process
 * is left. Signals from inside have no effect on it, and of those from outside only SIGKILL does. If the guard is
 * killed, all processes end: PR_SET_PDEATHSIG refers to the thread that forked this process, and the guard has only
 * one.
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
            command = 0; /* its number may be reused */
        }
    }
    exit(0);
}

/*
 * Returns the command's pid in the namespace of the guard. Init reaps no process until the guard tells it to continue,
 * so the pid stays valid.
 */
static long fork_isolated(const struct order *order, char **arguments) {
    char pid[24];
    int ends[2];
    struct ids ids = own_ids();
    long error = CALL(SOCKETPAIR, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends, 0);
    guard.init = error ? error : fork_into_namespaces(&ids);
    if (guard.init == 0) {
        guard.key = (struct key){0}; /* before any process inside can read it */
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

/* Returns when the command runs. */
static void run_under_guard(struct order *order, char **arguments, int isolated) {
    order->failure = map_memory(sizeof *order->failure, MAP_SHARED);
    if (!order->failure) {
        refuse(ENOMEM, "program");
    }
    CALL(PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    if (!guard.server) {
        /* Keys and signals of a build tool must not reach the guard. The server has a session of its own: a second one for each
           start takes long where the scheduler makes a group of each session. */
        CALL(SETSID, 0, 0, 0, 0, 0);
    }
    guard.init_fd = -1;
    guard.command = isolated ? fork_isolated(order, arguments) : fork_command(order);
    if (guard.command < 0) {
        report("failed", (unsigned long)-guard.command, 0, 1);
        exit(COULD_NOT_START);
    }
    refuse_if_failed(order->failure);
}

#endif
