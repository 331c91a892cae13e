/*
 * Copies reports out of a sandbox. A program, the warden, prints to a socket, which cannot be opened a second time, and guards
 * write to a named pipe, which every process of the user can open. The relay copies both, line by line, to the standard output,
 * for as long as the program lives, and then copies the rest.
 *
 * From the pipe it drops lines that only the warden may send, and lines that are longer than any report of a guard. A report
 * of the warden is copied after everything that was in the pipe before.
 */
#ifndef CURFEW_RELAY_H
#define CURFEW_RELAY_H

#include "guardian.h"
#include "order.h"

enum { RELAYED_PIPE = 3, LAST_WORDS_MILLISECONDS = 500, FULLEST_PIPE = 1 << 20 };

struct source {
    int fd, is_public;
    int skips; /* the rest of a line that is too long is skipped */
    long length;
    char line[BUFFER];
};

/* Waits until a descriptor is ready, and only for a limited time once the owner is gone. Returns whether one is ready. */
static int await(struct pollfd *news, int count) {
    do {
        struct timespec time = {0, (guard.ending ? LAST_WORDS_MILLISECONDS : OWNER_CHECK_MILLISECONDS) * 1000000};
        int watched = guard.owner_fd >= 0 && !guard.ending;
        news[count] = (struct pollfd){watched ? guard.owner_fd : -1, POLLIN, 0};
        CALL(PPOLL, news, count + 1, watched ? 0 : &time, 0, 0);
        for (int i = 0; i < count; i++) {
            if (news[i].revents) {
                return 1;
            }
        }
        if (guard.ending) {
            return 0;
        }
        guard.ending |= owner_is_gone(news[count].revents);
    } while (news[0].events == POLLOUT || !guard.ending);
    return 0;
}

/* Empties the pipe even if the output has no reader: writers must not block. */
static void pass_on(const char *bytes, long count) {
    struct pollfd room[2] = {{1, POLLOUT, 0}};
    while (count > 0 && await(room, 1)) {
        long written = write(1, bytes, count);
        if (written < 0) {
            return;
        }
        bytes += written;
        count -= written;
    }
}

static int begins_with(const struct source *source, const char *word) {
    long i = 0;
    while (word[i] && i < source->length && source->line[i] == word[i]) {
        i++;
    }
    return !word[i];
}

/* Handles a complete line, with its line break. */
static void end_line(struct source *source) {
    int is_forged = source->is_public && (begins_with(source, "warden ") || begins_with(source, "sync "));
    if (!source->skips && !is_forged) {
        pass_on(source->line, source->length);
    }
    source->length = source->skips = 0;
}

static void take(struct source *source, const char *bytes, long count) {
    long longest = source->is_public ? LONGEST_REPORT : BUFFER;
    for (long i = 0; i < count; i++) {
        if (source->length < longest) {
            source->line[source->length++] = bytes[i];
        } else {
            source->skips = 1;
        }
        if (bytes[i] == '\n') {
            end_line(source);
        }
    }
}

/* Reads everything that was in the pipe at the start; writers may continue forever. */
static void empty_pipe(struct source *pipe) {
    char bytes[BUFFER];
    long count, all = 0;
    while (all < FULLEST_PIPE && (count = read(pipe->fd, bytes, sizeof bytes)) > 0) {
        take(pipe, bytes, count);
        all += count;
    }
}

/* The pipe is also open for writing, so it never reaches end-of-file when writers come and go. */
__attribute__((noreturn)) static void relay_lines(long owner, int pipe_fd, int warden_fd) {
    static struct source pipe, warden;
    char bytes[BUFFER];
    set_signal_mask(SIG_BLOCK, ALL_SIGNALS);
    watch_owner(owner);
    close(0);
    close(2);
    pipe = (struct source){.fd = pipe_fd, .is_public = 1};
    warden = (struct source){.fd = warden_fd};
    for (int is_last = 0; !is_last;) {
        struct pollfd news[3] = {{pipe.fd, POLLIN, 0}, {warden.fd, POLLIN, 0}};
        await(news, 2);
        is_last = guard.ending;
        long count = news[1].revents ? read(warden.fd, bytes, sizeof bytes) : -EAGAIN;
        empty_pipe(&pipe);
        take(&warden, bytes, count);
        if (count <= 0 && count != -EAGAIN) {
            close(warden.fd);
            warden.fd = -1;
        }
    }
    exit(0);
}

/* Moves an open descriptor to one that the program does not inherit, and returns it. */
static int keep_for_us(int fd, int flags) {
    int kept = (int)CALL(FCNTL, fd, F_DUPFD_CLOEXEC, RELAYED_PIPE + 1, 0, 0);
    CALL(FCNTL, kept, F_SETFL, flags, 0, 0);
    close(fd);
    return kept;
}

/* The program keeps the pid of this process, by which others identify it. */
__attribute__((noreturn)) static void relay(char **argv, char **environment) {
    int ends[2];
    struct order program = {.program = argv[0], .slots = argv - 1, .environment = environment};
    long owner = getpid();
    int pipe_fd = keep_for_us(RELAYED_PIPE, O_RDWR | O_NONBLOCK);
    if (CALL(SOCKETPAIR, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends, 0) < 0) {
        exit(COULD_NOT_START);
    }
    long pid = CALL(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        close(ends[1]);
        relay_lines(owner, pipe_fd, ends[0]);
    }
    if (pid < 0) {
        exit(COULD_NOT_START);
    }
    dup_onto(ends[1], 1);
    execute_by_name(&program);
    exit(NOT_FOUND);
}

#endif
