/*
 * The watcher of a job, which is a command that outlives its launcher. It is not a child of the launcher, records in the
 * folder of the job how the command ends, reads its output, and ends all of its descendants when the maximum runtime is over.
 *
 *   job FOLDER MARK RUNTIME GRACE HEAD SIZE ARGV0 [ARGUMENT ...]
 *
 * MARK may be followed by limits: see set_limits. Times are milliseconds, sizes are bytes; see job_log.h. It writes one line
 * to the standard output:
 *
 *   pid PID START               the command runs
 *   refused ERRNO WHAT          it does not, and nothing is left: program, limits, claim or fork
 *
 * It writes these files, each of which is either complete or absent:
 *
 *   started    the watcher and the command, with the boot and the namespace; the process that creates it first decides
 *              whether the job runs
 *   ended      how the command ended, written after its output; if Curfew ended it, only when no process is left. On a full
 *              disk the watcher waits for room to write it
 *   empty      no process is left: how many were found, and how many killed
 *
 * SIGTERM asks all processes to end, and kills those that are left after the grace period.
 */
#ifndef CURFEW_JOB_H
#define CURFEW_JOB_H

#include "guardian.h"
#include "job_log.h"
#include "lane.h"

enum { JOB_FIRST_ARGUMENT = 8, PAUSE_OF_NOTES = 200 /* milliseconds between attempts to write one */ };

#define LARGEST_JOB_NUMBER (1ul << 60) /* in milliseconds, small enough that sums do not overflow */

static struct {
    const char *folder;
    long runtime, grace, began, ending_since; /* milliseconds */
    long ended; /* by the system clock; 0: it has not ended */
    int status, is_told;
    enum { NOT_ENDED, OUT_OF_TIME, ASKED } why;
    long pause;
    int news;
} job;

static char *append_process(char *to, const char *what, long pid, unsigned long start) {
    to = append_number(append(append(to, what), " "), (unsigned long)pid);
    return append(append_number(append(to, " "), start), "\n");
}

static void describe_job(char *text) {
    char boot[64], namespace[64];
    long count = CALL(READLINKAT, AT_FDCWD, "/proc/self/ns/pid", namespace, sizeof namespace - 1, 0);
    namespace[count < 0 ? 0 : count] = 0;
    count = read_file("/proc/sys/kernel/random/boot_id", boot, sizeof boot);
    append(boot + (count > 0 && boot[count - 1] == '\n' ? count - 1 : 0), "");
    char *end = append_process(text, "watcher", getpid(), start_of(getpid()));
    end = append_process(end, "command", guard.command, guard.command ? start_of(guard.command) : 0);
    end = append(append(append(end, "boot "), *boot ? boot : "unknown"), "\nnamespace ");
    end = append(append(end, *namespace ? namespace : "unknown"), "\nsince ");
    append(append_number(end, (unsigned long)milliseconds(CLOCK_REALTIME)), "\nend\n");
}

/* Returns whether the note exists, or is not needed any more because the folder of the job was deleted. */
static int note(const char *name, const char *text, enum durability durability) {
    long error = publish_once(job.folder, name, text, durability);
    return !error || error == EEXIST || !exists(job.folder);
}

/* On a full disk this fails. No other process knows how the command ended, so it is tried again until the note exists. */
static void note_end(const char *how, unsigned long number) {
    char text[128];
    job.ended = job.ended ? job.ended : milliseconds(CLOCK_REALTIME);
    char *end = append_number(append(append(text, how), " "), number);
    end = append_number(append(end, " "), (unsigned long)job.ended);
    append(end, "\n");
    job.is_told = note("ended", text, FOR_GOOD);
}

__attribute__((noreturn)) static void refuse_job(long error, const char *what) {
    char line[128];
    char *end = append(append_number(append(line, "refused "), (unsigned long)error), " ");
    end = append(append(end, what), "\n");
    if (error != EEXIST) {
        note_end("refused", (unsigned long)error);
    }
    write(1, line, end - line);
    exit(COULD_NOT_START);
}

