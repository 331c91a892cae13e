/*
 * Deletes a folder with its content, and touches nothing outside of it, whatever other processes do meanwhile.
 *
 *   prune FOLDER
 *
 * It descends by descriptors: a name is resolved only in a folder that is open, and a link is deleted, never followed. A
 * mount is never entered. It is detached, which deletes nothing in it, or left where that is not permitted. Mounts are
 * distinguished by their numbers, because a bind mount is on the same device as the folder that it shows: see mount_of.
 *
 * It prints what is left: for each file its path, a NUL, the reason, and a NUL. The exit code is 1 then, and otherwise 0.
 */
#ifndef CURFEW_PRUNE_H
#define CURFEW_PRUNE_H

#include "job_files.h"

enum { PRUNE_LEVELS = 32, PRUNE_MOUNTS = 100, PRUNE_ROUNDS = 1 << 16, LONGEST_NAME = 256 };
enum { EBUSY = 16, EISDIR = 21, EROFS = 30, ENOTEMPTY = 39 };
enum { O_PATH = 010000000, AT_REMOVEDIR = 0x200, AT_EMPTY_PATH = 0x1000, READ_WRITE_SEARCH = 7 };
enum { MS_PRIVATE = 1 << 18, MNT_DETACH = 2 };

#if defined(__x86_64__)
enum { O_NOFOLLOW = 0400000, SYS_UMOUNT2 = 166, SYS_FCHMODAT = 268, SYS_STATX = 332 };
#else
enum { O_NOFOLLOW = 0100000, SYS_UMOUNT2 = 39, SYS_FCHMODAT = 53, SYS_STATX = 291 };
#endif

enum { STATX_MNT_ID = 0x1000 };
#define DEVICE (1l << 60)

/* The fields of statx(2) that are used here. */
struct file_status {
    unsigned mask;
    unsigned char unread[132];
    unsigned device_major, device_minor;
    unsigned long mount;
    unsigned char more[104];
};

static struct {
    int top;            /* the folder */
    long mount;         /* the mount that it is on: see mount_of */
    unsigned long done; /* how many names were deleted, detached, or moved */
    unsigned long moved;
    int telling; /* whether files that are left are printed */
    unsigned long left;
    long end; /* of the path */
    char path[BUFFER + (PRUNE_LEVELS + 2) * LONGEST_NAME];
} pruning;

static char *descriptor_path(char *to, const char *folder, long fd) {
    return append_number(append(append(to, "/proc/self/"), folder), (unsigned long)fd);
}

/* Returns the number of a mount as shown in /proc; zero if it is not shown, or a negative error number. */
static long mount_in_proc(long fd) {
    static const char field[] = "mnt_id:\t";
    char path[64], text[512];
    descriptor_path(path, "fdinfo/", fd);
    long count = read_file(path, text, sizeof text);
    for (const char *line = text; *line; line++) {
        const char *at = line;
        for (const char *expected = field; *expected && *at == *expected; expected++) {
            at++;
        }
        if (at - line == sizeof field - 1) {
            return (long)number(at);
        }
    }
    return count < 0 ? count : 0;
}

/*
 * Returns a number for the mount of an open file, or a negative error number. statx(2) provides it since Linux 5.8. On
 * systems that do not number mounts, such as gVisor, the device is used.
 */
static long mount_of(long fd) {
    struct file_status status = {0};
    long error = CALL(STATX, fd, "", AT_EMPTY_PATH, STATX_MNT_ID, &status);
    if (!error && status.mask & STATX_MNT_ID && status.mount) {
        return (long)status.mount;
    }
    long mount = mount_in_proc(fd);
    if (mount || error) {
        return mount ? mount : error;
    }
    return DEVICE | (long)status.device_major << 20 | status.device_minor;
}

static const char *reason_of(long error) {
    switch (error) {
    case EBUSY: return "a mount";
    case EACCES: return "permission denied";
    case EPERM: return "operation not permitted";
    case EROFS: return "on a read-only file system";
    case ENOTEMPTY: return "other processes create files in it";
    default: return 0;
    }
}

static void print_left(long error) {
    char text[sizeof pruning.path + 64];
    const char *reason = reason_of(error);
    char *end = append(text, pruning.path) + 1;
    end = reason ? append(end, reason) : append_number(append(end, "errno "), (unsigned long)error);
    write(1, text, end + 1 - text);
    pruning.left++;
}

/* Returns an error number, or zero. */
static long delete_name(long folder, const char *name, int kind) {
    long error = -CALL(UNLINKAT, folder, name, kind, 0, 0);
    pruning.done += error == 0;
    return error == ENOENT ? 0 : error;
}

/*
 * Returns an error number, or zero. The mount is made private before it is detached: otherwise mounts below it would
 * also be unmounted at the source of a recursive bind mount.
 */
static long detach_mount(long fd) {
    char path[64];
    descriptor_path(path, "fd/", fd);
    long error = -CALL(MOUNT, 0, path, 0, MS_REC | MS_PRIVATE, 0);
    error = error ? error : -CALL(UMOUNT2, path, MNT_DETACH, 0, 0, 0);
    pruning.done += error == 0;
    return error;
}

