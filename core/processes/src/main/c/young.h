/*
 * The processes that have begun since a time. To read the start of a process takes ten times as long as to read its entry in
 * the list of /proc, so the starts are kept: a process with the same pid and the same inode as in the last look is the same.
 */
#ifndef CURFEW_YOUNG_H
#define CURFEW_YOUNG_H

#include "guardian.h"
#include "order.h"
#include "sweep.h"

enum { LOOKS = 2, MOST_SEEN = 1 << 13, LONGEST_LIST = LONGEST_REPORT + 256 };

struct seen {
    long pid;
    unsigned long inode, start;
};

/* A look at the list, which has the order of the pids. */
struct look {
    long count;
    struct seen seen[MOST_SEEN];
};

static struct {
    struct look *looks; /* two, in memory of their own: guards do not keep it */
    int current;
    long at; /* in the look before */
    unsigned long earliest;
    int are_too_many;
    char answer[LONGEST_LIST], *end;
} young;

static unsigned long start_in_list(long pid, unsigned long inode) {
    const struct look *before = young.looks + !young.current;
    struct look *look = young.looks + young.current;
    while (young.at < before->count && before->seen[young.at].pid < pid) {
        young.at++;
    }
    const struct seen *seen = before->seen + young.at;
    int is_known = young.at < before->count && seen->pid == pid && seen->inode == inode;
    unsigned long start = is_known ? seen->start : start_of(pid);
    if (look->count < MOST_SEEN) {
        look->seen[look->count++] = (struct seen){pid, inode, start};
    }
    return start;
}

static void add_if_young(const struct directory_entry *entry) {
    struct process process;
    long pid = is_digit(*entry->name) ? (long)number(entry->name) : 0;
    if (!pid || pid == guard.server || start_in_list(pid, entry->inode) < young.earliest || !look_at(pid, &process)) {
        return;
    }
    if (process.start < young.earliest || process.parent == guard.server || is_dead(&process)) {
        return;
    }
    young.are_too_many |= young.end > young.answer + sizeof young.answer - 64;
    young.end = young.are_too_many ? young.end : append_number(append(young.end, " "), (unsigned long)pid);
}

/* Returns whether the whole list was read. */
static int look_for_young(void) {
    _Alignas(struct directory_entry) char entries[BUFFER];
    young.looks = young.looks ? young.looks : map_memory(LOOKS * sizeof *young.looks, MAP_PRIVATE);
    if (!young.looks) {
        return 0;
    }
    long count = -1, fd = open("/proc", O_RDONLY | O_CLOEXEC);
    young.current = !young.current;
    young.looks[young.current].count = young.at = 0;
    while (fd >= 0 && (count = CALL(GETDENTS64, fd, entries, sizeof entries, 0, 0)) > 0) {
        for (long at = 0; at < count; at += ((struct directory_entry *)(entries + at))->length) {
            add_if_young((struct directory_entry *)(entries + at));
        }
    }
    if (fd >= 0) {
        close((int)fd);
    }
    return count == 0;
}

/*
 * Names the living processes that have begun since a time, without this server and its guards, or says "many": the owner takes several times as
 * long to read /proc. Those that begin or end meanwhile may be missing.
 */
static void name_young(struct lane_order *message) {
    const char *id = next_string(message), *key_text = next_string(message);
    struct key key = {0};
    if (length(id) >= (long)sizeof guard.id || !read_key(&key, key_text)) {
        return;
    }
    young.earliest = number(next_string(message));
    young.are_too_many = 0;
    young.end = append(append(young.answer, id), " young");
    if (!look_for_young() || young.are_too_many) {
        young.end = append(append(young.answer, id), " many");
    }
    young.end = append_seal(young.answer, young.end, &key);
    write(guard.status_fd, young.answer, young.end - young.answer);
}

#endif
