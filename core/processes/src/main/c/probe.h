/* What works on this system, and the named pipes of a session. */
#ifndef CURFEW_PROBE_H
#define CURFEW_PROBE_H

#include "command.h"

enum { PROBED = 40, GUARDS = 1, MARKS = 2 };

static int can_guard(void) {
    char path[64], children[BUFFER];
    unsigned long pid = (unsigned long)getpid();
    append(append_number(append(append_number(append(path, "/proc/"), pid), "/task/"), pid), "/children");
    return read_file(path, children, sizeof children) >= 0;
}

static int can_mark(void) {
    char limits[BUFFER];
    struct limit after;
    set_mark("700000000000000000");
    CALL(PRLIMIT64, 0, RLIMIT_LOCKS, 0, &after, 0);
    return after.soft == 700000000000000000ul && read_file("/proc/self/limits", limits, sizeof limits) > 0;
}

/* Only this user may open it. Returns zero, or a negative error number. */
static long make_named_pipe(const char *path) { return CALL(MKNODAT, AT_FDCWD, path, S_IFIFO | 0600, 0, 0); }

/* Leaves this process with a mark. */
__attribute__((noreturn)) static void exit_with_what_works(void) { exit(PROBED + can_guard() * GUARDS + can_mark() * MARKS); }

#endif
