/*
 * The fork server of a JVM: a small process, which forks guards in a fraction of the time that a JVM takes to start one. It
 * ends with the JVM. Its guards do not end with it: they watch the JVM themselves.
 *
 *   serve OWNER SESSION
 *
 * It makes the named pipes SESSION/status and SESSION/requests, unless they exist, and writes what works here to its standard
 * output, in two digits and a newline: the exit code of "probe". So the first start needs no process to find that out.
 *
 * Then it reads messages from its standard input: their size in 8 decimal digits, a newline, and strings, each terminated by a NUL:
 *
 *   start TERMINAL CGROUP isolated|- ORDER     forks a guard, which starts a command: see order.h
 *   opened ID ...                              the owner has opened the streams of these commands, or will not
 *   tell NUMBER PID ...                        signals guards; other processes that have these pids are not signaled
 *   signal NUMBER PID|-GROUP ...               signals processes and groups
 *   young ID KEY START                         "ID young PID ...", with a seal, is written to SESSION/status: see young.h
 *   sync TEXT                                  "sync TEXT" is written to SESSION/status
 *
 * There is no answer but the reports to SESSION/status. The first report of a guard has the ends of the command's streams:
 *
 *   ID pid PID START GUARD INPUT OUTPUT ERRORS
 *
 * Each is the number of a descriptor of the server, which the owner opens as /proc/SERVER/fd/NUMBER, or "-". The server closes
 * them when it is told that they are open. It also reports, with the seal of the guard:
 *
 *   ID failed ERRNO             there is no guard: there is no memory, no pipe or no process for it, or the order is not valid
 *   ID gone STATUS              the guard has ended without its last report; STATUS as in wait(2)
 */
#ifndef CURFEW_SERVE_H
#define CURFEW_SERVE_H

#include "fork.h"
#include "job_files.h"
#include "order.h"
#include "probe.h"
#include "young.h"

enum { SIZE_DIGITS = 8, STREAMS = 3, MOST_GUARDS = 1 << 16, NO_END = -1 };

struct served {
    struct key key;
    char id[sizeof guard.id];
    int ends[STREAMS]; /* that the owner has not opened yet */
};

static struct {
    char **arguments, **environment;
    unsigned long variables;
    int first_free; /* all descriptors below it are the server's own */
    int last_used;
    long count;
    int *pids; /* 0: the guard has ended */
    struct served *guards;
} server;

/* ---- the guards ---- */

static void close_ends(int *ends) {
    for (int i = 0; i < STREAMS; i++) {
        if (ends[i] >= 0) {
            close(ends[i]);
            ends[i] = NO_END;
        }
    }
}

static int has_ends(const struct served *served) {
    return served->ends[0] >= 0 || served->ends[1] >= 0 || served->ends[2] >= 0;
}

static void drop_if_done(long i) {
    if (!server.pids[i] && !has_ends(server.guards + i)) {
        server.count--;
        server.pids[i] = server.pids[server.count];
        server.guards[i] = server.guards[server.count];
        server.guards[server.count].key = (struct key){0};
    }
}

/* The guard of the last start comes first. Returns a negative number if there is none. */
static long find_id(const char *id) {
    long i = server.count - 1;
    while (i >= 0 && !equal(server.guards[i].id, id)) {
        i--;
    }
    return i;
}

static long find_pid(long pid) {
    long i = server.count - 1;
    while (i >= 0 && server.pids[i] != pid) {
        i--;
    }
    return i;
}

/* A guard exits when it has made its last report, or has refused to start. */
static int is_lost(int status) {
    int code = status >> 8 & 0xff;
    return (status & 0x7f) || (code && code != COULD_NOT_START);
}

static void report_as(const struct served *served, const char *word, unsigned long number) {
    append(guard.id, served->id);
    guard.key = served->key;
    report(word, number, 0, 1);
}

static void reap_guards(void) {
    int status;
    for (long pid; (pid = CALL(WAIT4, -1, &status, WNOHANG | WALL, 0, 0)) > 0;) {
        long i = find_pid(pid);
        if (i >= 0) {
            server.pids[i] = 0;
            if (is_lost(status)) {
                report_as(server.guards + i, "gone", (unsigned long)status);
            }
            drop_if_done(i);
        }
    }
}

/* ---- starts ---- */

