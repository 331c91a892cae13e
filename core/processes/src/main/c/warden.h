/*
 * The warden ends the processes that one session of Curfew has started: on request, and all of them when the JVM is gone.
 *
 *   warden FOLDER MARK COOKIE OWNER LEASE
 *
 * FOLDER is the folder of the session. MARK is the first 11 digits of its marks, and COOKIE the name with which its cookies
 * begin. OWNER is the pid of the JVM if it runs on this machine, or 0. LEASE is a number of seconds, or 0: see is_ready.
 *
 * Each line of the standard input is a request, and the end of the input means "close":
 *
 *   end ID WORD ...            ends all processes with one of these words: the beginning of a mark, or "=" and a cookie. The answer
 *                              is "ended ID COUNT", which proves that none is left, or "left ID PID ..."
 *   signal NAME GROUP ...      signals the processes of the session that are in these groups; the answer is "pong"
 *   tell NAME PID/START ...    signals these processes, unless their pids were reused; there is no answer
 *   ping                       the answer is "pong"
 *   sync TEXT                  the answer is the same line
 *   leave                      exits, and does nothing else
 *   close                      ends everything, and exits: see close_session
 *   finish                     deletes the folder, and exits; sent only when no process is left
 *
 * The answer to any other request is "unknown REQUEST". "warden " precedes all answers except for that to "sync".
 *
 * Where the JVM runs on another machine, SIGTERM means "close", too: see may_end.
 */
#ifndef CURFEW_WARDEN_H
#define CURFEW_WARDEN_H

#include "guardian.h"
#include "prune.h"
#include "sender.h"
#include "sweep.h"

enum { LONGEST_ANSWER = 4000, SILENT_LEASES = 2, CGROUP_NAP = 50 /* milliseconds */, CGROUP_ATTEMPTS = 20 };

static struct {
    const char *folder, *mark;
    char cookie[LONGEST_COOKIE + 2]; /* with the dash that follows it */
    char **environment;
    long lease;
    char input[BUFFER], line[BUFFER], cgroup[BUFFER];
    long input_size, input_at;
    int is_cut; /* whether the line was longer */
    int signal_fd, is_told_to_end;
    int signal;
    long groups[BUFFER / 2], group_count;
} warden;

/* ---- the other side ---- */

static void want_session(void) {
    sweeping.target_count = 0;
    if (given(warden.mark)) {
        add_mark(warden.mark);
    }
    if (*warden.cookie) {
        add_target((struct target){.cookie = warden.cookie, .is_beginning = 1});
    }
}

/*
 * Managers of batch jobs ask all processes of a job to end before they kill them: this is the last chance to end those that
 * they do not find. What the session has started may not ask for it, nor may a sender that has ended, which it may have started.
 */
static int may_end(const struct signal_news *news) {
    struct process sender = {0};
    if (news->code != SI_USER && news->code != SI_TKILL) {
        return news->code == SI_KERNEL; /* with sigqueue(3), a sender can claim any pid */
    }
    want_session();
    return !news->sender || (look_at(news->sender, &sender) && !is_ours(news->sender)); /* 0: in an outer PID namespace */
}

static void take_orders_to_end(void) {
    struct signal_news news;
    while (read(warden.signal_fd, &news, sizeof news) == sizeof news) {
        warden.is_told_to_end |= may_end(&news);
    }
}

/* Not on the machine of the JVM: there the JVM is asked, too, and it may still have to end its processes politely. */
static void watch_orders_to_end(void) {
    sigset end = 1UL << (SIGTERM - 1);
    warden.signal_fd = sweeping.owner ? -1 : (int)CALL(SIGNALFD4, -1, &end, SIGSET_BYTES, O_NONBLOCK | O_CLOEXEC, 0);
}

/*
 * Waits until the JVM sends or reads, unless the session is to end. With a lease, two periods of silence mean that it is gone: the end of a connection is
 * not always noticed. A single one may be the time for which this process was frozen: what the JVM has sent meanwhile
 * may arrive only afterwards.
 */
