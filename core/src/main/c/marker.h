/*
 * The end of a command, marked in the streams that it wrote to: who reads them knows then that all that the command has
 * written came before, although others may still hold them open.
 */
#ifndef CURFEW_MARKER_H
#define CURFEW_MARKER_H

#include "system.h"
#include "text.h"

#define RECORD_SEPARATOR "\036"

enum { LONGEST_NONCE = 48 };

struct marked_stream {
    int fd;
    const char *rest; /* of the text; null as long as the command runs */
};

struct marker {
    char text[LONGEST_NONCE + 3];
    struct marked_stream streams[2];
};

/* Not seen by the command, which has 0, 1 and 2. */
static void keep_stream(struct marked_stream *stream, int fd) {
    stream->fd = (int)CALL(FCNTL, fd, F_DUPFD_CLOEXEC, 3, 0, 0);
}

/*
 * Opened once more, so that it can be written to without blocking: what is set for a descriptor itself holds for all
 * processes that have inherited it. Files have a position, and sockets cannot be opened.
 */
static void open_without_blocking(struct marked_stream *stream) {
    char path[64];
    append_number(append(path, "/proc/self/fd/"), (unsigned long)stream->fd);
    if (CALL(LSEEK, stream->fd, 0, SEEK_CUR, 0, 0) < 0) {
        long again = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (again >= 0) {
            close(stream->fd);
            stream->fd = (int)again;
        }
    }
}

/* As much as there is room for. When all is written, or nobody reads any more, the stream is closed. */
static void go_on_marking(struct marked_stream *stream) {
    struct pollfd room = {stream->fd, POLLOUT, 0};
    struct timespec at_once = {0};
    while (stream->rest && CALL(PPOLL, &room, 1, &at_once, 0, 0) == 1) {
        long count = write(stream->fd, stream->rest, length(stream->rest));
        if (count == -EAGAIN) {
            return;
        }
        stream->rest += count < 0 ? 0 : count;
        if (count < 0 || !*stream->rest) {
            close(stream->fd);
            *stream = (struct marked_stream){-1, 0};
        }
    }
}

/* Nobody waits for a reader who is slow, or a terminal that is stopped: see wait_for_news. */
static void begin_to_mark(struct marker *marker) {
    for (int i = 0; i < 2 && *marker->text; i++) {
        if (marker->streams[i].fd >= 0) {
            open_without_blocking(&marker->streams[i]);
            marker->streams[i].rest = marker->text;
            go_on_marking(&marker->streams[i]);
        }
    }
}

/* What to poll for room, or -1. */
static int unmarked(const struct marked_stream *stream) { return stream->rest ? stream->fd : -1; }

#endif