/* The guard's own ends are in the second list. Returns zero, or a negative error number. */
static long make_pipes(int *ends, int *own, int merged) {
    for (int i = 0; i < STREAMS - merged; i++) {
        int pair[2];
        long error = CALL(PIPE2, pair, O_CLOEXEC, 0, 0, 0);
        if (error < 0) {
            return error;
        }
        ends[i] = pair[i == 0];
        own[i] = pair[i != 0];
        for (int j = 0; j < 2; j++) {
            server.last_used = pair[j] > server.last_used ? pair[j] : server.last_used;
        }
    }
    return 0;
}

/* A guard runs no other program, so it closes what it must not hold open: the streams of other commands among them. */
static void close_descriptors_of_server(void) {
    if (CALL(CLOSE_RANGE, server.first_free, ~0u, 0, 0, 0) < 0) {
        for (int fd = server.first_free; fd <= server.last_used; fd++) {
            close(fd);
        }
    }
}

/* A command on a terminal opens it itself. Until then its streams are those of the server without the requests. */
static void take_streams(const int *own) {
    for (int i = 0; i < STREAMS; i++) {
        int from = own[i] >= 0 ? own[i] : own[1] >= 0 ? own[1] : 1;
        if (from != i) {
            dup_onto(from, i);
        }
    }
    close_descriptors_of_server();
}

static void report_start(const int *ends) {
    char line[LONGEST_REPORT];
    char *end = append(append(line, guard.id), " pid ");
    end = append(append_number(end, (unsigned long)guard.command), " ");
    end = append(append_number(end, start_of(guard.command)), " ");
    end = append_number(end, (unsigned long)getpid());
    for (int i = 0; i < STREAMS; i++) {
        end = append(end, " ");
        end = ends[i] < 0 ? append(end, "-") : append_number(end, (unsigned long)ends[i]);
    }
    end = append_seal(line, end, &guard.key);
    write(guard.status_fd, line, end - line);
}

struct start {
    const char *terminal, *cgroup;
    int isolated;
    struct lane_order order;
    char **room;
    unsigned long size_of_room;
    int ends[STREAMS], own[STREAMS];
};

/* What the guard has from the server must not be in its memory, or in that of the command's namespaces. */
static void forget_the_server(void) {
    CALL(MUNMAP, server.guards, MOST_GUARDS * sizeof *server.guards, 0, 0, 0);
    CALL(MUNMAP, server.pids, MOST_GUARDS * sizeof *server.pids, 0, 0, 0);
    if (young.looks) {
        CALL(MUNMAP, young.looks, LOOKS * sizeof *young.looks, 0, 0, 0);
    }
}

/*
 * The variables that the command does not inherit must not be in the memory of the first process of its namespaces, which
 * the command may be able to read. Those that it inherits are in the same order in both lists.
 */
static void forget_withheld(char **variables, char **inherited) {
    for (; *variables; variables++) {
        if (*inherited == *variables) {
            inherited++;
        } else {
            memset(*variables, 0, (unsigned long)length(*variables));
        }
    }
}

__attribute__((noreturn)) static void be_guard(struct start *start) {
    struct lane_order *order = &start->order;
    struct order command = {.id = guard.id, .mark = order->mark, .terminal = start->terminal, .cgroup = start->cgroup};
    let_others_look_in(0);
    die_with(guard.server);
    forget_the_server();
    take_streams(start->own);
    if (!takes_input(order)) {
        release_input();
    }
    guard.on_terminal = given(start->terminal);
    command.slots = order->arguments - 1;
    command.environment = make_environment(order, server.environment);
    if (start->isolated) {
        forget_withheld(server.environment, command.environment);
    }
    long error = given(order->directory) ? -CALL(CHDIR, order->directory, 0, 0, 0, 0) : 0;
    if (error) {
        refuse(error, "directory");
    }
    run_under_guard(&command, server.arguments, start->isolated);
    release_streams();
    CALL(CHDIR, "/", 0, 0, 0, 0);
    CALL(MUNMAP, order->text, order->size_of_text, 0, 0, 0);
    CALL(MUNMAP, start->room, start->size_of_room, 0, 0, 0);
    CALL(PRCTL, PR_SET_PDEATHSIG, 0, 0, 0, 0); /* from now on, the mark finds the command; what is reported must not end */
    report_start(start->ends);
    tell(guard.init_fd, 0);
    stay_until_nobody_is_left();
}

