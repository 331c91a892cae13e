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