/* ---- the command ---- */

/* The command must not outlive its watcher: no other process enforces the maximum runtime. */
__attribute__((noreturn)) static void become_job(char **arguments, char **environment, int output, struct failure *failure) {
    struct order command = {.mark = arguments[3], .environment = environment};
    command.slots = arguments + JOB_FIRST_ARGUMENT - 1;
    CALL(PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    set_mark(arguments[3]);
    dup_onto(output, 1);
    dup_onto(output, 2);
    CALL(SETSID, 0, 0, 0, 0, 0);
    reset_signals();
    *failure = try_to_run(&command);
    exit(NOT_FOUND);
}

static void fork_job(char **arguments, char **environment) {
    int ends[2];
    struct failure *failure = map_memory(sizeof *failure, MAP_SHARED);
    long error = failure ? CALL(PIPE2, ends, O_CLOEXEC, 0, 0, 0) : -ENOMEM;
    guard.command = error < 0 ? error : CALL(CLONE, CLONE_VFORK | SIGCHLD, 0, 0, 0, 0);
    if (guard.command == 0) {
        become_job(arguments, environment, ends[1], failure);
    }
    if (guard.command < 0) {
        refuse_job(-guard.command, "fork");
    }
    if (failure->of_limits) {
        refuse_job(failure->of_limits, "limits");
    }
    if (failure->of_program) {
        refuse_job(failure->of_program, "program");
    }
    close(ends[1]);
    job_log.pipe = ends[0];
    CALL(FCNTL, job_log.pipe, F_SETFL, O_RDONLY | O_NONBLOCK, 0, 0);
}

/* ---- its end ---- */

static void tell_how_it_ended(void) {
    unsigned long signal = (unsigned long)job.status & 0x7f;
    take_output();
    if (job.why == OUT_OF_TIME) {
        note_end("timeout", (unsigned long)job.runtime);
    } else if (job.why == ASKED) {
        note_end("killed", signal ? signal : SIGTERM);
    } else if (signal) {
        note_end("signal", signal);
    } else {
        note_end("exit", (unsigned long)job.status >> 8 & 0xff);
    }
}

/* As for a guard, wait4(2) proves it. */
static int no_process_is_left(void) {
    int status;
    long pid;
    while ((pid = CALL(WAIT4, -1, &status, WNOHANG | WALL, 0, 0)) > 0) {
        guard.killed += guard.ending && (status & 0x7f) == SIGKILL;
        if (pid == guard.command) {
            guard.command = 0;
            guard.command_ended = 1;
            job.status = status;
        }
    }
    return pid == -ECHILD;
}

static void begin_to_end(int why) {
    if (!guard.ending) {
        guard.ending = 1;
        job.why = guard.command_ended ? NOT_ENDED : why;
        job.ending_since = milliseconds(CLOCK_MONOTONIC);
        job.pause = 1;
        ask_to_end();
    }
}

/* Ignores signals from the job itself. The sender may have ended already, as a shell that was started only to send the signal. */
static void hear_signals(void) {
    struct signal_news news;
    while (read(guard.signal_fd, &news, sizeof news) == sizeof news) {
        if (news.signal == SIGTERM && sender_of(&news, 0) != DESCENDANT) {
            begin_to_end(ASKED);
        }
    }
}

/* In milliseconds. If processes ignore SIGTERM, descendants are searched for at increasing intervals. */
static long time_to_wait(long now) {
    if (!guard.ending) {
        long left = job.began + job.runtime - now;
        return job.ended && !job.is_told && left > PAUSE_OF_NOTES ? PAUSE_OF_NOTES : left;
    }
    long grace_left = job.ending_since + job.grace - now;
    return grace_left > 0 ? grace_left : job.pause;
}

static void wait_for_job(void) {
    enum { LONGEST_PAUSE = 100, NEWS_OF_A_STORM = 100 };
    long now = milliseconds(CLOCK_MONOTONIC), left = time_to_wait(now);
    struct timespec time = {left > 0 ? left / 1000 : 0, left > 0 ? left % 1000 * 1000000 : 0};
    struct pollfd news[] = {{guard.signal_fd, POLLIN, 0}, {job_log.pipe, POLLIN, 0}};
    long count = CALL(PPOLL, news, 2, &time, 0, 0);
    take_output();
    hear_signals();
    now = milliseconds(CLOCK_MONOTONIC);
    if (!guard.ending && now >= job.began + job.runtime) {
        begin_to_end(OUT_OF_TIME);
    } else if (guard.ending && now >= job.ending_since + job.grace && (count == 0 || ++job.news % NEWS_OF_A_STORM == 0)) {
        kill_all();
        job.pause = job.pause * 2 < LONGEST_PAUSE ? job.pause * 2 : LONGEST_PAUSE;
    }
}

static void wait_unless(int is_noted) {
    struct timespec pause = {0, PAUSE_OF_NOTES * 1000000l};
    if (!is_noted) {
        CALL(PPOLL, 0, 0, &pause, 0, 0);
    }
}

__attribute__((noreturn)) static void watch_job(void) {
    char text[64];
    while (!no_process_is_left()) {
        if (guard.command_ended && !job.is_told && job.why == NOT_ENDED) {
            tell_how_it_ended();
        }
        wait_for_job();
    }
    while (!job.is_told) {
        tell_how_it_ended();
        wait_unless(job.is_told);
    }
    take_output();
    unsigned long found = guard.found > guard.killed ? guard.found : guard.killed;
    append(append_number(append(append_number(text, found), " "), guard.killed), "\n");
    for (int is_noted = 0; !is_noted;) {
        is_noted = note("empty", text, UNTIL_BOOT);
        wait_unless(is_noted);
    }
    exit(0);
}

/*
 * Returns in a process that is not a child of the launcher's parent. The launcher exits when the descriptor is closed,
 * which must not be before the line is written, because the JDK discards output that arrives after the end of its
 * child.
 */
static int leave_launcher(void) {
    int ends[2];
    char nothing;
    long error = CALL(PIPE2, ends, O_CLOEXEC, 0, 0, 0);
    long pid = error < 0 ? error : CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (pid < 0) {
        refuse_job(-pid, "fork");
    }
    if (pid) {
        close(ends[1]);
        read(ends[0], &nothing, 1);
        exit(0);
    }
    close(ends[0]);
    return ends[1];
}

static unsigned long job_number(const char *digits, unsigned long least) {
    unsigned long value = number(digits);
    return value < least ? least : value > LARGEST_JOB_NUMBER ? LARGEST_JOB_NUMBER : value;
}

/* The launcher may be killed at any time: after its first note, the job no longer depends on it. */
__attribute__((noreturn)) static void run_job(char **arguments, char **environment) {
    char text[BUFFER];
    job.folder = job_log.folder = arguments[2];
    job.runtime = (long)job_number(arguments[4], 0);
    job.grace = (long)job_number(arguments[5], 0);
    job_log.head = job_number(arguments[6], 1);
    job_log.size = job_number(arguments[7], 1);
    int told = leave_launcher();
    CALL(SETSID, 0, 0, 0, 0, 0);
    watch_signals();
    CALL(PRCTL, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    describe_job(text);
    long error = publish_once(job.folder, "started", text, UNTIL_BOOT);
    if (error) {
        refuse_job(error, "claim");
    }
    job.began = milliseconds(CLOCK_MONOTONIC);
    fork_job(arguments, environment);
    describe_job(text);
    replace_file(job.folder, "started", text);
    char *end = append_process(text, "pid", guard.command, start_of(guard.command));
    write(1, text, end - text);
    close(told);
    memcpy(text, arguments[2], (unsigned long)length(arguments[2]) + 1);
    job.folder = job_log.folder = text;
    forget_the_command(arguments + 1, environment);
    watch_job();
}

#endif