/* Returns zero, or a negative error number. */
static long fork_guard(struct start *start) {
    long error = server.count == MOST_GUARDS ? -EAGAIN : 0;
    if (!error && !given(start->terminal)) {
        error = make_pipes(start->ends, start->own, merges_errors(&start->order));
    }
    long pid = error ? error : CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        be_guard(start);
    }
    close_ends(start->own);
    if (pid < 0) {
        close_ends(start->ends);
        return pid;
    }
    struct served *served = server.guards + server.count;
    server.pids[server.count++] = (int)pid;
    append(served->id, guard.id);
    served->key = guard.key;
    memcpy(served->ends, start->ends, sizeof served->ends);
    return 0;
}

/* Returns whether a report about the order can be sealed. */
static int read_identity(struct lane_order order) {
    const char *id = next_string(&order), *key = next_string(&order);
    if (!read_key(&guard.key, key) || length(id) >= (long)sizeof guard.id) {
        return 0;
    }
    append(guard.id, id);
    return 1;
}

/*
 * The text of the key is wiped, because the first process of a command's namespaces has a copy of the order, and the command
 * may be able to read it. Returns zero, or a negative error number.
 */
static long read_order_of(struct start *start) {
    struct lane_order *order = &start->order;
    long size = order->end - order->at;
    char *text = order->text; /* of the message, of which the order is the rest */
    start->size_of_room = (2 * (unsigned long)size + server.variables + 16) * sizeof(char *);
    start->room = order->room = map_memory(start->size_of_room, MAP_PRIVATE);
    if (!start->room) {
        return -ENOMEM;
    }
    order->text = order->at;
    int whole = parse_order(order, size);
    order->text = text;
    if (!whole) {
        return -EINVAL;
    }
    memset((char *)order->key, 0, 2 * HEX_DIGITS);
    return 0;
}

static void start_command(struct lane_order message) {
    struct start start = {.order = message, .ends = {NO_END, NO_END, NO_END}, .own = {NO_END, NO_END, NO_END}};
    start.terminal = next_string(&start.order);
    start.cgroup = next_string(&start.order);
    start.isolated = equal(next_string(&start.order), "isolated");
    if (!read_identity(start.order)) {
        return; /* what cannot be answered is not: the owner waits in vain */
    }
    long error = read_order_of(&start);
    error = error ? error : fork_guard(&start);
    if (error) {
        report("failed", (unsigned long)-error, 0, 1);
    }
    if (start.room) {
        CALL(MUNMAP, start.room, start.size_of_room, 0, 0, 0);
    }
}

/* ---- other requests ---- */

static void close_opened(struct lane_order *message) {
    while (message->at < message->end) {
        long i = find_id(next_string(message));
        if (i >= 0) {
            close_ends(server.guards[i].ends);
            drop_if_done(i);
        }
    }
}

/* Only this process reaps its children, so their pids are theirs. */
static int is_guard(long pid) { return CALL(WAITID, P_PID, pid, 0, WEXITED | WNOHANG | WNOWAIT, 0) == 0; }

static void send_signals(struct lane_order *message, int only_to_guards) {
    int signal = (int)number(next_string(message));
    while (message->at < message->end) {
        const char *target = next_string(message);
        long pid = *target == '-' ? -(long)number(target + 1) : (long)number(target);
        if (pid > 1 ? !only_to_guards || is_guard(pid) : pid < -1 && !only_to_guards) {
            kill(pid, signal);
        }
    }
}

static void answer_sync(const char *text) {
    char line[LONGEST_REPORT];
    if (length(text) < LONGEST_REPORT - 16) {
        char *end = append(append(append(line, "sync "), text), "\n");
        write(guard.status_fd, line, end - line);
    }
}

static void serve(char *text, long size) {
    struct lane_order message = {.text = text, .at = text, .end = text + size, .size_of_text = size + 1};
    const char *request = next_string(&message);
    if (equal(request, "start")) {
        start_command(message);
    } else if (equal(request, "opened")) {
        close_opened(&message);
    } else if (equal(request, "tell")) {
        send_signals(&message, 1);
    } else if (equal(request, "signal")) {
        send_signals(&message, 0);
    } else if (equal(request, "young")) {
        name_young(&message);
    } else if (equal(request, "sync")) {
        answer_sync(next_string(&message));
    }
}

