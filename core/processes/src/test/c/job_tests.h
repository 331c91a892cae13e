/* Tests of the log of a job and its times: job_log.h, job.h. */
#ifndef CURFEW_JOB_TESTS_H
#define CURFEW_JOB_TESTS_H

enum { MAX_LOGS = 4096 };

/* The files of the log, in the order in which they were made. */
static struct {
    unsigned long offset, size;
    int is_there;
} logs[MAX_LOGS];

static int log_count, disk_is_moody;

static unsigned long offset_in(const char *path) {
    const char *name = strstr(path, "/log.");
    return name ? number(name + 5) : ~0ul;
}

static long keep_logs(long number, const long *arguments) {
    if (number == SYS_OPENAT) {
        CHECK(log_count < MAX_LOGS);
        if (disk_is_moody && one_in(4)) {
            return -EACCES;
        }
        logs[log_count].offset = offset_in((const char *)arguments[1]);
        logs[log_count].size = 0;
        logs[log_count].is_there = 1;
        return LAST_FD + log_count++;
    }
    if (number == SYS_UNLINKAT) {
        int i = log_count - 1;
        while (i >= 0 && logs[i].offset != offset_in((const char *)arguments[1])) {
            i--;
        }
        if (i >= 0) { /* else it could not be made */
            logs[i].is_there = 0;
        }
    }
    if (number == SYS_WRITE) {
        if (arguments[0] < 0 || (disk_is_moody && one_in(4))) {
            return -EIO;
        }
        long count = disk_is_moody ? random_below(arguments[2] + 1) : arguments[2];
        logs[arguments[0] - LAST_FD].size += (unsigned long)count;
        return keep_written((const char *)arguments[1], count);
    }
    return 0;
}

static void begin_log(unsigned long head, unsigned long size) {
    reset_kernel();
    kernel.call = keep_logs;
    log_count = disk_is_moody = 0;
    memset(&job_log, 0, sizeof job_log);
    job_log.folder = "/job";
    job_log.pipe = job_log.fd = -1;
    job_log.head = head;
    job_log.size = size;
}

static void keeps_the_first_log_and_the_last_two(void) {
    begin_log(4, 3);
    log_bytes("abcdefghijklmnop", 16);
    CHECK(job_log.total == 16);
    CHECK(log_count == 5);
    CHECK(logs[0].is_there && logs[0].size == 4);
    CHECK(!logs[1].is_there && !logs[2].is_there);
    CHECK(logs[3].is_there && logs[3].offset == 10 && logs[3].size == 3);
    CHECK(logs[4].is_there && logs[4].offset == 13 && logs[4].size == 3);
}

/* ---- fuzz ---- */

static int overlaps(int one, int other) {
    return logs[one].is_there && logs[other].is_there && logs[one].offset < logs[other].offset + logs[other].size
        && logs[other].offset < logs[one].offset + logs[one].size;
}

static void fuzz_log(void) {
    static char bytes[80];
    unsigned long total = 0, head = 1 + random_number() % 50, size = 1 + random_number() % 50, kept = 0;
    begin_log(head, size);
    disk_is_moody = one_in(2);
    for (long writes = random_below(20); writes > 0; writes--) {
        long count = random_below(sizeof bytes);
        log_bytes(bytes, count);
        total += (unsigned long)count;
    }
    CHECK(job_log.total == total);
    for (int i = 0; i < log_count; i++) {
        kept += logs[i].is_there ? logs[i].size : 0;
        CHECK(logs[i].size <= (logs[i].offset ? size : head));
        CHECK(!logs[i].is_there || logs[i].offset + logs[i].size <= total);
        for (int j = 0; logs[i].is_there && j < i; j++) {
            CHECK(!overlaps(i, j));
        }
    }
    CHECK(kept <= head + 2 * size);
}

#endif
