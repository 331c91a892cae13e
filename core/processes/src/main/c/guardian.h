/* The state of a guard, its reports, and its work until no process is left. */
#ifndef CURFEW_GUARDIAN_H
#define CURFEW_GUARDIAN_H

#include "descendants.h"
#include "marker.h"
#include "namespace.h"
#include "process.h"
#include "seal.h"
#include "sender.h"

enum { OWNER_CHECK_MILLISECONDS = 200, NEXT_ONE = 3 };

/* Shared by the guards of a lane that serves one command after another: see lane.h. */
struct series {
    struct key key;
    int has_key;
};

static struct {
    char id[64];
    struct key key; /* seals the reports; the command never has it */
    int on_terminal;
    long owner, command, init; /* init: only for a command in namespaces of its own */
    long server;               /* 0: no server has forked this guard */
    unsigned long owner_start; /* of an owner that is not the parent */
    int owner_fd, status_fd, signal_fd, init_fd;
    int asked, ending, command_ended;
    unsigned long found, killed;
    struct marker marker;
    struct series *series; /* null: this guard is not one of a series */
} guard;

enum { LONGEST_REPORT = sizeof guard.id + 128, MOST_UNSENT = 3 };

/* Reports that have not been sent yet. Each write wakes the reader, so reports that follow each other are written together. */
static char unsent[MOST_UNSENT * LONGEST_REPORT];
static long unsent_size;

static void send_reports(void) {
    if (unsent_size) {
        write(guard.status_fd, unsent, unsent_size); /* shorter than PIPE_BUF: it does not mix with those of other guards */
        unsent_size = 0;
    }
}

static void add_report(const char *word, unsigned long first, unsigned long second, int numbers) {
    if (unsent_size + LONGEST_REPORT > (long)sizeof unsent) {
        send_reports();
    }
    char *line = unsent + unsent_size;
    char *end = append(append(append(line, guard.id), " "), word);
    end = append_number(append(end, " "), first);
    if (numbers > 1) {
        end = append_number(append(end, " "), second);
    }
    unsent_size = append_seal(line, end, &guard.key) - unsent;
}

static void report(const char *word, unsigned long first, unsigned long second, int numbers) {
    add_report(word, first, second, numbers);
    send_reports();
}

static void report_command_end(int status) {
    int signal = status & 0x7f;
    guard.command_ended = 1;
    if (signal) {
        add_report("signal", (unsigned long)signal, 0, 1);
    } else {
        add_report("exit", (unsigned long)(status >> 8 & 0xff), 0, 1);
    }
    begin_to_mark(&guard.marker);
}

/* The end of the first process in a namespace ends all others, including the command, before it can be reported. */
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

/* The kernel proves it: there is no child, and since every orphan becomes a child of the guard, no descendant. */
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
    find_descendants(guard.init, 0); /* before SIGTERM, because the children of a process that dies of it cannot be listed any more */
    if (!guard.asked) {
        guard.found = (unsigned long)descendant_count;
        signal_descendants(SIGTERM); /* once: many programs abort their cleanup at the second one */
    }
    guard.asked = 1;
    if (guard.on_terminal) {
        /* An interactive shell ignores SIGTERM, and ends when its terminal hangs up. readline misses a signal that comes
           just before it reads, so the owner asks again. */
        signal_descendants(SIGHUP);
    }
    signal_descendants(SIGCONT); /* a stopped process must continue to handle the other signals */
}

/* Most commands have no processes outside of their group. The number of the group cannot be reused until the command is reaped. */
static void kill_group(void) {
    if (guard.command) {
        kill(-guard.command, SIGKILL);
    }
}

/*
 * Processes are stopped first, so that none can fork while the others are found. A pid that is signaled here cannot
 * belong to an unrelated process: only the guard reaps its own children, and a stopped parent reaps none. This is
 * repeated until no process is left.
 */
static void kill_all(void) {
    find_descendants(0, SIGSTOP);
    signal_descendants(SIGKILL);
}

/* The kernel kills all other processes of the namespace before the first one ends. */
static void kill_namespace(void) {
    find_descendants(guard.init, 0);
    guard.killed = (unsigned long)descendant_count;
    kill(guard.init, SIGKILL);
}

