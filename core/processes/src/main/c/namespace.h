/*
 * Runs a command in namespaces of its own, as in pid_namespaces(7): its processes see only each other, and when the
 * first of them, a process of Curfew, ends, the kernel ends all others. A mount namespace is added, for a /proc that
 * shows only these processes. For a user without privileges, a user namespace is added, in which the user keeps its
 * ids.
 */
#ifndef CURFEW_NAMESPACE_H
#define CURFEW_NAMESPACE_H

#include "system.h"
#include "text.h"

struct ids {
    unsigned long user, group;
    int unprivileged;
};

/* Must be called before the fork: in a new user namespace the ids are not mapped yet. */
static struct ids own_ids(void) {
    struct ids ids = {0};
    ids.user = (unsigned long)CALL(GETEUID, 0, 0, 0, 0, 0);
    ids.group = (unsigned long)CALL(GETEGID, 0, 0, 0, 0, 0);
    return ids;
}

static long fork_into_namespaces(struct ids *ids) {
    int flags = CLONE_NEWPID | CLONE_NEWNS | SIGCHLD;
    long pid = CALL(CLONE, flags, 0, 0, 0, 0);
    if (pid == -EPERM) {
        ids->unprivileged = 1;
        pid = CALL(CLONE, flags | CLONE_NEWUSER, 0, 0, 0, 0);
    }
    return pid;
}

static long write_file(const char *path, const char *content) {
    long fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return fd;
    }
    long count = write((int)fd, content, length(content));
    close((int)fd);
    return count < 0 ? count : 0;
}

static long map_to_itself(const char *path, unsigned long id) {
    char line[64];
    append(append_number(append(append_number(line, id), " "), id), " 1");
    return write_file(path, line);
}

/*
 * Groups first: a process that may leave a group could access files that the group is denied. The files must belong to
 * this user: see let_others_look_in.
 */
static long map_ids(const struct ids *ids) {
    let_others_look_in(1);
    long error = write_file("/proc/self/setgroups", "deny");
    error = error ? error : map_to_itself("/proc/self/gid_map", ids->group);
    error = error ? error : map_to_itself("/proc/self/uid_map", ids->user);
    let_others_look_in(0);
    return error;
}

/* Mounts made inside are not visible outside. Returns zero, or a negative error number. */
static long furnish_namespaces(const struct ids *ids) {
    long error = ids->unprivileged ? map_ids(ids) : 0;
    error = error ? error : CALL(MOUNT, "none", "/", 0, MS_REC | MS_SLAVE, 0);
    return error ? error : CALL(MOUNT, "proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0);
}

/* The guard and the first process of the namespaces send each other one number at a time; errors are negative. */
static void tell(int fd, long news) { write(fd, &news, sizeof news); }

static long hear(int fd) {
    long news;
    long count = read(fd, &news, sizeof news);
    return count == sizeof news ? news : count < 0 ? count : -EIO;
}

#endif
