/* Copies a named pipe to the standard output, for as long as the owner lives, and then what is left in it. */
#ifndef CURFEW_RELAY_H
#define CURFEW_RELAY_H

#include "guardian.h"

enum { LAST_WORDS_MILLISECONDS = 500 };

/* Waits until the descriptor is ready; not forever, once the owner is gone. */
static int await(int fd, short event) {
    struct pollfd news[] = {{fd, event, 0}, {-1, POLLIN, 0}};
    do {
        struct timespec time = {0, (guard.ending ? LAST_WORDS_MILLISECONDS : OWNER_CHECK_MILLISECONDS) * 1000000};
        int watched = guard.owner_fd >= 0 && !guard.ending;
        news[1].fd = watched ? guard.owner_fd : -1;
        CALL(PPOLL, news, 2, watched ? 0 : &time, 0, 0);
        if (news[0].revents) {
            return 1;
        }
        if (guard.ending) {
            return 0;
        }
        guard.ending |= owner_is_gone(news[1].revents);
    } while (event == POLLOUT || !guard.ending);
    return 0;
}

/* When nobody listens, the pipe is emptied all the same: who writes to it must not wait. */
static void pass_on(const char *bytes, long count) {
    while (count > 0 && await(1, POLLOUT)) {
        long written = write(1, bytes, count);
        if (written < 0) {
            return;
        }
        bytes += written;
        count -= written;
    }
}

/* Open for writing too, the pipe has no end, whoever comes and goes. */
__attribute__((noreturn)) static void relay(long owner, const char *pipe) {
    char bytes[BUFFER];
    set_signal_mask(SIG_BLOCK, ALL_SIGNALS);
    watch_owner(owner);
    long fd = open(pipe, O_RDWR | O_NONBLOCK | O_CLOEXEC);
    close(0);
    close(2);
    for (long count; fd >= 0;) {
        await((int)fd, POLLIN);
        while ((count = read((int)fd, bytes, sizeof bytes)) > 0) {
            pass_on(bytes, count);
        }
        if (guard.ending) {
            break;
        }
    }
    exit(0);
}

#endif
