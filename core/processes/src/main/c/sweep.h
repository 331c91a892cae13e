/*
 * Ends all processes that carry certain marks or cookies, and proves that none is left. It finds them in /proc, wherever
 * they have gone: a process can leave its parent, its session and its group, but not its mark.
 */
#ifndef CURFEW_SWEEP_H
#define CURFEW_SWEEP_H

#include "job_files.h"
#include "process.h"

enum { LEAST_MARK_DIGITS = 11, MARK_DIGITS = 18, LONGEST_COOKIE = 128, MOST_TARGETS = BUFFER / 2 };
enum { LONGEST_LEFT = 3000, KNOWN_PROCESSES = 1 << 12 };
enum { PATIENCE = 10000, PATIENCE_IF_REFUSED = 3000, LONGEST_NAP = 90 }; /* milliseconds */

/* What a process has that is to be ended. */
struct target {
    unsigned long first, last; /* the range of its mark */
    const char *cookie;        /* null if there is only a mark */
    int is_beginning;          /* whether the cookies that begin with it are meant, too */
};

struct process {
    char state;
    long parent, group, session, threads;
    unsigned long start;
};

static struct {
    struct target targets[MOST_TARGETS];
    long target_count;
    long self, session; /* of this process */
    long owner, owner_session;
    unsigned long owner_start;
    long began, hits, refused, ended_group; /* hits: how many were alive, or could not be examined */
    int progress;                           /* whether a process was ended that had not been ended before */
    unsigned long killed;
    struct {
        long pid;
        unsigned long start;
    } known[KNOWN_PROCESSES]; /* the last ones that were ended, in a ring buffer */
    char left[LONGEST_LEFT + 32], *left_end;
} sweeping;

/* ---- targets ---- */

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int is_of_cookie(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-';
}

/* Returns whether the text has no other characters, and is not empty. */
static int consists_of(const char *text, int (*is_allowed)(char)) {
    const char *at = text;
    while (*at && is_allowed(*at)) {
        at++;
    }
    return at > text && !*at;
}

static int is_cookie(const char *text) { return consists_of(text, is_of_cookie) && length(text) <= LONGEST_COOKIE; }

static void add_target(struct target target) {
    if (sweeping.target_count < MOST_TARGETS) {
        sweeping.targets[sweeping.target_count++] = target;
    }
}

/* Returns whether they are the first digits of marks. */
static int add_mark(const char *digits) {
    long count = length(digits);
    if (!consists_of(digits, is_digit) || count < LEAST_MARK_DIGITS || count > MARK_DIGITS) {
        return 0;
    }
    unsigned long unit = 1;
    for (; count < MARK_DIGITS; count++) {
        unit *= 10;
    }
    unsigned long first = number(digits) * unit;
    add_target((struct target){.first = first, .last = first + unit - 1});
    return 1;
}

/* Returns whether it is a cookie of a command, which ends with a number. */
static int add_cookie(const char *cookie) {
    add_target((struct target){.cookie = cookie});
    return is_cookie(cookie) && is_digit(cookie[length(cookie) - 1]);
}

/* Marks have 18 digits. */
static int is_wanted_mark(unsigned long value) {
    for (long i = 0; i < sweeping.target_count && value > LARGEST_MARK / 10; i++) {
        if (value >= sweeping.targets[i].first && value <= sweeping.targets[i].last) {
            return 1;
        }
    }
    return 0;
}

static int is_wanted_cookie(const char *cookie) {
    for (long i = 0; i < sweeping.target_count; i++) {
        const struct target *target = sweeping.targets + i;
        if (target->cookie && (target->is_beginning ? starts_with : equal)(cookie, target->cookie)) {
            return 1;
        }
    }
    return 0;
}

/* ---- processes ---- */

/* Returns the end of the path. */
static char *path_in_proc(char *to, long pid, const char *name) {
    return append(append_number(append(to, "/proc/"), (unsigned long)pid), name);
}

/* Returns whether there is such a process, or a thread with this id. */
static int look_at(long pid, struct process *process) {
    char stat[BUFFER];
    const char *at = read_stat(pid, stat);
    if (!at[0] || !at[1] || !at[2]) {
        return 0;
    }
    process->state = at[2];
    process->parent = (long)number(field_in(at, 4));
    process->group = (long)number(field_in(at, 5));
    process->session = (long)number(field_in(at, 6));
    process->threads = (long)number(field_in(at, 20));
    process->start = start_in(at);
    return 1;
}

