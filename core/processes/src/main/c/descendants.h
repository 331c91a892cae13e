/* The descendants of this process, as the kernel lists them. */
#ifndef CURFEW_DESCENDANTS_H
#define CURFEW_DESCENDANTS_H

#include "process.h"

enum { MAX_PIDS = 1 << 16 };

static int descendants[MAX_PIDS];
static int descendant_count;

/* For numbers that are not positive, kill(2) has a different meaning. */
static void add_descendant(int pid) {
    if (pid > 0 && descendant_count < MAX_PIDS) {
        descendants[descendant_count++] = pid;
    }
}

static void add_pids_in(const char *path) {
    char buffer[BUFFER];
    long fd = open(path, O_RDONLY | O_CLOEXEC);
    unsigned pid = 0;
    for (long count; fd >= 0 && (count = read((int)fd, buffer, sizeof buffer)) > 0;) {
        for (long i = 0; i < count; i++) {
            if (buffer[i] != ' ') {
                pid = pid * 10 + (unsigned)(buffer[i] - '0');
            } else {
                add_descendant((int)pid);
                pid = 0;
            }
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
}

/* Each thread has the children that it forked itself: see proc_pid_task(5). */
static void add_children_of(const char *pid) {
    char tasks[64], children[128];
    _Alignas(struct directory_entry) char entries[BUFFER];
    append(append(append(tasks, "/proc/"), pid), "/task");
    long fd = open(tasks, O_RDONLY | O_CLOEXEC);
    for (long count; fd >= 0 && (count = CALL(GETDENTS64, fd, entries, sizeof entries, 0, 0)) > 0;) {
        for (long at = 0; at < count; at += ((struct directory_entry *)(entries + at))->length) {
            const char *thread = ((struct directory_entry *)(entries + at))->name;
            if (thread[0] != '.') {
                append(append(append(append(children, tasks), "/"), thread), "/children");
                add_pids_in(children);
            }
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
}

/* Finds all descendants of a process, or of this one if it is 0: parents first, each signaled before its children. */
static void find_descendants(long ancestor, int first_signal) {
    char pid[24];
    descendant_count = 0;
    append_number(pid, (unsigned long)ancestor);
    add_children_of(ancestor ? pid : "self");
    for (int i = 0; i < descendant_count; i++) {
        kill(descendants[i], first_signal);
        append_number(pid, (unsigned long)descendants[i]);
        add_children_of(pid);
    }
}

static void signal_descendants(int signal) {
    for (int i = descendant_count - 1; i >= 0; i--) {
        kill(descendants[i], signal);
    }
}

#endif