static int is_ready(int fd, short events) {
    for (int silence = 0; silence < SILENT_LEASES && !warden.is_told_to_end;) {
        struct timespec lease = {warden.lease, 0}; /* the system call changes it */
        struct pollfd news[] = {{fd, events, 0}, {warden.signal_fd, POLLIN, 0}};
        long count = CALL(PPOLL, news, 2, warden.lease ? &lease : 0, 0, 0);
        if (news[1].revents) {
            take_orders_to_end();
        } else if (count > 0) {
            return 1;
        }
        silence += count == 0;
    }
    return 0;
}

/* One write of less than 4096 bytes, which the kernel never interleaves with other writes to the same pipe. */
static void say(const char *what, const char *about, const char *rest) {
    char line[2 * BUFFER];
    _Static_assert(sizeof line > 64 + sizeof warden.line + sizeof sweeping.left, "the longest answer has room");
    char *at = line, *end = append(append(append(line, what), about), rest);
    end = end - line > LONGEST_ANSWER ? line + LONGEST_ANSWER : end;
    *end++ = '\n';
    while (at < end && is_ready(1, POLLOUT)) {
        long count = write(1, at, end - at);
        if (count < 0 && count != -EAGAIN) {
            return;
        }
        at += count < 0 ? 0 : count;
    }
}

/* Returns a negative number at the end of the requests. */
static int next_byte(void) {
    while (warden.input_at >= warden.input_size) {
        warden.input_at = 0;
        warden.input_size = is_ready(0, POLLIN) ? read(0, warden.input, sizeof warden.input) : 0;
        if (warden.input_size <= 0 && warden.input_size != -EAGAIN && warden.input_size != -EINTR) {
            return -1;
        }
    }
    return (unsigned char)warden.input[warden.input_at++];
}

static int is_blank(char c) { return c == ' ' || c == '\t'; }

/* Reads a line without the blanks at its end. Returns whether there is one: a line that does not end is not a request. */
static int read_request(void) {
    long size = 0;
    warden.is_cut = 0;
    for (int next; (next = next_byte()) >= 0;) {
        if (next == '\n') {
            while (size && is_blank(warden.line[size - 1])) {
                size--;
            }
            warden.line[size] = 0;
            return 1;
        }
        if (size < (long)sizeof warden.line - 1) {
            warden.line[size++] = (char)next;
        } else {
            warden.is_cut = 1;
        }
    }
    return 0;
}

static char *skip_blanks(char *at) {
    while (is_blank(*at)) {
        at++;
    }
    return at;
}

/* Returns the next word, which is empty at the end of the line, and moves to what follows. */
static char *next_word(char **at) {
    char *word = skip_blanks(*at), *end = word;
    while (*end && !is_blank(*end)) {
        end++;
    }
    *at = skip_blanks(end);
    *end = 0;
    return word;
}

/* ---- the end of the session ---- */

/* Reads which cgroup the session has. It is used only if its name is that of the session. */
static void find_cgroup(void) {
    char file[BUFFER], expected[BUFFER];
    const char *name = warden.folder + length(warden.folder);
    while (name[-1] != '/') {
        name--;
    }
    join_path(file, warden.folder, "cgroup");
    long size = read_file(file, warden.cgroup, BUFFER - 64);
    size = size > 0 && warden.cgroup[size - 1] == '\n' ? size - 1 : size;
    long count = append(append(expected, "/curfew-"), name) - expected;
    int is_ours = size >= count && starts_with(warden.cgroup + size - count, expected);
    warden.cgroup[is_ours ? size : 0] = 0;
}

/* The kernel ends all processes in the cgroup at once, whatever their user. */
static void end_cgroup(void) {
    char file[BUFFER];
    if (*warden.cgroup) {
        join_path(file, warden.cgroup, "cgroup.kill");
        write_file(file, "1\n");
    }
}

static void remove_empty(long folder, const char *name) { CALL(UNLINKAT, folder, name, AT_REMOVEDIR, 0, 0); }

