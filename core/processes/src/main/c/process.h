/* Reads information about processes from /proc, and reaps children. */
#ifndef CURFEW_PROCESS_H
#define CURFEW_PROCESS_H

#include "command.h"

/* The text is empty if the file cannot be read. */
static long read_file(const char *path, char *buffer, long size) {
    long fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        *buffer = 0;
        return fd;
    }
    long count = read((int)fd, buffer, size - 1);
    close((int)fd);
    buffer[count < 0 ? 0 : count] = 0;
    return count;
}

/*
 * Reads /proc/PID/stat and returns the position before its third field: the second one, the name of the program, is in
 * parentheses and may contain any characters.
 */
static const char *read_stat(long pid, char *stat) {
    char path[64];
    append(append_number(append(path, "/proc/"), (unsigned long)pid), "/stat");
    long count = read_file(path, stat, BUFFER);
    const char *at = stat + (count < 0 ? 0 : count);
    while (at > stat && *at != ')') {
        at--;
    }
    return at;
}

/* Returns the position of a field after the second one: see proc_pid_stat(5). */
static const char *field_in(const char *stat, int wanted) {
    for (int field = 2; field < wanted && *stat; stat++) {
        field += *stat == ' ';
    }
    return stat;
}

static unsigned long start_in(const char *stat) { return number(field_in(stat, 22)); }

static unsigned long start_of(long pid) {
    char stat[BUFFER];
    return start_in(read_stat(pid, stat));
}

/* Returns zero if there is no such process, or it is a zombie. */
static unsigned long start_of_living(long pid) {
    char stat[BUFFER];
    const char *at = read_stat(pid, stat);
    return at[0] && at[1] && at[2] != 'Z' && at[2] != 'X' ? start_in(at) : 0;
}

/* Appends PID START NAMESPACE: the last as in pid_namespaces(7), or a dash if /proc does not show it. */
static char *append_identity(char *to, long pid) {
    char namespace[64];
    long count = CALL(READLINKAT, AT_FDCWD, "/proc/self/ns/pid", namespace, sizeof namespace - 1, 0);
    namespace[count < 0 ? 0 : count] = 0;
    to = append(append_number(to, (unsigned long)pid), " ");
    to = append(append_number(to, start_of_living(pid)), " ");
    return append(to, count < 0 ? "-" : namespace);
}

/* Even if the parent has ended before this call. */
static void die_with(long parent) {
    CALL(PRCTL, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) {
        exit(COULD_NOT_START);
    }
}

static void reap(long pid) {
    int status;
    if (pid > 0) {
        CALL(WAIT4, pid, &status, WALL, 0, 0);
    }
}

#endif