/* A process whose first thread has ended looks like a zombie while its other threads still run. */
static int is_dead(const struct process *process) {
    return (process->state == 'Z' || process->state == 'X') && process->threads <= 1;
}

/* A nested session lowers one of the two values of the limit: see set_mark. */
static int has_mark(long pid) {
    char path[64], text[BUFFER];
    path_in_proc(path, pid, "/limits");
    read_file(path, text, sizeof text);
    const char *at = text;
    while (*at && !starts_with(at, "Max file locks")) {
        at++;
    }
    for (; *at && *at != '\n'; at++) {
        if (is_digit(*at) && !is_digit(at[-1]) && is_wanted_mark(number(at))) {
            return 1;
        }
    }
    return 0;
}

/* Takes an environment byte by byte. In CURFEW_COOKIE, there are colons between cookies. */
struct cookie_search {
    long matched, size; /* matched: how much of the name of the variable, or -1 in another variable */
    char cookie[LONGEST_COOKIE + 2]; /* one that is too long is cut, but not to the length of a valid one */
};

/* Returns whether the byte completes a cookie that is wanted. */
static int completes_cookie(struct cookie_search *search, char next) {
    static const char name[] = "CURFEW_COOKIE=";
    enum { WHOLE = sizeof name - 1 };
    int is_wanted = 0;
    if (search->matched == WHOLE && next && next != ':') {
        if (search->size < (long)sizeof search->cookie - 1) {
            search->cookie[search->size++] = next;
        }
    } else if (search->matched == WHOLE) {
        search->cookie[search->size] = 0;
        search->size = 0;
        is_wanted = is_wanted_cookie(search->cookie);
    } else if (search->matched >= 0) {
        search->matched = next == name[search->matched] ? search->matched + 1 : -1;
    }
    search->matched = next ? search->matched : 0;
    return is_wanted;
}