/* Killed processes keep the cgroup busy for a moment. */
static void remove_cgroup(void) {
    for (int i = 0; *warden.cgroup && i < CGROUP_ATTEMPTS; i++) {
        visit_names(warden.cgroup, remove_empty);
        remove_empty(AT_FDCWD, warden.cgroup);
        if (!exists(warden.cgroup)) {
            return;
        }
        nap(CGROUP_NAP);
        end_cgroup();
    }
}

static void run_cleanup_action(long folder, const char *name) {
    char path[BUFFER + LONGEST_NAME];
    char *arguments[] = {"sh", path, 0};
    (void)folder;
    if (*name == '.') {
        return;
    }
    append(append(append(path, warden.folder), "/wills/"), name);
    long pid = CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        reset_signals();
        CALL(EXECVE, "/bin/sh", arguments, warden.environment, 0, 0);
        exit(NOT_FOUND);
    }
    reap(pid);
}

/* The session requested these for its end, such as the removal of containers. */
static void run_cleanup_actions(void) {
    char path[BUFFER];
    join_path(path, warden.folder, "wills");
    visit_names(path, run_cleanup_action);
}

static void delete_folder(void) {
    char folder[BUFFER];
    append(folder, warden.folder);
    prune(folder);
}

static void note_left(void) {
    char path[BUFFER];
    join_path(path, warden.folder, "left");
    int fd = (int)create_file(path, 0);
    write(fd, sweeping.left, sweeping.left_end - sweeping.left);
    write(fd, "\n", 1);
    close(fd);
}

/*
 * A launcher sets the mark of its process and then looks for the file "closed"; here the order is reversed, so at least one
 * of the two notices the other.
 */
__attribute__((noreturn)) static void close_session(void) {
    char path[BUFFER];
    release_streams();
    join_path(path, warden.folder, "closed");
    close((int)create_file(path, 0));
    find_cgroup();
    end_cgroup();
    want_session();
    int is_proven = sweep();
    if (is_proven) {
        remove_cgroup();
    }
    run_cleanup_actions();
    is_proven ? delete_folder() : note_left();
    exit(0);
}

/* ---- requests ---- */

/* Returns whether the request is valid. */
static int end_request(char *rest) {
    char count[24];
    const char *id = next_word(&rest);
    int is_valid = *rest != 0;
    sweeping.target_count = 0;
    while (is_valid && *rest) {
        const char *word = next_word(&rest);
        is_valid = *word == '=' ? add_cookie(word + 1) : add_mark(word);
    }
    if (is_valid && sweep()) {
        append_number(append(count, " "), sweeping.killed);
        say("warden ended ", id, count);
    } else if (is_valid) {
        say("warden left ", id, sweeping.left);
    }
    return is_valid;
}

/* Returns 0 for an unknown name: signal 0 has no effect. */
static int signal_of(const char *name) {
    static const char names[] =
        "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ "
        "VTALRM PROF WINCH IO PWR SYS ";
    int signal = 1;
    for (const char *at = names; *at && *name; at++, signal++) {
        const char *end = at;
        for (; *end != ' '; end++) {
        }
        if (starts_with(at, name) && at + length(name) == end) {
            return signal;
        }
        at = end;
    }
    return 0;
}

static void signal_named(long folder, const char *name) {
    struct process process = {0};
    long pid = (long)number(name);
    int is_meant = 0;
    (void)folder;
    if (!is_digit(*name) || !look_at(pid, &process)) {
        return;
    }
    for (long i = 0; i < warden.group_count; i++) {
        is_meant |= process.group == warden.groups[i];
    }
    if (is_meant && is_ours(pid) && !is_protected(pid, &process)) {
        kill(pid, warden.signal);
    }
}

/* The numbers of the groups may be in use again, so each process is examined. */
static void signal_request(char *rest) {
    warden.signal = signal_of(next_word(&rest));
    for (warden.group_count = 0; *rest; warden.group_count++) {
        warden.groups[warden.group_count] = (long)number(next_word(&rest));
    }
    want_session();
    visit_names("/proc", signal_named);
}

