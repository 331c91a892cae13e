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
 * There are more reports. The error number is one of errno(3):
 *
 *   ID refused ERRNO directory|program|limits|order
 *   ID echo ON                  whenever SIGUSR2 arrives: 0 if the terminal does not echo what is typed, and 1 if it does
 *   ID guard PID START          only in a series: the process that guards this command
 *
 * "series" instead of "lane" serves one command after another, as long as they leave the streams as they were. A process of an
 * earlier command may have kept the streams, so that it reads orders, or writes some:
 *
 * - Each command has a guard of its own, a child of the lane.
 * - Only the first order has a key, which is that of all guards of the series. Later orders end with one more string, the seal of
 *   everything before it.
 * - When no process of a command is left, SEAL between two record separators follows in each of its streams, where SEAL is that
 *   of "ID over". From then on the next order can be sent, without another line. If there is no room for it in time, the lane ends.
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

/* Returns the size of the text before its seal, or zero if the seal is missing or wrong. */
static long size_of_sealed(const char *text, long size) {
    char seal[HEX_DIGITS + 1];
    long rest = size - (long)sizeof seal;
    if (rest < 0) {
        return 0;
    }
    append_hex(seal, seal_of(&guard.series->key, text, rest));
    return equal(seal, text + rest) ? rest : 0;
}

/* Returns whether it is a valid order of the owner. */
static int take_key_or_seal(struct lane_order *order, long size) {
    if (guard.series && guard.series->has_key) {
        guard.key = guard.series->key;
        return parse_order(order, size_of_sealed(order->text, size));
    }
    int whole = parse_order(order, size) && read_key(&guard.key, order->key);
    if (guard.series && whole) {
        *guard.series = (struct series){guard.key, 1};
    }
    return whole;
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
    int whole = take_key_or_seal(order, size);
    if (length(order->id) < (long)sizeof guard.id) {
        append(guard.id, order->id);
    }
    if (!whole) {
        refuse(EINVAL, "order");
    }
}

static void keep_streams(int merged) {
    keep_stream(&guard.marker.streams[0], 1);
    if (merged) {
        guard.marker.streams[1].fd = -1;
    } else {
        keep_stream(&guard.marker.streams[1], 2);
    }
    for (int i = 0; i < 2; i++) {
        guard.marker.streams[i].is_marked_again = guard.series != 0;
    }
}

/* Commands can see the arguments of other processes, but must not be able to print the marker. */
static void take_nonce(char *nonce) {
    append(append(append(guard.marker.text, RECORD_SEPARATOR), nonce), RECORD_SEPARATOR);
    memset(nonce, 0, (unsigned long)length(nonce));
}

/*
 * Returns in each guard of a series. Flags of descriptors, such as O_NONBLOCK, are shared by all that have inherited them, so a
 * command may have left them changed.
 */
static void fork_guards(void) {
    enum { STREAMS_OF_LANE = 3 };
    long flags[STREAMS_OF_LANE], lane = getpid();
    int status = NEXT_ONE << 8;
    for (int fd = 0; fd < STREAMS_OF_LANE; fd++) {
        flags[fd] = CALL(FCNTL, fd, F_GETFL, 0, 0, 0);
    }
    while (status == NEXT_ONE << 8) {
        for (int fd = 0; fd < STREAMS_OF_LANE; fd++) {
            CALL(FCNTL, fd, F_SETFL, flags[fd], 0, 0);
        }
        status = COULD_NOT_START << 8;
        long pid = CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
        if (pid == 0) {
            die_with(lane);
            return;
        }
        while (pid > 0 && CALL(WAIT4, pid, &status, WALL, 0, 0) == -EINTR) {
        }
    }
    exit(status & 0x7f ? COULD_NOT_START : status >> 8 & 0xff);
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

__attribute__((noreturn)) static void run_lane(int in_series, char **arguments, char **environment) {
    const char *folder = arguments[2];
    char *nonce = arguments[4];
    struct lane_order order = {0};
    struct terminal terminal = {0};
    if (length(nonce) > LONGEST_NONCE) {
        exit(COULD_NOT_START);
    }
    guard.init_fd = -1;
    watch_warden(folder, (long)number(arguments[3]));
    open_status(folder);
    guard.on_terminal = make_raw(&terminal);
    say_ready(nonce);
    take_nonce(nonce);
    if (in_series && !guard.on_terminal) {
        guard.series = map_memory(sizeof *guard.series, MAP_SHARED);
        if (!guard.series) {
            exit(COULD_NOT_START);
        }
        fork_guards();
    }
    read_order(&order, environment);
    struct order command = prepare(&order, folder, make_environment(&order, environment));
    if (guard.on_terminal) {
        hand_over_terminal(&terminal, order.size);
    }
    int merged = merges_errors(&order);
    if (!takes_input(&order)) {
        release_input();
    }
    if (merged) {
        dup_onto(1, 2);
    }
    keep_streams(merged);
    watch_signals();
    CALL(PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    if (terminal.kind != SHARED_TERMINAL) {
        CALL(SETSID, 0, 0, 0, 0, 0);
    }
    fork_ordered(&command, &terminal);
    CALL(MUNMAP, order.text, order.size_of_text, 0, 0, 0);
    forget_the_command(arguments + 1, environment);
    if (guard.series) {
        add_report("guard", (unsigned long)getpid(), start_of(getpid()), 2);
    }
    report("pid", (unsigned long)guard.command, start_of(guard.command), 2);
    stay_until_nobody_is_left();
}

#endif
