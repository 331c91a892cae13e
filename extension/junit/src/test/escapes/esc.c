/*
 * esc ESCAPE          try to outlive its parent, in the way that the name of the escape says
 * esc sleep LABEL     only live; the label identifies its parent. With one more argument: and close all files
 * esc swap-link FOLDER OUTSIDE
 *                     make a folder in FOLDER that is a link to OUTSIDE every other moment, until it is gone
 *
 * Prints "ready N" when all its N processes live and are what they claim to be. Every process carries the name of its
 * escape in its command line, and ends by itself after two minutes, even one that is stopped or ignores every signal.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef LIFE_SECONDS
#define LIFE_SECONDS 120
#endif

enum { RE_FORK_SECONDS = 30, STORM_SECONDS = 5, NOBODY = 65534 };
enum { SWAPPED_FILES = 300 };
enum { STORM_MASTERS = 8, STORM_CHILDREN = 10, STORM_PROOF = 40 };

extern char **environ;
static char *name;
static int ready[2]; /* every process says here that it is there */

static void fail(const char *what) {
    perror(what);
    _exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void nap(int milliseconds) {
    struct timespec time = {0, milliseconds * 1000000L};
    nanosleep(&time, 0);
}

/* A timer that sends SIGKILL reaches a stopped process too, which SIGALRM does not. A fork does not inherit it. */
static void bound_life(void) {
    struct sigevent event = {0};
    struct itimerspec life = {{0, 0}, {LIFE_SECONDS, 0}};
    timer_t timer;
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) || timer_settime(timer, 0, &life, 0)) {
        fail("timer");
    }
}

static pid_t spawn(void) {
    pid_t child = fork();
    if (child < 0) {
        fail("fork");
    }
    if (child == 0) {
        bound_life();
    }
    return child;
}

static void announce(void) {
    if (write(ready[1], "", 1) != 1) {
        _exit(0);
    }
}

static void park(void) {
    for (;;) {
        pause();
    }
}

static void await(int processes) {
    char byte;
    for (int i = 0; i < processes; i++) {
        if (read(ready[0], &byte, 1) != 1) {
            fail("a process of the escape is gone");
        }
    }
}

static void say_ready(int processes) {
    printf("ready %d\n", processes);
    fflush(stdout);
}

static void close_all(void) {
    for (int file = 0; file < 256; file++) {
        close(file);
    }
}

/*
 * Go on as a daemon: own session, no leader of it, the one that was started gone. The daemon returns from here; it is
 * ready when it has closed its files, for that is the end of the pipe.
 */
static void daemonize(void) {
    if (spawn()) {
        char byte;
        close(ready[1]);
        if (read(ready[0], &byte, 1) != 0) {
            fail("daemon");
        }
        say_ready(1);
        _exit(0);
    }
    setsid();
    if (spawn()) {
        _exit(0);
    }
    if (chdir("/")) {
        fail("chdir");
    }
}

static void live_as_daemon(void) {
    close_all();
    park();
}

static void grow_tree(int children, int grandchildren) {
    for (int i = 0; i < children; i++) {
        if (spawn() == 0) {
            for (int j = 0; j < grandchildren; j++) {
                if (spawn() == 0) {
                    announce();
                    park();
                }
            }
            announce();
            park();
        }
    }
    await(children + children * grandchildren);
}

static void plain_tree(void) {
    grow_tree(3, 2);
    say_ready(10);
    park();
}

static void parent_gone(void) {
    grow_tree(3, 2);
    say_ready(9);
}

static void holds_stdout(void) {
    if (spawn() == 0) {
        announce();
        park();
    }
    await(1);
    say_ready(1);
}

static void own_session(void) {
    if (spawn() == 0) {
        setsid();
        announce();
        park();
    }
    await(1);
    say_ready(2);
    park();
}

static void double_fork(void) {
    daemonize();
    live_as_daemon();
}

static void empty_environment(void) {
    char *arguments[] = {"esc", "sleep", name, "closed", 0};
    char *nothing[] = {0};
    daemonize();
    execve("/proc/self/exe", arguments, nothing);
    fail("execve");
}

static void ignore_signals(void) {
    for (int number = 1; number <= SIGRTMAX; number++) {
        signal(number, SIG_IGN);
    }
}

static void ignores_signals(void) {
    ignore_signals();
    if (spawn() == 0) {
        setsid();
        announce();
        park();
    }
    await(1);
    say_ready(2);
    park();
}

static void await_stop(pid_t child) {
    int status;
    if (waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status)) {
        fail("stop");
    }
}

static void stopped(void) {
    for (int i = 0; i < 2; i++) {
        pid_t child = spawn();
        if (child == 0) {
            if (i == 1) {
                setsid();
            }
            raise(SIGSTOP);
            park();
        }
        await_stop(child);
    }
    say_ready(3);
    raise(SIGSTOP);
    park();
}

/* Always one process, but a new one about 300 times a second. */
static void re_forks(void) {
    double end = now() + RE_FORK_SECONDS;
    daemonize();
    close_all();
    while (now() < end) {
        nap(3);
        if (spawn()) {
            _exit(0);
        }
    }
    _exit(0);
}