/* The text of an order has secrets, so its memory is not used again. Returns whether there was a message. */
static int read_message(void) {
    char digits[SIZE_DIGITS + 1];
    if (!read_exactly(digits, sizeof digits)) {
        return 0;
    }
    digits[SIZE_DIGITS] = 0;
    long size = (long)number(digits);
    char *text = size > 0 && size < LARGEST_ORDER ? map_memory((unsigned long)size + 1, MAP_PRIVATE) : 0;
    int whole = text && read_exactly(text, size);
    if (whole) {
        serve(text, size);
    }
    if (text) {
        CALL(MUNMAP, text, size + 1, 0, 0, 0);
    }
    return whole;
}

static void take_news_of_children(void) {
    struct signal_news news;
    while (read(guard.signal_fd, &news, sizeof news) == sizeof news) {
    }
    reap_guards();
}

/* In a child, because a mark can never be taken off again. Returns the exit code of "probe". */
static int find_out_what_works(void) {
    int status = 0;
    long pid = CALL(CLONE, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        exit_with_what_works();
    }
    CALL(WAIT4, pid, &status, WALL, 0, 0);
    return pid < 0 ? PROBED : status >> 8 & 0xff;
}

/*
 * A pipe without a reader cannot be opened for writing, and the owner opens the pipe of the reports when it has the answer.
 * So this process is its first reader, for a moment. The descriptors of the server have no gap: see first_free.
 */
static void make_session_pipes(const char *session) {
    static const char *const names[] = {"requests", "status"};
    char path[BUFFER];
    for (int i = 0; i < 2; i++) {
        join_path(path, session, names[i]);
        long error = make_named_pipe(path);
        if (error && error != -EEXIST) {
            exit(CANNOT_EXECUTE);
        }
    }
    long reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    open_status(session);
    CALL(DUP3, guard.status_fd, reader, O_CLOEXEC, 0, 0);
    close(guard.status_fd);
    guard.status_fd = (int)reader;
}

static void answer_the_start(int works) {
    char line[8];
    char *end = append(append_number(line, (unsigned long)works), "\n");
    write(1, line, end - line);
    long null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup_onto((int)null, 1);
    close((int)null);
}

/*
 * Others may not open the pipe of the requests in /proc: they have the keys of guards, and the secrets of commands. But the
 * owner must be able to open the descriptors of this process, which the kernel permits only if the process can be looked into.
 */
static void prepare_to_serve(long owner, const char *session) {
    CALL(FCHMOD, 0, 0, 0, 0, 0);
    watch_owner(owner);
    guard.owner_start = start_of_living(owner);
    guard.server = getpid();
    int works = find_out_what_works();
    make_session_pipes(session);
    watch_signals();
    reset_signal_actions(); /* which guards and commands inherit; all signals are blocked here */
    server.first_free = server.last_used = guard.signal_fd + 1;
    server.pids = map_memory(MOST_GUARDS * sizeof *server.pids, MAP_PRIVATE);
    server.guards = map_memory(MOST_GUARDS * sizeof *server.guards, MAP_PRIVATE);
    if (!server.pids || !server.guards || guard.signal_fd < 0 || !guard.owner_start) {
        exit(COULD_NOT_START);
    }
    while (server.environment[server.variables]) {
        server.variables++;
    }
    CALL(SETSID, 0, 0, 0, 0, 0); /* keys and signals of a build tool must not reach the server */
    CALL(CHDIR, "/", 0, 0, 0, 0);
    let_others_look_in(1);
    answer_the_start(works);
}

__attribute__((noreturn)) static void run_server(long owner, const char *session, char **arguments, char **environment) {
    server.arguments = arguments;
    server.environment = environment;
    prepare_to_serve(owner, session);
    for (int is_served = 1; is_served;) {
        struct pollfd news[] = {{0, POLLIN, 0}, {guard.signal_fd, POLLIN, 0}, {guard.owner_fd, POLLIN, 0}};
        struct timespec limit = {0, OWNER_CHECK_MILLISECONDS * 1000000};
        CALL(PPOLL, news, 3, guard.owner_fd < 0 ? &limit : 0, 0, 0);
        if (owner_is_gone(news[2].revents)) {
            exit(0);
        }
        if (news[1].revents) {
            take_news_of_children();
        }
        if (news[0].revents) {
            is_served = read_message();
        }
    }
    exit(0);
}

#endif
