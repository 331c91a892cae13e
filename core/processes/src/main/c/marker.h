/*
 * Marks the end of a command in its output streams: a reader of the marker has read all output of the command, even if
 * other processes still hold the streams open.
 */
#ifndef CURFEW_MARKER_H
#define CURFEW_MARKER_H

#include "seal.h"
#include "system.h"

#define RECORD_SEPARATOR "\036"

enum { LONGEST_NONCE = 48 };

struct marked_stream {
    int fd;
    const char *rest; /* of the text; null while nothing is to be written */
    int is_marked_again; /* stays open for another marker */
};

struct marker {
    char text[LONGEST_NONCE + 3];
    struct marked_stream streams[2];
};

/* Moves the stream out of the command's view, which has 0, 1 and 2. */
static void keep_stream(struct marked_stream *stream, int fd) {
    stream->fd = (int)CALL(FCNTL, fd, F_DUPFD_CLOEXEC, 3, 0, 0);
}

/*
 * Opens the stream again, so that it can be written to without blocking: flags of the existing descriptor are shared by
 * all processes that have inherited it. Files have a position, and sockets cannot be opened again.
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

/* Writes as much as there is room for. After the last marker, or when the stream has no reader any more, it is closed. */
static void go_on_marking(struct marked_stream *stream) {
    struct pollfd room = {stream->fd, POLLOUT, 0};
    struct timespec at_once = {0};
    while (stream->rest && CALL(PPOLL, &room, 1, &at_once, 0, 0) == 1) {
        long count = write(stream->fd, stream->rest, length(stream->rest));
        if (count == -EAGAIN) {
            return;
        }
        stream->rest += count < 0 ? 0 : count;
        if (count < 0 || (!*stream->rest && !stream->is_marked_again)) {
            close(stream->fd);
            *stream = (struct marked_stream){.fd = -1};
        } else if (!*stream->rest) {
            stream->rest = 0;
        }
    }
}

/* Does not wait for a slow reader or a stopped terminal: see wait_for_news. */
static void begin_to_mark(struct marker *marker) {
    for (int i = 0; i < 2 && *marker->text; i++) {
        if (marker->streams[i].fd >= 0) {
            open_without_blocking(&marker->streams[i]);
            marker->streams[i].rest = marker->text;
            go_on_marking(&marker->streams[i]);
        }
    }
}

/* Replaces the text by that of the last marker. Returns whether each stream has room for it, and had for the one before. */
static int begin_last_marker(struct marker *marker, unsigned long secret) {
    struct marked_stream *streams = marker->streams;
    if (streams[0].fd < 0 || streams[0].rest || streams[1].rest) {
        return 0;
    }
    append(append_hex(append(marker->text, RECORD_SEPARATOR), secret), RECORD_SEPARATOR);
    for (int i = 0; i < 2; i++) {
        streams[i].is_marked_again = 0;
        streams[i].rest = streams[i].fd < 0 ? 0 : marker->text;
        go_on_marking(streams + i);
    }
    return 1;
}

/* Returns the descriptor to poll for room, or -1. */
static int unmarked(const struct marked_stream *stream) { return stream->rest ? stream->fd : -1; }

#endif