static int has_cookie(long pid) {
    char path[64], bytes[BUFFER];
    struct cookie_search search = {0};
    int is_found = 0;
    path_in_proc(path, pid, "/environ");
    long count, fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && !is_found && (count = read((int)fd, bytes, sizeof bytes)) > 0) {
        for (long i = 0; i < count && !is_found; i++) {
            is_found = completes_cookie(&search, bytes[i]);
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
    return is_found || completes_cookie(&search, 0);
}

static int is_ours(long pid) { return has_mark(pid) || has_cookie(pid); }

/*
 * Protected are the owner with its threads, whose ids are pids too, and this process with its children: but the children of
 * process 1 are the orphans of all.
 */
static int is_protected(long pid, const struct process *process) {
    char thread[64];
    int is_child = process->parent == sweeping.self && sweeping.self != 1;
    if (pid <= 1 || pid == sweeping.self || pid == sweeping.owner || is_child) {
        return 1;
    }
    append_number(path_in_proc(thread, sweeping.owner, "/task/"), (unsigned long)pid);
    return exists(thread);
}

/* A session that is neither the owner's nor that of this process was started by a marked process, so all of its processes are ours. */
static int may_end_group(const struct process *process) {
    return process->group > 1 && process->session != sweeping.session && process->session != sweeping.owner_session;
}

/* Calls the function with each name in a folder. Returns whether all of them were read. */
static int visit_names(const char *path, void (*visit)(long folder, const char *name)) {
    _Alignas(struct directory_entry) char entries[BUFFER];
    long count = -1, fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (count = CALL(GETDENTS64, fd, entries, sizeof entries, 0, 0)) > 0) {
        for (long at = 0; at < count; at += ((struct directory_entry *)(entries + at))->length) {
            visit(fd, ((struct directory_entry *)(entries + at))->name);
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
    return count == 0;
}

static void nap(long duration) {
    struct timespec time = {0, duration * 1000000};
    CALL(PPOLL, 0, 0, &time, 0, 0);
}

/* ---- the sweep ---- */

static int is_known(long pid, unsigned long start) {
    for (unsigned long i = 0; i < sweeping.killed && i < KNOWN_PROCESSES; i++) {
        if (sweeping.known[i].pid == pid && sweeping.known[i].start == start) {
            return 1;
        }
    }
    return 0;
}

static void count_killed(long pid, unsigned long start) {
    if (!is_known(pid, start)) {
        sweeping.known[sweeping.killed % KNOWN_PROCESSES].pid = pid;
        sweeping.known[sweeping.killed % KNOWN_PROCESSES].start = start;
        sweeping.killed++;
        sweeping.progress = 1;
    }
}

static void add_left(long pid) {
    if (sweeping.left_end - sweeping.left < LONGEST_LEFT) {
        sweeping.left_end = append_number(append(sweeping.left_end, " "), (unsigned long)pid);
    }
}

/*
 * A group is ended even if the process has ended meanwhile, as a process that keeps replacing itself by a fork always has. So
 * its group is read before its mark: afterwards the process may be gone.
 */
static void end_if_ours(long pid) {
    struct process process = {0}, again = {0};
    if (!look_at(pid, &process) || is_dead(&process)) {
        return;
    }
    if (process.group == sweeping.ended_group) {
        sweeping.hits++; /* the next pass sees whether it ended */
        return;
    }
    if (!is_ours(pid) || is_protected(pid, &process)) {
        return;
    }
    sweeping.hits++;
    int is_here = look_at(pid, &again);
    if (is_here && again.start != process.start) {
        return; /* the pid was reused already; the next pass examines the new process */
    }
    const struct process *last = is_here ? &again : &process;
    int is_ended = may_end_group(last) && kill(-last->group, SIGKILL) == 0;
    sweeping.ended_group = is_ended ? last->group : sweeping.ended_group;
    if (is_here) {
        is_ended |= kill(pid, SIGKILL) == 0;
        sweeping.refused += !is_ended;
        add_left(pid);
    }
    if (is_ended) {
        count_killed(pid, process.start);
    }
}

/* Returns the pid that was assigned last in this PID namespace, as the end of /proc/loadavg shows it; 0 where it does not. */
static long newest_pid(void) {
    char text[128];
    long newest = 0;
    read_file("/proc/loadavg", text, sizeof text);
    for (const char *at = text; *at; at++) {
        newest = *at == ' ' ? (long)number(at + 1) : newest;
    }
    return newest;
}

/*
 * Examines every pid that was assigned since the pass began, until there are no new ones. If pids have wrapped around, or new
 * ones keep appearing, the pass proves nothing.
 */
static void follow_new_pids(long last) {
    for (long newest; (newest = newest_pid()) != last;) {
        if (newest < last || milliseconds(CLOCK_MONOTONIC) > sweeping.began + PATIENCE) {
            sweeping.hits++;
            return;
        }
        while (last < newest) {
            end_if_ours(++last);
        }
    }
}

static void end_named(long folder, const char *name) {
    (void)folder;
    if (is_digit(*name)) {
        end_if_ours((long)number(name));
    }
}

/*
 * Ends all targets. Without a hit it proves that there are none: a process that is alive afterwards existed at the start, or
 * got its pid since, and in both cases it was examined. A process that just got its pid may not be visible yet.
 */
static void pass(void) {
    enum { INVISIBLE = 9 };
    sweeping.hits = sweeping.refused = sweeping.progress = 0;
    sweeping.ended_group = -1;
    sweeping.left_end = append(sweeping.left, "");
    long newest = newest_pid();
    sweeping.hits += !visit_names("/proc", end_named);
    follow_new_pids(newest > INVISIBLE ? newest - INVISIBLE : newest);
}

/* Returns whether it is proven that no target is left. Gives up after 10 seconds, or 3 if all that are left refuse the signal. */
static int sweep(void) {
    struct process owner = {0};
    long pause = 0;
    if (!look_at(sweeping.owner, &owner) || owner.start != sweeping.owner_start) {
        sweeping.owner = 0; /* from now on its pid may be reused */
    }
    sweeping.killed = 0;
    sweeping.began = milliseconds(CLOCK_MONOTONIC);
    while (sweeping.target_count) {
        pass();
        if (!sweeping.hits) {
            return 1;
        }
        long patience = sweeping.hits > sweeping.refused ? PATIENCE : PATIENCE_IF_REFUSED;
        if (milliseconds(CLOCK_MONOTONIC) > sweeping.began + patience) {
            return 0;
        }
        pause = pause < LONGEST_NAP ? pause + 10 : LONGEST_NAP;
        if (!sweeping.progress) {
            nap(pause);
        }
    }
    return 1;
}

#endif
