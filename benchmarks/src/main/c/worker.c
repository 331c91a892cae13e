#include "worker.h"

int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

void fail(const char *what) {
    perror(what);
    exit(1);
}

void write_all(int fd, const char *data, size_t size) {
    while (size > 0) {
        ssize_t wrote = write(fd, data, size);
        if (wrote < 0 && errno != EINTR) fail("write");
        if (wrote > 0) {
            data += wrote;
            size -= wrote;
        }
    }
}

/* Reads until the text has been seen. */
void read_past(int fd, const char *text) {
    char buffer[8192];
    size_t filled = 0;
    while (filled < sizeof buffer - 1) {
        ssize_t got = read(fd, buffer + filled, sizeof buffer - 1 - filled);
        if (got <= 0) fail("read");
        filled += got;
        buffer[filled] = 0;
        if (strstr(buffer, text)) return;
    }
    fail("text not seen");
}

struct child launch_pipe(char *const argv[]) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) || pipe2(out, O_CLOEXEC)) fail("pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    struct child child = {.in = in[1], .out = out[0]};
    if (posix_spawnp(&child.pid, argv[0], &actions, NULL, argv, environ)) fail("posix_spawn");
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    return child;
}

struct child launch_terminal(char *const argv[]) {
    struct winsize size = {.ws_row = 30, .ws_col = 120};
    struct child child;
    child.pid = forkpty(&child.out, NULL, NULL, &size);
    if (child.pid < 0) fail("forkpty");
    if (child.pid == 0) {
        execvp(argv[0], argv);
        _exit(127);
    }
    fcntl(child.out, F_SETFD, FD_CLOEXEC);
    child.in = child.out;
    return child;
}

void finish(struct child child) {
    close(child.in);
    if (child.out != child.in) close(child.out);
    waitpid(child.pid, NULL, 0);
}
