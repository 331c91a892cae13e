/* Standing guard: what a guard knows, hears, tells and does until nobody is left. */
#ifndef CURFEW_GUARDIAN_H
#define CURFEW_GUARDIAN_H

#include "descendants.h"
#include "marker.h"
#include "namespace.h"
#include "process.h"
#include "seal.h"
#include "sender.h"

enum { OWNER_CHECK_MILLISECONDS = 200 };

static struct {
    char id[64];
    struct key key; /* of the seal of all that is told; the command never has it */
    int on_terminal;
    long owner, command, init; /* init: only of a command in namespaces of its own */
    unsigned long owner_start; /* of an owner that is not the parent */
    int owner_fd, status_fd, signal_fd, init_fd;
    int asked, ending, command_ended;
    unsigned long found, killed;
    struct marker marker;
} guard;

enum { LONGEST_REPORT = sizeof guard.id + 128 };

static void report(const char *word, unsigned long first, unsigned long second, int numbers) {
    char line[LONGEST_REPORT];
    char *end = append(append(append(line, guard.id), " "), word);
    end = append_number(append(end, " "), first);
    if (numbers > 1) {
        end = append_number(append(end, " "), second);
    }
    end = append_seal(line, end, &guard.key);
    write(guard.status_fd, line, end - line);
}

static void report_command_end(int status) {
    int signal = status & 0x7f;
    guard.command_ended = 1;
    if (signal) {
        report("signal", (unsigned long)signal, 0, 1);
    } else {
        report("exit", (unsigned long)(status >> 8 & 0xff), 0, 1);
    }
    begin_to_mark(&guard.marker);
}

/* Who is the first in a namespace takes all others with him, the command too, and has no time to tell. */
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

/* The proof is the kernel's: no child, and as every orphan becomes our child, no descendant. */
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
    find_descendants(guard.init, 0); /* who dies of SIGTERM at once does not tell any more who its children are */
    if (!guard.asked) {
        guard.found = (unsigned long)descendant_count;
        signal_descendants(SIGTERM); /* once: many programs take the second one for an order to give up cleaning up */
    }
    guard.asked = 1;
    if (guard.on_terminal) {
        /* An interactive shell ignores SIGTERM, and ends when its terminal hangs up. readline misses a signal that comes
           just before it reads, so the owner asks again. */
        signal_descendants(SIGHUP);
    }
    signal_descendants(SIGCONT); /* a stopped process has to go on to see the others */
}

/* Most commands have nothing outside of their group. As long as the command is not reaped, its number is its own. */
static void kill_group(void) {
    if (guard.command) {
        kill(-guard.command, SIGKILL);
    }
}

/*
 * Stopped first, so that nobody forks while the others are looked up. A pid that is signaled here cannot be that of a
 * stranger: the guard alone reaps its own children, and a parent that is stopped reaps nobody. Until nobody is left
 * there is another round.
 */
static void kill_all(void) {
    find_descendants(0, SIGSTOP);
    signal_descendants(SIGKILL);
}

/* The kernel kills all others before it lets go of the first one. */
static void kill_namespace(void) {
    find_descendants(guard.init, 0);
    guard.killed = (unsigned long)descendant_count;
    kill(guard.init, SIGKILL);
}

/* Whoever has ended already may have been one of those that we guard; the owner is there, and so is the shell that it has. */
static int may_order(const struct signal_news *news) { return sender_of(news, guard.owner) == OUTSIDER; }

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
            case SIGTERM:
            case SIGINT:
            case SIGHUP:
            case SIGQUIT:
                guard.ending = 1;
        }
    }
}

/* Without a pidfd the end of an owner that is not the parent shows in /proc. */
static int owner_is_gone(int announced) {
    if (!guard.owner_start) {
        return getppid() != guard.owner;
    }
    return announced || (guard.owner_fd < 0 && start_of_living(guard.owner) != guard.owner_start);
}

/* Waits for a signal or the end of the owner, which a kernel before 5.3 does not announce; returns whether for nothing. */
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

/* The dead are reaped as they come. Who is alive after a while is looked up, at longer and longer intervals. */
static void kill_until_nobody_is_left(void) {
    enum { NEWS_OF_A_STORM = 100, LONGEST_PAUSE = 100 };
    long pause = 1;
    int news = 0;
    guard.init ? kill_namespace() : kill_group();
    while (!nobody_is_left()) {
        int in_vain = wait_for_news(pause);
        if (in_vain || ++news % NEWS_OF_A_STORM == 0) {
            kill_all();
        }
        if (in_vain && pause < LONGEST_PAUSE) {
            pause *= 2;
        }
    }
}

/* Nobody's pipes, folders and secrets are kept: not the descriptors, not the arguments, not the environment. */
static void forget_the_command(char **arguments, char **environment) {
    long null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd <= 2; fd++) {
        null < 0 ? close(fd) : dup_onto((int)null, fd);
    }
    if (null > 2) {
        close((int)null);
    }
    CALL(CHDIR, "/", 0, 0, 0, 0);
    while (*environment) {
        memset(*environment, 0, (unsigned long)length(*environment));
        environment++;
    }
    for (; *arguments; arguments++) {
        memset(*arguments, 0, (unsigned long)length(*arguments));
    }
}

/* If the owner ended before we watch it, its parent is ours now. */
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
    guard.status_fd = (int)open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC); /* fails at once if nobody reads */
    if (guard.status_fd < 0) {
        exit(COULD_NOT_START);
    }
    CALL(FCNTL, guard.status_fd, F_SETFL, O_WRONLY, 0, 0); /* from now on: rather late than lost */
}

static void watch_signals(void) {
    sigset all = ALL_SIGNALS;
    set_signal_mask(SIG_BLOCK, all); /* SIGPIPE too: the owner may be gone when we report */
    guard.signal_fd = (int)CALL(SIGNALFD4, -1, &all, SIGSET_BYTES, O_NONBLOCK | O_CLOEXEC, 0);
}

/* Who reads slowly gets the marker too; but not for longer than this, because a terminal may stay stopped. */
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

/* Of all who were waited for: see getrusage(2). Who ignores SIGCHLD waits for nobody. */
static void report_use(void) {
    enum { OF_CHILDREN = -1, USER = 0, SYSTEM = 2, LARGEST = 4, FIELDS = 18, MICROSECONDS = 1000000 };
    long use[FIELDS] = {0};
    CALL(GETRUSAGE, OF_CHILDREN, use, 0, 0, 0);
    long cpu = (use[USER] + use[SYSTEM]) * MICROSECONDS + use[USER + 1] + use[SYSTEM + 1];
    report("used", (unsigned long)cpu, (unsigned long)use[LARGEST], 2);
}

/* The last words of a guard, and how it came to them. */
__attribute__((noreturn)) static void stay_until_nobody_is_left(void) {
    while (!guard.ending && !nobody_is_left()) {
        wait_for_news(OWNER_CHECK_MILLISECONDS);
    }
    if (guard.ending) {
        kill_until_nobody_is_left();
    }
    report_use();
    report("empty", guard.found > guard.killed ? guard.found : guard.killed, guard.killed, 2);
    mark_to_the_end();
    exit(0);
}

#endif