/* A sender that has already ended may have been a guarded process, so it has no authority. The owner and its shell are alive. */
static int may_order(const struct signal_news *news) { return sender_of(news, guard.owner) == OUTSIDER; }

/* A program hides what is typed by switching the echo of its terminal off. */
static void report_echo(void) {
    enum { ECHOES = 010 };
    struct terminal_settings settings;
    int is_off = guard.on_terminal && ioctl(guard.marker.streams[0].fd, TCGETS, &settings) == 0 && !(settings.local & ECHOES);
    report("echo", !is_off, 0, 1);
}

static void take_signals(void) {
    struct signal_news news;
    while (read(guard.signal_fd, &news, sizeof news) == sizeof news) {
        if (news.signal == SIGCHLD || !may_order(&news)) {
            continue;
        }
        switch (news.signal) {
            case SIGUSR1:
                ask_to_end();
                break;
            case SIGUSR2:
                report_echo();
                break;
            case SIGTERM:
            case SIGINT:
            case SIGHUP:
            case SIGQUIT:
                guard.ending = 1;
        }
    }
}

/* Without a pidfd, the end of an owner that is not the parent is detected in /proc. */
static int owner_is_gone(int announced) {
    if (!guard.owner_start) {
        return getppid() != guard.owner;
    }
    return announced || (guard.owner_fd < 0 && start_of_living(guard.owner) != guard.owner_start);
}

/* Waits for a signal or the end of the owner, which kernels before 5.3 do not announce; returns whether the wait timed out. */
static int wait_for_news(long milliseconds) {
    struct timespec limit = {0, milliseconds * 1000000};
    int watched = guard.owner_fd >= 0 && !guard.ending;
    struct marked_stream *streams = guard.marker.streams;
    struct pollfd news[] = {
        {guard.signal_fd, POLLIN, 0},
        {guard.init_fd, POLLIN, 0},
        {watched ? guard.owner_fd : -1, POLLIN, 0},
        {unmarked(streams), POLLOUT, 0},
        {unmarked(streams + 1), POLLOUT, 0}};
    long count = CALL(PPOLL, news, 5, watched ? 0 : &limit, 0, 0);
    go_on_marking(streams);
    go_on_marking(streams + 1);
    take_signals();
    guard.ending |= owner_is_gone(news[2].revents);
    return count == 0;
}

/* Whether it is still ending: the first process of the namespaces, or the group, whose orphans are children of the guard. */
static int is_left(long killed) {
    int type = guard.init ? P_PID : P_PGID;
    return killed && CALL(WAITID, type, killed, 0, WEXITED | WNOHANG | WNOWAIT | WALL, 0) == 0;
}

/*
 * Dead processes are reaped as they end. Others are searched for when those that were killed first have ended, or after a
 * second: if there are thousands, they take that long, and each search reads /proc. It is repeated at increasing intervals.
 */
static void kill_until_nobody_is_left(void) {
    enum { NEWS_OF_A_STORM = 100, FIRST_PAUSE = 8, LONGEST_PAUSE = 128, LONGEST_TRUST = 512 };
    long pause = FIRST_PAUSE, killed = guard.init ? guard.init : guard.command;
    int news = 0, has_searched = 0;
    guard.init ? kill_namespace() : kill_group();
    while (!nobody_is_left()) {
        int is_due = !has_searched && !is_left(killed);
        if (!is_due) {
            int in_vain = wait_for_news(pause);
            is_due = in_vain ? has_searched || pause == LONGEST_TRUST : ++news % NEWS_OF_A_STORM == 0;
            pause = in_vain && pause < (has_searched ? LONGEST_PAUSE : LONGEST_TRUST) ? 2 * pause : pause;
        }
        if (is_due) {
            send_reports();
            kill_all();
            pause = has_searched ? pause : FIRST_PAUSE;
            has_searched = 1;
        }
    }
}

static void release_streams(void) {
    long null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd <= 2; fd++) {
        null < 0 ? close(fd) : dup_onto((int)null, fd);
    }
    if (null > 2) {
        close((int)null);
    }
}

