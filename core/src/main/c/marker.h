/*
 * The end of a command, marked in the streams that it wrote to: who reads them knows then that all that the command has
 * written came before, although others may still hold them open.
 */
#ifndef CURFEW_MARKER_H
#define CURFEW_MARKER_H

#include "system.h"
#include "text.h"

#define RECORD_SEPARATOR "\036"

enum { MARKER_MILLISECONDS = 200, LONGEST_NONCE = 48 };

/* Nothing is to be marked if the text is empty. */
struct marker {
    char text[LONGEST_NONCE + 3];
    int streams[2];
};

/* Not seen by the command, which has 0, 1 and 2. */
static int keep_stream(int fd) { return (int)CALL(FCNTL, fd, F_DUPFD_CLOEXEC, 3, 0, 0); }

/*
 * Opened once more, so that it can be written to without blocking: what is set for a descriptor itself holds for all
 * processes that have inherited it. Files have a position, and sockets cannot be opened.
 */
static int without_blocking(int fd) {
    char path[64];
    if (CALL(LSEEK, fd, 0, SEEK_CUR, 0, 0) >= 0) {
        return fd;
    }
    append_number(append(path, "/proc/self/fd/"), (unsigned long)fd);
    long again = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return again < 0 ? fd : (int)again;
}

/* Nobody may read any more, and a terminal may be stopped: then there is no marker. The kernel counts the time down. */
static void write_marker(const char *text, int fd, struct timespec *time) {
    struct pollfd room = {fd, POLLOUT, 0};
    while (*text && CALL(PPOLL, &room, 1, time, 0, 0) == 1 && room.revents & POLLOUT) {
        long count = write(fd, text, length(text));
        if (count < 0 && count != -EAGAIN) {
            return;
        }
        text += count < 0 ? 0 : count;
    }
}

static void leave_marker(struct marker *marker) {
    struct timespec time = {0, MARKER_MILLISECONDS * 1000000};
    for (int i = 0; i < 2 && *marker->text; i++) {
        if (marker->streams[i] >= 0) {
            int fd = without_blocking(marker->streams[i]);
            write_marker(marker->text, fd, &time);
            close(marker->streams[i]);
            close(fd);
        }
    }
    *marker->text = 0;
}

#endif