static void tell_request(char *rest) {
    int signal = signal_of(next_word(&rest));
    while (*rest) {
        const char *word = next_word(&rest), *start = word;
        while (*start && *start++ != '/') {
        }
        unsigned long expected = number(start);
        if (expected && start_of((long)number(word)) == expected) {
            kill((long)number(word), signal);
        }
    }
}

/* Returns whether the request is known. A line that was cut is not: the beginning of a mark stands for more processes. */
static int answer(const char *request, char *rest) {
    if (warden.is_cut) {
        return 0;
    }
    if (equal(request, "end")) {
        return end_request(rest);
    }
    if (equal(request, "signal")) {
        signal_request(rest);
        say("warden pong", "", "");
    } else if (equal(request, "tell")) {
        tell_request(rest);
    } else if (equal(request, "ping")) {
        say("warden pong", "", "");
    } else if (equal(request, "sync")) {
        say("sync ", rest, "");
    } else if (equal(request, "leave")) {
        exit(0);
    } else if (equal(request, "close")) {
        close_session();
    } else if (equal(request, "finish")) {
        release_streams();
        delete_folder();
        exit(0);
    } else {
        return 0;
    }
    return 1;
}

/* ---- the start ---- */

static void require(int is_met, const char *what, const char *actual) {
    if (!is_met) {
        complain(what, actual, EINVAL);
        exit(COULD_NOT_START);
    }
}

/* It is in a folder of its own: a mistake must not delete more. */
static int is_folder_of_session(const char *folder) {
    char path[BUFFER];
    if (*folder != '/' || length(folder) > BUFFER - 64 || !(has_slash(folder + 1) || starts_with(folder, "/curfew-sandbox-"))) {
        return 0;
    }
    join_path(path, folder, ".");
    return exists(path);
}

static int is_number(const char *text) { return consists_of(text, is_digit) && length(text) <= 10; }

static void read_arguments(char **arguments) {
    const char *mark = arguments[3], *cookie = arguments[4];
    require(is_folder_of_session(arguments[2]), "use the folder ", arguments[2]);
    require(!given(mark) || (length(mark) == LEAST_MARK_DIGITS && consists_of(mark, is_digit)), "use the mark ", mark);
    require(!given(cookie) || is_cookie(cookie), "use the cookie ", cookie);
    require(is_number(arguments[5]), "use the owner ", arguments[5]);
    require(is_number(arguments[6]), "use the lease ", arguments[6]);
    warden.folder = arguments[2];
    warden.mark = mark;
    if (given(cookie)) {
        append(append(warden.cookie, cookie), "-");
    }
    sweeping.owner = (long)number(arguments[5]);
    warden.lease = (long)number(arguments[6]);
}

static void look_at_self_and_owner(void) {
    struct process process = {0};
    sweeping.owner_session = look_at(sweeping.owner, &process) ? process.session : -1;
    sweeping.owner_start = process.start;
    sweeping.self = getpid();
    require(look_at(sweeping.self, &process), "find this process in ", "/proc");
    sweeping.session = process.session;
}

__attribute__((noreturn)) static void run_warden(char **arguments, char **environment) {
    char pid[24];
    let_others_look_in(1); /* some mounts of /proc hide other processes, but the JVM and the lanes must find this one */
    set_signal_mask(SIG_BLOCK, ALL_SIGNALS);
    read_arguments(arguments);
    warden.environment = environment;
    CALL(CHDIR, "/", 0, 0, 0, 0);
    look_at_self_and_owner();
    watch_orders_to_end();
    append_number(pid, (unsigned long)sweeping.self);
    say("warden ready ", pid, "");
    while (read_request()) {
        char *rest = warden.line;
        const char *request = next_word(&rest);
        if (!answer(request, rest)) {
            say("warden unknown ", request, "");
        }
    }
    close_session();
}

#endif
