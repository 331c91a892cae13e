/*
 * The bounded output of a job on the disk: files log.OFFSET, where OFFSET is the position of their first byte in the
 * whole output. The first file and the last two are kept. Gaps between the files are dropped output.
 */
#ifndef CURFEW_JOB_LOG_H
#define CURFEW_JOB_LOG_H

#include "job_files.h"

enum { JOB_READ = 1 << 16 };

static struct {
    const char *folder;
    int pipe, fd; /* -1: none */
    unsigned long total, room, head, size;
    unsigned long kept[2]; /* the offsets of the files after the first one, the last one first; 0: none */
} job_log = {.pipe = -1, .fd = -1};

static char *log_path(char *path, unsigned long offset) {
    join_path(path, job_log.folder, "log.");
    return append_number(path + length(path), offset);
}

static void begin_log_file(void) {
    char path[BUFFER];
    if (job_log.kept[1]) {
        log_path(path, job_log.kept[1]);
        remove_file(path);
    }
    job_log.kept[1] = job_log.kept[0];
    job_log.kept[0] = job_log.total;
    job_log.room = job_log.total ? job_log.size : job_log.head;
    log_path(path, job_log.total);
    job_log.fd = (int)create_file(path, JOB_APPEND);
}

static void end_log_file(void) {
    if (job_log.fd >= 0) {
        close(job_log.fd);
    }
    job_log.fd = -1;
    job_log.room = 0;
}

/* Bytes that do not fit onto a full disk are dropped, and appear as a gap. */
static void log_bytes(const char *bytes, long count) {
    while (count > 0) {
        if (job_log.fd < 0 || !job_log.room) {
            end_log_file();
            begin_log_file();
        }
        long part = (unsigned long)count < job_log.room ? count : (long)job_log.room;
        long written = write(job_log.fd, bytes, part);
        if (written <= 0) {
            job_log.total += (unsigned long)part;
            end_log_file();
            written = part;
        } else {
            job_log.total += (unsigned long)written;
            job_log.room -= (unsigned long)written;
        }
        bytes += written;
        count -= written;
    }
}

/* Reads what is available, but not more than a pipe can hold: writers may continue forever. */
static void take_output(void) {
    enum { MOST_READS = 32 };
    static char bytes[JOB_READ];
    for (int i = 0; job_log.pipe >= 0 && i < MOST_READS; i++) {
        long count = read(job_log.pipe, bytes, sizeof bytes);
        if (count > 0) {
            log_bytes(bytes, count);
        } else {
            if (count != -EAGAIN) {
                close(job_log.pipe);
                job_log.pipe = -1;
            }
            return;
        }
    }
}

#endif