/*
 * Opens a folder for reading that was opened with O_PATH. A command may have removed the permissions that are needed to
 * delete its content. They are changed for the open folder, even if its name refers to another file by now.
 */
static long open_folder(long fd) {
    char path[64];
    if (CALL(FACCESSAT, fd, ".", READ_WRITE_SEARCH, 0, 0) == -EACCES) {
        descriptor_path(path, "fd/", fd);
        CALL(FCHMODAT, AT_FDCWD, path, 0700, 0, 0);
    }
    return CALL(OPENAT, fd, ".", O_RDONLY | O_CLOEXEC, 0, 0);
}

/*
 * Moves a folder to the top, where the next round finds it: a tree may have more levels than there are descriptors, or
 * than fit onto the stack. An empty folder of that name is replaced.
 */
static long move_to_the_top(long folder, const char *name) {
    char other[32];
    long error;
    do {
        append_number(append(other, ".curfew-"), pruning.moved++);
        error = -CALL(RENAMEAT, folder, name, pruning.top, other, 0);
    } while (error == EEXIST || error == ENOTEMPTY || error == ENOTDIR);
    pruning.done += error == 0;
    return error;
}

static void prune_name(long folder, const char *name, int level);

static void prune_names_in(long folder, int level) {
    _Alignas(struct directory_entry) char entries[BUFFER];
    for (long count; (count = CALL(GETDENTS64, folder, entries, sizeof entries, 0, 0)) > 0;) {
        for (long at = 0; at < count; at += ((struct directory_entry *)(entries + at))->length) {
            const char *name = ((struct directory_entry *)(entries + at))->name;
            if (!equal(name, ".") && !equal(name, "..")) {
                prune_name(folder, name, level);
            }
        }
    }
}

/* Returns an error number, or zero. If it is not a folder, this is the error of unlink(2). */
static long prune_opened(long fd, long folder, const char *name, int level, long error) {
    long reading = open_folder(fd);
    close((int)fd);
    if (reading == -ENOTDIR) {
        return error;
    }
    if (reading >= 0 && level == PRUNE_LEVELS) {
        close((int)reading);
        return move_to_the_top(folder, name);
    }
    if (reading >= 0) {
        pruning.top = level ? pruning.top : (int)reading;
        prune_names_in(reading, level + 1);
        close((int)reading);
    }
    error = delete_name(folder, name, AT_REMOVEDIR);
    return error && reading < 0 ? -reading : error;
}

/* Returns an error number, or zero. Several mounts may be stacked on one name. */
static long try_to_prune(long folder, const char *name, int level) {
    long error = delete_name(folder, name, 0);
    for (int mounts = 0; error && mounts < PRUNE_MOUNTS; mounts++) {
        long fd = CALL(OPENAT, folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0, 0);
        if (fd < 0) {
            return fd == -ENOENT ? 0 : -fd;
        }
        long mount = mount_of(fd);
        if (mount == pruning.mount) {
            return prune_opened(fd, folder, name, level, error);
        }
        error = mount < 0 ? -mount : detach_mount(fd) ? EBUSY : 0;
        close((int)fd);
        if (error) {
            return error;
        }
        error = delete_name(folder, name, 0);
    }
    return error;
}

/* A folder is not printed if a file that is left in it was printed. */
static void prune_name(long folder, const char *name, int level) {
    unsigned long told = pruning.left;
    long end = pruning.end;
    if (end + length(name) + 2 <= (long)sizeof pruning.path) {
        pruning.end = append(append(pruning.path + end, "/"), name) - pruning.path;
    }
    long error = try_to_prune(folder, name, level);
    if (error && pruning.telling && pruning.left == told) {
        print_left(error);
    }
    pruning.path[pruning.end = end] = 0;
}

/*
 * Returns an exit code. Repeats as long as there is progress: some file systems leave out names when others are deleted
 * meanwhile. One more round then prints what is left.
 */
static int prune(char *folder) {
    unsigned long before;
    char *name = folder + length(folder);
    set_signal_mask(SIG_BLOCK, ALL_SIGNALS);
    while (name > folder && name[-1] != '/') {
        name--;
    }
    if (*folder != '/' || length(folder) >= BUFFER || !*name || equal(name, ".") || equal(name, "..")) {
        complain("prune ", folder, EINVAL);
        return COULD_NOT_START;
    }
    name[-1] = 0;
    pruning.end = append(pruning.path, folder) - pruning.path;
    long parent = CALL(OPENAT, AT_FDCWD, pruning.end ? folder : "/", O_PATH | O_CLOEXEC, 0, 0);
    if (parent == -ENOENT) {
        return 0;
    }
    pruning.mount = parent < 0 ? parent : mount_of(parent);
    if (pruning.mount < 0) {
        complain("prune a folder in ", folder, -pruning.mount);
        return COULD_NOT_START;
    }
    int round = 0;
    do {
        before = pruning.done;
        prune_name(parent, name, 0);
    } while (pruning.done != before && ++round < PRUNE_ROUNDS);
    pruning.telling = 1;
    prune_name(parent, name, 0);
    return pruning.left ? 1 : 0;
}

#endif
