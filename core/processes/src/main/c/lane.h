/*
 * A lane is entered into a sandbox in advance. It waits for the order to run a command there, and then guards the command. It
 * is not a child of the warden, but ends with it as a guard does with its owner, and writes reports to FOLDER/status as a
 * guard does.
 *
 * It writes a line to its standard output, after a record separator (byte 0x1e):
 *
 *   NONCE ready PID START NAMESPACE
 *
 * Then it reads the size of the order in decimal digits and a newline, and the order: see order.h. The rest of the input
 * belongs to the command. Until then a terminal is raw. End-of-file instead of an order ends the lane. When the command has
 * ended, NONCE between two record separators follows the last byte that it wrote, in each of its streams, as soon as there
 * is room for it.
 * There is one more report, before the command runs, with an error number:
 *
 *   ID refused ERRNO directory|program|limits|order
 */
#ifndef CURFEW_LANE_H
#define CURFEW_LANE_H

#include "guardian.h"
#include "order.h"
#include "tty.h"

enum { LARGEST_ORDER = 1 << 24 };

/* The file "owner" identifies the warden of the folder, even if its pid was reused. */
static void watch_warden(const char *folder, long warden) {
    char path[BUFFER], owner[BUFFER], expected[64];
    guard.owner = warden;
    guard.owner_fd = (int)CALL(PIDFD_OPEN, warden, 0, 0, 0, 0);
    guard.owner_start = start_of_living(warden);
    join_path(path, folder, "closed");
    char *end = append(append_number(expected, (unsigned long)warden), " ");
    end = append(append_number(end, guard.owner_start), " ");
    if (exists(path)) {
        exit(COULD_NOT_START);
    }
    join_path(path, folder, "owner");
    long count = read_file(path, owner, sizeof owner);
    owner[end - expected] = 0;
    if (count < 0 || !guard.owner_start || !equal(owner, expected)) {
        complain("find the warden of ", folder, ESRCH);
        exit(COULD_NOT_START);
    }
}

static void say_ready(const char *nonce) {
    char line[BUFFER];
    char *end = append(append(append(line, RECORD_SEPARATOR), nonce), " ready ");
    end = append(append_identity(end, getpid()), "\n");
    write(1, line, end - line);
}

/* Returns whether all of it was read: the end of the input ends an unused lane. */
static int read_exactly(char *to, long size) {
    while (size > 0) {
        struct pollfd news[] = {{0, POLLIN, 0}, {guard.owner_fd, POLLIN, 0}};
        struct timespec time = {0, OWNER_CHECK_MILLISECONDS * 1000000};
        CALL(PPOLL, news, 2, guard.owner_fd < 0 ? &time : 0, 0, 0);
        if (owner_is_gone(news[1].revents)) {
            exit(COULD_NOT_START);
        }
        if (news[0].revents) {
            long count = read(0, to, size);
            if (count <= 0 && count != -EAGAIN) {
                return 0;
            }
            to += count > 0 ? count : 0;
            size -= count > 0 ? count : 0;
        }
    }
    return 1;
}

static void report_refusal(long error, const char *what) {
    char line[LONGEST_REPORT];
    char *end = append(append(line, guard.id), " refused ");
    end = append(append(append_number(end, (unsigned long)error), " "), what);
    end = append_seal(line, end, &guard.key);
    write(guard.status_fd, line, end - line);
}

/* The child is reaped first: process 1 of a container may not reap orphans. */
static void refuse(long error, const char *what) {
    if (guard.init > 0) {
        kill(guard.init, SIGKILL);
    }
    reap(guard.init);
    reap(guard.command);
    report_refusal(error, what);
    exit(COULD_NOT_START);
}

static void refuse_if_failed(const struct failure *failure) {
    if (failure->of_limits) {
        refuse(failure->of_limits, "limits");
    }
    if (failure->of_program) {
        refuse(failure->of_program, "program");
    }
}