/*
 * For a command without input. The end of a pipe would not do: some programs, such as ripgrep, read a pipe and nothing else,
 * although it is empty.
 */
static void release_input(void) {
    long null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null > 0) {
        dup_onto((int)null, 0);
        close((int)null);
    }
}

/*
 * Releases the descriptors, the directory, the arguments and the environment of the command, so that the guard keeps no
 * pipes, folders or secrets.
 */
static void forget_the_command(char **arguments, char **environment) {
    release_streams();
    CALL(CHDIR, "/", 0, 0, 0, 0);
    while (*environment) {
        memset(*environment, 0, (unsigned long)length(*environment));
        environment++;
    }
    for (; *arguments; arguments++) {
        memset(*arguments, 0, (unsigned long)length(*arguments));
    }
}

/* If the owner ended before it is watched, this process has another parent by now. */
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
    guard.status_fd = (int)open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC); /* fails at once if the pipe has no reader */
    if (guard.status_fd < 0) {
        exit(COULD_NOT_START);
    }
    CALL(FCNTL, guard.status_fd, F_SETFL, O_WRONLY, 0, 0); /* from now on, block rather than lose a report */
}

static void watch_signals(void) {
    sigset all = ALL_SIGNALS;
    set_signal_mask(SIG_BLOCK, all); /* SIGPIPE too: the owner may be gone when a report is written */
    guard.signal_fd = (int)CALL(SIGNALFD4, -1, &all, SIGSET_BYTES, O_NONBLOCK | O_CLOEXEC, 0);
}

/* Slow readers get the marker too, but only within this time, because a terminal may stay stopped. */
static void mark_to_the_end(void) {
    enum { LONGEST_SECONDS = 10, KILLED_NANOSECONDS = 200000000 };
    struct timespec time = {guard.ending ? 0 : LONGEST_SECONDS, guard.ending ? KILLED_NANOSECONDS : 0};
    struct marked_stream *streams = guard.marker.streams;
    while (streams[0].rest || streams[1].rest) {
        struct pollfd news[] = {
            {unmarked(streams), POLLOUT, 0},
            {unmarked(streams + 1), POLLOUT, 0},
            {guard.owner_fd, POLLIN, 0},
            {guard.signal_fd, POLLIN, 0}};
        if (CALL(PPOLL, news, 4, &time, 0, 0) < 1 || news[2].revents || news[3].revents) {
            return;
        }
        go_on_marking(streams);
        go_on_marking(streams + 1);
    }
}

/*
 * Writes the last marker, after which the streams can serve another command. A command cannot print it, because it does not
 * know the key. Returns whether all of it was written.
 */
static int leaves_clean_streams(void) {
    char words[sizeof guard.id + 8];
    char *end = append(append(words, guard.id), " over");
    if (!begin_last_marker(&guard.marker, seal_of(&guard.key, words, end - words))) {
        return 0;
    }
    mark_to_the_end();
    return !guard.marker.streams[0].rest && !guard.marker.streams[1].rest;
}

/* Covers all processes that were waited for: see getrusage(2). Children of a process that ignores SIGCHLD are not included. */
static void report_use(void) {
    enum { OF_CHILDREN = -1, USER = 0, SYSTEM = 2, LARGEST = 4, FIELDS = 18, MICROSECONDS = 1000000 };
    long use[FIELDS] = {0};
    CALL(GETRUSAGE, OF_CHILDREN, use, 0, 0, 0);
    long cpu = (use[USER] + use[SYSTEM]) * MICROSECONDS + use[USER + 1] + use[SYSTEM + 1];
    add_report("used", (unsigned long)cpu, (unsigned long)use[LARGEST], 2);
}

/* Runs the guard until its last report. */
__attribute__((noreturn)) static void stay_until_nobody_is_left(void) {
    while (!guard.ending && !nobody_is_left()) {
        send_reports();
        wait_for_news(OWNER_CHECK_MILLISECONDS);
    }
    if (guard.ending) {
        kill_until_nobody_is_left();
    }
    report_use();
    report("empty", guard.found > guard.killed ? guard.found : guard.killed, guard.killed, 2);
    mark_to_the_end();
    exit(guard.series && leaves_clean_streams() ? NEXT_ONE : 0);
}

#endif
