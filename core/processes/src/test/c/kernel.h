/*
 * A kernel for tests: every system call of the guard comes here. Instrumented code copies the data that the guard
 * reads, and reads the data that it writes, so that the sanitizers detect buffers that are too small and bytes that are
 * missing.
 */
#ifndef CURFEW_KERNEL_H
#define CURFEW_KERNEL_H

#include <setjmp.h>

enum { FIRST_FD = 100, LAST_FD = 160, NO_FILE = -ENOENT, KEPT = 1 << 13 };

/* The bytes that open(2) and read(2) return for a path; null: there is no such file. */
struct content {
    const char *bytes;
    long size;
};

static struct {
    struct content (*find)(const char *path);
    long (*call)(long number, const long *arguments); /* for all calls that are not handled here */
    struct content open_files[LAST_FD];
    long at[LAST_FD];
    int next_fd;
    long largest_read; /* 0: no limit */
    char written[KEPT + 1]; /* the last bytes, in a ring buffer, and a NUL */
    long size_written;
    jmp_buf exited;
    long code;
} kernel;

static struct content no_content(const char *path) {
    (void)path;
    return (struct content){0, 0};
}

static long unhandled(long number, const long *arguments) {
    (void)number;
    (void)arguments;
    return 0;
}

static void reset_kernel(void) {
    memset(&kernel, 0, sizeof kernel);
    kernel.find = no_content;
    kernel.call = unhandled;
    kernel.next_fd = FIRST_FD;
}

static long open_content(struct content content) {
    if (!content.bytes) {
        return NO_FILE;
    }
    int fd = kernel.next_fd++ % (LAST_FD - FIRST_FD) + FIRST_FD;
    kernel.open_files[fd] = content;
    kernel.at[fd] = 0;
    return fd;
}

static long read_content(long fd, char *to, long size) {
    long left = kernel.open_files[fd].size - kernel.at[fd];
    long count = left < size ? left : size;
    count = kernel.largest_read && count > kernel.largest_read ? kernel.largest_read : count;
    if (count > 0) {
        memcpy(to, kernel.open_files[fd].bytes + kernel.at[fd], (unsigned long)count);
        kernel.at[fd] += count;
    }
    return count;
}

static long keep_written(const char *bytes, long size) {
    for (long i = 0; i < size; i++) {
        kernel.written[kernel.size_written++ % KEPT] = bytes[i];
    }
    return size;
}

static int is_open(long fd) { return fd >= 0 && fd < LAST_FD && kernel.open_files[fd].bytes; }

static long syscall6(long number, long a, long b, long c, long d, long e, long f) {
    long arguments[] = {a, b, c, d, e, f};
    if (number == SYS_EXIT) {
        kernel.code = a;
        longjmp(kernel.exited, 1);
    }
    if (number == SYS_OPENAT && !(c & O_WRONLY)) {
        struct content content = kernel.find((const char *)b);
        if (content.bytes) {
            return open_content(content);
        }
        long fd = kernel.call(number, arguments);
        return fd ? fd : NO_FILE;
    }
    if (number == SYS_READ && is_open(a)) {
        return read_content(a, (char *)b, c);
    }
    return kernel.call(number, arguments);
}

#endif
