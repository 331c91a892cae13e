/* Tests of reading /proc and files that other programs have written: process.h, descendants.h, guardian.h. */
#ifndef CURFEW_PROC_TESTS_H
#define CURFEW_PROC_TESTS_H

static struct content only_content;

static struct content find_only_content(const char *path) {
    (void)path;
    return only_content;
}

static void provide(const char *bytes, long size) {
    reset_kernel();
    only_content = (struct content){bytes, size};
    kernel.find = find_only_content;
}

static void provide_text(const char *text) { provide(text, (long)strlen(text)); }

static const char valid_stat[] =
    "42 (a) Z (b c) S 1 42 42 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 987654 1000 10 18446744073709551615\n";

static void reads_when_a_process_has_begun(void) {
    provide_text(valid_stat);
    CHECK(start_of(42) == 987654);
    CHECK(start_of_living(42) == 987654);
}

static void knows_what_is_dead(void) {
    provide_text("42 (a) Z 1 42 42 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 987654 1000\n");
    CHECK(start_of(42) == 987654);
    CHECK(start_of_living(42) == 0);
}

/* In the hosted build, local variables are filled with bytes other than zero. */
static void says_zero_for_a_process_that_is_gone(void) {
    reset_kernel();
    CHECK(start_of(42) == 0);
    CHECK(start_of_living(42) == 0);
}

static void survives_a_stat_that_is_cut(void) {
    provide_text("42 (a)");
    CHECK(start_of_living(42) == 0);
    provide_text("");
    CHECK(start_of_living(42) == 0);
}

static void leaves_no_old_text_for_a_file_that_is_missing(void) {
    char text[16] = "old";
    reset_kernel();
    CHECK(read_file("/missing", text, sizeof text) < 0);
    CHECK_TEXT(text, "");
}

static void reads_children_across_reads(void) {
    provide_text("7 4194304 12 ");
    descendant_count = 0;
    kernel.largest_read = 3;
    add_pids_in("/proc/1/task/1/children");
    CHECK(descendant_count == 3);
    CHECK(descendants[0] == 7 && descendants[1] == 4194304 && descendants[2] == 12);
}

/* Found by fuzzing: text that is not a number, or is too large. */
static void takes_only_positive_numbers_of_children(void) {
    provide_text("0 4294967295 99999999999999999999 - 8 ");
    descendant_count = 0;
    add_pids_in("/proc/1/task/1/children");
    for (int i = 0; i < descendant_count; i++) {
        CHECK(descendants[i] > 0);
    }
    CHECK(descendants[descendant_count - 1] == 8);
}

static void describes_a_process_without_proc(void) {
    char line[BUFFER];
    reset_kernel();
    kernel.call = unhandled;
    append_identity(line, 42);
    CHECK_TEXT(line, "42 0 ");
}

/* ---- the end of a tree: 7 is the command ---- */

static struct {
    long waits[8]; /* what wait4(2) returns */
    int next_wait, status, left, silences; /* left: how many times a process of the group is left */
    char log[32];
} ending;

static long note_ending(char call) {
    unsigned long used = strlen(ending.log);
    CHECK(used < sizeof ending.log - 1);
    ending.log[used] = call;
    return 1;
}

static long call_ending(long number, const long *a) {
    switch (number) {
        case SYS_WAIT4:
            *(int *)a[1] = ending.status;
            return ending.waits[ending.next_wait++];
        case SYS_WAITID:
            CHECK(a[0] == P_PGID && a[1] == 7);
            return ending.left-- > 0 ? 0 : -ECHILD;
        case SYS_PPOLL:
            note_ending('p');
            return ending.silences-- <= 0;
        case SYS_KILL:
            return note_ending('k') - 1;
        case SYS_OPENAT:
            return note_ending('o') - 1;
        case SYS_READ:
            return -EAGAIN;
        case SYS_WRITE:
            note_ending('w');
            return keep_written((const char *)a[1], a[2]);
    }
    return 0;
}

static void run_to_the_end(int is_killed, int left, int silences, int status, const long *waits, int count) {
    reset_kernel();
    memset(&guard, 0, sizeof guard);
    memset(&ending, 0, sizeof ending);
    kernel.call = call_ending;
    append(guard.id, "id");
    guard.command = 7;
    guard.ending = is_killed;
    guard.init_fd = guard.owner_fd = -1;
    ending.left = left;
    ending.silences = silences;
    ending.status = status;
    memcpy(ending.waits, waits, (unsigned long)count * sizeof *waits);
    if (!setjmp(kernel.exited)) {
        stay_until_nobody_is_left();
    }
    memset(&guard, 0, sizeof guard);
}

static char *append_report(char *to, const char *text) {
    static const struct key no_key;
    return append_seal(to, append(to, text), &no_key);
}

static void sends_its_last_reports_together(void) {
    char lines[256];
    run_to_the_end(0, 0, 0, 3 << 8, (long[]){7, -ECHILD}, 2);
    append_report(append_report(append_report(lines, "id exit 3"), "id used 0 0"), "id empty 0 0");
    CHECK_TEXT(kernel.written, lines);
    CHECK_TEXT(ending.log, "w");
}

static void searches_for_none_while_the_group_ends(void) {
    run_to_the_end(1, 2, 0, SIGKILL, (long[]){0, 7, 0, -ECHILD}, 4);
    CHECK_TEXT(ending.log, "kppw");
    CHECK(strstr(kernel.written, "id empty 1 1 "));
}

static void searches_for_others_if_the_group_does_not_end(void) {
    run_to_the_end(1, 9, 7, SIGKILL, (long[]){0, 0, 0, 0, 0, 0, 0, -ECHILD}, 8);
    CHECK_TEXT(ending.log, "kpppppppow");
}

static void searches_at_once_for_those_that_left_the_group(void) {
    run_to_the_end(1, 0, 0, SIGKILL, (long[]){7, 0, -ECHILD}, 3);
    CHECK_TEXT(ending.log, "kwow");
}

/* ---- fuzz ---- */

static void fuzz_stat(void) {
    static char bytes[BUFFER + 100];
    long size = (long)sizeof valid_stat - 1;
    memcpy(bytes, valid_stat, sizeof valid_stat - 1);
    size = one_in(8) ? random_bytes(bytes, sizeof bytes) : mutate(bytes, size, sizeof bytes);
    provide(bytes, size);
    start_of(42);
    start_of_living(42);
    char line[BUFFER];
    append_identity(line, 42);
    CHECK(strlen(line) < 128);
}

/* The numbers that are read do not matter: reading must end and stay within the table. */
static void fuzz_children(void) {
    static const char valid[] = "1 2 4194304 99999 ";
    char bytes[64];
    long size = (long)sizeof valid - 1;
    memcpy(bytes, valid, sizeof valid - 1);
    size = one_in(8) ? random_bytes(bytes, sizeof bytes) : mutate(bytes, size, sizeof bytes);
    provide(bytes, size);
    kernel.largest_read = 1 + random_below(9);
    descendant_count = one_in(2) ? 0 : MAX_PIDS - random_below(4);
    int before = descendant_count;
    add_pids_in("/proc/1/task/1/children");
    CHECK(descendant_count <= MAX_PIDS);
    for (int i = descendant_count - 5 > 0 ? descendant_count - 5 : 0; i < descendant_count; i++) {
        CHECK(descendants[i] > 0 || i < before);
    }
}

#endif