/* Keeps its children coming, and moves on to a new process in a new session every 20 rounds. */
static void be_storm_master(double end) {
    int children = 0;
    for (int round = 1; now() < end; round++) {
        while (children < STORM_CHILDREN && now() < end) {
            if (spawn() == 0) {
                announce();
                nap(300);
                _exit(0);
            }
            children++;
            nap(5);
        }
        while (children > 0 && waitpid(-1, 0, WNOHANG) > 0) {
            children--;
        }
        if (round % 20 == 0) {
            if (spawn()) {
                _exit(0);
            }
            setsid();
            children = 0;
        }
        nap(20);
    }
    _exit(0);
}

static void fork_storm(void) {
    double end = now() + STORM_SECONDS;
    for (int i = 0; i < STORM_MASTERS; i++) {
        if (spawn() == 0) {
            setsid();
            be_storm_master(end);
        }
    }
    await(STORM_PROOF);
    say_ready(STORM_MASTERS);
    close(ready[1]);
    while (now() < end && read(ready[0], &(char){0}, 1) == 1) {
    }
}

static void changes_uid(void) {
    daemonize();
    if (setgroups(0, 0) || setresgid(NOBODY, NOBODY, NOBODY) || setresuid(NOBODY, NOBODY, NOBODY)) {
        fail("setresuid");
    }
    live_as_daemon();
}

static void undumpable(void) {
    daemonize();
    prctl(PR_SET_DUMPABLE, 0);
    live_as_daemon();
}

/* In memory, where /proc/PID/environ reads it: what postgres, nginx and others do to show a title. */
static void wipe_environment(void) {
    for (char **variable = environ; *variable; variable++) {
        memset(*variable, ' ', strlen(*variable));
    }
}

static void overwrites_environment(void) {
    daemonize();
    wipe_environment();
    live_as_daemon();
}

static void reset_limits(void) {
    struct rlimit limit;
    struct rlimit unlimited = {RLIM_INFINITY, RLIM_INFINITY};
    struct rlimit none = {0, 0};
    for (int resource = 0; resource < RLIM_NLIMITS; resource++) {
        if (getrlimit(resource, &limit) == 0) {
            limit.rlim_cur = limit.rlim_max;
            setrlimit(resource, &limit);
        }
    }
    if (setrlimit(RLIMIT_LOCKS, &unlimited) && setrlimit(RLIMIT_LOCKS, &none)) {
        fail("setrlimit");
    }
}

static void resets_limits(void) {
    daemonize();
    reset_limits();
    live_as_daemon();
}

static void sheds_both_marks(void) {
    daemonize();
    reset_limits();
    wipe_environment();
    live_as_daemon();
}

static void *outlive_main_thread(void *main_thread) {
    pthread_join(*(pthread_t *)main_thread, 0);
    live_as_daemon();
    return 0;
}

/* /proc shows a zombie without arguments and environment then, but it runs. */
static void main_thread_gone(void) {
    static pthread_t main_thread;
    pthread_t other;
    daemonize();
    main_thread = pthread_self();
    if (pthread_create(&other, 0, outlive_main_thread, &main_thread)) {
        fail("pthread_create");
    }
    pthread_exit(0);
}

/* For a copy of this program that belongs to root and has the set-uid bit. */
static void becomes_root(void) {
    if (setresuid(0, 0, 0)) {
        fail("setresuid");
    }
    say_ready(1);
    park();
}

/* Files that are deleted while this goes on widen the gap between a look at the folder and its use. */
static void swap_link(const char *folder, const char *outside) {
    char file[32];
    int link = open(outside, O_PATH);
    if (chdir(folder) || mkdir("swapped", 0700) || symlinkat(outside, link, "link")) {
        fail("swap-link");
    }
    for (int i = 0; i < SWAPPED_FILES; i++) {
        snprintf(file, sizeof file, "swapped/file%d", i);
        close(open(file, O_CREAT | O_WRONLY, 0600));
    }
    say_ready(1);
    while (renameat2(AT_FDCWD, "swapped", link, "link", RENAME_EXCHANGE) == 0) {
    }
}

static const struct {
    const char *name;
    void (*run)(void);
} ESCAPES[] = {
    {"plain-tree", plain_tree},
    {"parent-gone", parent_gone},
    {"holds-stdout", holds_stdout},
    {"own-session", own_session},
    {"double-fork", double_fork},
    {"empty-environment", empty_environment},
    {"ignores-signals", ignores_signals},
    {"stopped", stopped},
    {"re-forks", re_forks},
    {"fork-storm", fork_storm},
    {"changes-uid", changes_uid},
    {"undumpable", undumpable},
    {"overwrites-environment", overwrites_environment},
    {"resets-limits", resets_limits},
    {"sheds-both-marks", sheds_both_marks},
    {"main-thread-gone", main_thread_gone},
    {"becomes-root", becomes_root},
};

int main(int count, char **arguments) {
    if (count < 2 || pipe(ready)) {
        fprintf(stderr, "usage: esc ESCAPE\n");
        return 2;
    }
    bound_life();
    if (strcmp(arguments[1], "sleep") == 0) {
        if (count > 3) {
            close_all();
        }
        park();
    }
    if (strcmp(arguments[1], "swap-link") == 0 && count == 4) {
        swap_link(arguments[2], arguments[3]);
        return 0;
    }
    name = arguments[1];
    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++) {
        if (strcmp(name, ESCAPES[i].name) == 0) {
            ESCAPES[i].run();
            return 0;
        }
    }
    fprintf(stderr, "esc: no such escape: %s\n", name);
    return 2;
}