/* Mapping megabytes is cheap: memory is not used before it is written to. */
static void read_order(struct lane_order *order, char **environment) {
    char digits[16];
    long size, count = 0, variables = 0, read = 0;
    do {
        read = read_exactly(digits + count, 1);
    } while (read && digits[count] != '\n' && ++count < (long)sizeof digits - 1);
    digits[count] = 0;
    size = (long)number(digits);
    while (environment[variables]) {
        variables++;
    }
    if (!read) {
        exit(0);
    }
    append(guard.id, "-");
    order->text = size > 0 && size < LARGEST_ORDER ? map_memory((unsigned long)size + 1, MAP_PRIVATE) : 0;
    order->size_of_text = size + 1;
    order->room = map_memory((unsigned long)(2 * size + variables + 16) * sizeof(char *), MAP_PRIVATE);
    if (!order->text || !order->room) {
        refuse(E2BIG, "order");
    }
    if (!read_exactly(order->text, size)) {
        exit(0);
    }
    int whole = parse_order(order, size) && read_key(&guard.key, order->key);
    if (length(order->id) < (long)sizeof guard.id) {
        append(guard.id, order->id);
    }
    if (!whole) {
        refuse(EINVAL, "order");
    }
}

static void prepare_marker(const char *nonce, int merged) {
    keep_stream(&guard.marker.streams[0], 1);
    if (merged) {
        guard.marker.streams[1].fd = -1;
    } else {
        keep_stream(&guard.marker.streams[1], 2);
    }
    append(append(append(guard.marker.text, RECORD_SEPARATOR), nonce), RECORD_SEPARATOR);
}

/* Sets the mark first and then checks whether the session is closed: the end of a session does both in the opposite order. */
__attribute__((noreturn)) static void become_ordered(
    struct order *command, const char *closed, const struct terminal *terminal, struct failure *failure) {
    set_mark(command->mark);
    if (exists(closed)) {
        exit(COULD_NOT_START);
    }
    take_over_terminal(terminal);
    reset_signals();
    *failure = try_to_run(command);
    exit(NOT_FOUND);
}

/* As fork_command. The child reports why a program cannot be run through shared memory. */
static void fork_ordered(struct order *command, const struct terminal *terminal) {
    char closed[BUFFER];
    struct failure *failure = map_memory(sizeof *failure, MAP_SHARED);
    join_path(closed, command->session, "closed");
    guard.command = failure ? CALL(CLONE, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0) : -ENOMEM;
    if (guard.command == 0) {
        become_ordered(command, closed, terminal, failure);
    }
    if (guard.command < 0) {
        report("failed", (unsigned long)-guard.command, 0, 1);
        exit(COULD_NOT_START);
    }
    refuse_if_failed(failure);
}

static struct order prepare(const struct lane_order *order, const char *folder, char **environment) {
    struct order command = {.session = folder, .id = guard.id, .mark = order->mark, .terminal = "-", .cgroup = "-"};
    command.slots = order->arguments - 1;
    command.environment = environment;
    if (given(order->directory)) {
        long error = CALL(CHDIR, order->directory, 0, 0, 0, 0);
        if (error < 0) {
            refuse(-error, "directory");
        }
    }
    return command;
}

__attribute__((noreturn)) static void run_lane(
    const char *folder, long warden, const char *nonce, char **arguments, char **environment) {
    struct lane_order order = {0};
    struct terminal terminal = {0};
    if (length(nonce) > LONGEST_NONCE) {
        exit(COULD_NOT_START);
    }
    guard.init_fd = -1;
    watch_warden(folder, warden);
    open_status(folder);
    guard.on_terminal = make_raw(&terminal);
    say_ready(nonce);
    read_order(&order, environment);
    struct order command = prepare(&order, folder, make_environment(&order, environment));
    if (guard.on_terminal) {
        hand_over_terminal(&terminal, order.size);
    }
    int merged = equal(order.streams, "merged");
    if (merged) {
        dup_onto(1, 2);
    }
    prepare_marker(nonce, merged);
    watch_signals();
    CALL(PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    if (terminal.kind != SHARED_TERMINAL) {
        CALL(SETSID, 0, 0, 0, 0, 0);
    }
    fork_ordered(&command, &terminal);
    CALL(MUNMAP, order.text, order.size_of_text, 0, 0, 0);
    forget_the_command(arguments + 1, environment);
    report("pid", (unsigned long)guard.command, start_of(guard.command), 2);
    stay_until_nobody_is_left();
}

#endif
