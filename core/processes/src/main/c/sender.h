/*
 * Determines the sender of a signal. A guard can be signaled like any other process, so its descendants can signal it,
 * and some programs do: Xvfb, for example, sends SIGUSR1 to its parent when it is ready. Such signals are not orders.
 */
#ifndef CURFEW_SENDER_H
#define CURFEW_SENDER_H

#include "process.h"

enum { SI_USER = 0, SI_KERNEL = 128, SI_TKILL = -6, MOST_ANCESTORS = 1 << 15, MOST_LOOKS = 3 };

/* The beginning of struct signalfd_siginfo, which has 128 bytes. */
struct signal_news {
    unsigned signal;
    int error, code;
    unsigned sender, rest[28];
};

enum relation { OUTSIDER, DESCENDANT, GONE };

/*
 * Every orphaned descendant becomes a child of this process, so following the parents leads here: see
 * PR_SET_CHILD_SUBREAPER. A parent that no longer exists has just ended, and its children have been reparented
 * meanwhile. A parent that is never visible belongs to another user, whose processes some mounts of /proc hide: then
 * the sender is an outsider.
 */
static enum relation relation_of(long sender, long owner) {
    char stat[BUFFER];
    long self = getpid(), pid = sender, looks = 1;
    for (int i = 0; pid > 0 && pid != self && pid != owner && i < MOST_ANCESTORS; i++) {
        const char *at = read_stat(pid, stat);
        if (!at[0] || !at[1] || !at[2] || !at[3]) {
            if (pid == sender || looks++ == MOST_LOOKS) {
                return pid == sender ? GONE : OUTSIDER;
            }
            pid = sender;
            continue;
        }
        pid = (long)number(at + 4); /* 0: the first process, or one whose parent is in another PID namespace */
    }
    return pid == self ? DESCENDANT : OUTSIDER;
}

/*
 * The kernel itself fills in the sender of kill(2) and tgkill(2); with sigqueue(3) the sender can claim any pid. The
 * number is 0 if the sender is in an outer PID namespace.
 */
static enum relation sender_of(const struct signal_news *news, long owner) {
    if (news->code == SI_KERNEL) {
        return OUTSIDER;
    }
    if (news->code != SI_USER && news->code != SI_TKILL) {
        return DESCENDANT;
    }
    return news->sender == getppid() ? OUTSIDER : relation_of(news->sender, owner); /* the parent is no descendant */
}

#endif
