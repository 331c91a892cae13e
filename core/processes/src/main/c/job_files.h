/* The files of a job: each is either complete or absent, and only its user may read it. */
#ifndef CURFEW_JOB_FILES_H
#define CURFEW_JOB_FILES_H

#include "process.h"

enum { JOB_CREATE = 0100, JOB_EXCLUSIVE = 0200, JOB_APPEND = 02000, CLOCK_REALTIME = 0, CLOCK_MONOTONIC = 1, EEXIST = 17 };

#if defined(__x86_64__)
enum { SYS_CLOCK_GETTIME = 228, SYS_RENAMEAT = 264, SYS_LINKAT = 265, SYS_UNLINKAT = 263, SYS_FSYNC = 74, SYS_PIPE2 = 293 };
#else
enum { SYS_CLOCK_GETTIME = 113, SYS_RENAMEAT = 38, SYS_LINKAT = 37, SYS_UNLINKAT = 35, SYS_FSYNC = 82, SYS_PIPE2 = 59 };
#endif

static long milliseconds(int clock) {
    struct timespec now = {0};
    CALL(CLOCK_GETTIME, clock, &now, 0, 0, 0);
    return now.seconds * 1000 + now.nanoseconds / 1000000;
}

static long create_file(const char *path, int flags) {
    return CALL(OPENAT, AT_FDCWD, path, O_WRONLY | O_CLOEXEC | JOB_CREATE | flags, 0600, 0);
}

static void remove_file(const char *path) { CALL(UNLINKAT, AT_FDCWD, path, 0, 0, 0); }

enum durability { UNTIL_BOOT, FOR_GOOD };

/* Returns whether the whole text is in the draft, and safely on the disk if it is written for good. */
static int write_draft(const char *path, const char *text, enum durability durability) {
    remove_file(path);
    long fd = create_file(path, JOB_EXCLUSIVE);
    if (fd < 0) {
        return 0;
    }
    int whole = write((int)fd, text, length(text)) == length(text);
    whole = whole && (durability == UNTIL_BOOT || CALL(FSYNC, fd, 0, 0, 0, 0) == 0);
    close((int)fd);
    if (!whole) {
        remove_file(path); /* a partial text would only take room on a full disk */
    }
    return whole;
}

/* Returns zero, or an error number: EEXIST if the file exists, which then stays unchanged. */
static long publish_once(const char *folder, const char *name, const char *text, enum durability durability) {
    char path[BUFFER], draft[BUFFER];
    join_path(path, folder, name);
    append(append(draft, path), ".draft");
    if (!write_draft(draft, text, durability)) {
        return EIO;
    }
    long error = CALL(LINKAT, AT_FDCWD, draft, AT_FDCWD, path, 0);
    remove_file(draft);
    return -error;
}

/* Replaces an existing file. The change need not survive a crash of the machine. */
static void replace_file(const char *folder, const char *name, const char *text) {
    char path[BUFFER], draft[BUFFER];
    join_path(path, folder, name);
    append(append(draft, path), ".draft");
    if (write_draft(draft, text, UNTIL_BOOT)) {
        CALL(RENAMEAT, AT_FDCWD, draft, AT_FDCWD, path, 0);
    }
}

#endif
