/* Tests of numbers, limits and sizes in arguments and orders: text.h, command.h, tty.h. */
#ifndef CURFEW_COMMAND_TESTS_H
#define CURFEW_COMMAND_TESTS_H

static struct limit limits_set[16];
static unsigned short size_set[4];

static long keep_limits(long number, const long *arguments) {
    if (number == SYS_PRLIMIT64 && (arguments[1] < 0 || arguments[1] > 15)) {
        return -EINVAL;
    }
    if (number == SYS_PRLIMIT64 && arguments[2]) {
        limits_set[arguments[1]] = *(struct limit *)arguments[2];
    }
    if (number == SYS_PRLIMIT64 && arguments[3]) {
        *(struct limit *)arguments[3] = (struct limit){1000, ~0ul};
    }
    if (number == SYS_IOCTL && arguments[1] == TIOCSWINSZ) {
        memcpy(size_set, (void *)arguments[2], sizeof size_set);
    }
    return number == SYS_GETEUID ? 1000 : 0;
}

static void watch_limits(void) {
    reset_kernel();
    memset(limits_set, 0, sizeof limits_set);
    memset(size_set, 0, sizeof size_set);
    kernel.call = keep_limits;
}

static void sets_mark_and_limits(void) {
    watch_limits();
    set_mark("900000000000000001 0=60 7=20");
    CHECK(limits_set[RLIMIT_LOCKS].soft == 900000000000000001ul);
    CHECK(set_limits("900000000000000001 0=60 7=20") == 0);
    CHECK(limits_set[RLIMIT_CPU].soft == 60 && limits_set[RLIMIT_CPU].hard == 61);
    CHECK(limits_set[7].soft == 20 && limits_set[7].hard == 20);
}

static long limits_of(const char *text) {
    char *copy = exact_copy(text, (long)strlen(text) + 1);
    watch_limits();
    long error = set_limits(copy);
    free(copy);
    return error;
}

static void refuses_limits_of_nothing(void) {
    CHECK(limits_of("=5") == EINVAL);
    CHECK(limits_of("-") == 0);
    CHECK(limits_of("") == 0);
}

/* The hard limit is one second more, which would overflow for the largest number. */
static void keeps_the_largest_limit_of_the_processor(void) {
    CHECK(limits_of("9 0=18446744073709551615") == 0);
    CHECK(limits_set[RLIMIT_CPU].hard == ~0ul);
}

static void sets_the_size_of_a_terminal(void) {
    watch_limits();
    set_size("24 80");
    CHECK(size_set[0] == 24 && size_set[1] == 80);
    watch_limits();
    set_size("-");
    CHECK(size_set[0] == 0 && size_set[1] == 0);
}

static void writes_and_reads_numbers(void) {
    char text[24];
    append_number(text, ~0ul);
    CHECK_TEXT(text, "18446744073709551615");
    CHECK(number(text) == ~0ul);
    CHECK(number("12a") == 12 && number("") == 0);
    CHECK(equal("", "") && !equal("a", "") && !equal("a", "ab"));
}

static void check_unescaped(const char *escaped, const char *expected) {
    char *copy = exact_copy(escaped, (long)strlen(escaped) + 1);
    unescape(copy);
    CHECK_TEXT(copy, expected);
    for (const char *at = copy + strlen(expected); at < copy + strlen(escaped); at++) {
        CHECK(!*at);
    }
    free(copy);
}

static void unescapes_bytes(void) {
    check_unescaped("", "");
    check_unescaped("plain -c %s", "plain -c %s");
    check_unescaped("gr\\c3\\bc\\c3\\9fe \\5cn", "gr\303\274\303\237e \\n");
    check_unescaped("cut\\", "cut\\");
    check_unescaped("cut\\c", "cut\\c");
}

/* ---- fuzz ---- */

static void fuzz_words(void) {
    static const char valid[] = "900000000000000001 0=60 6=9 7=20";
    char bytes[64];
    memcpy(bytes, valid, sizeof valid);
    long size = one_in(8) ? random_bytes(bytes, sizeof bytes - 1) : mutate(bytes, sizeof valid - 1, sizeof bytes - 1);
    bytes[size] = 0;
    char *copy = exact_copy(bytes, size + 1);
    watch_limits();
    set_mark(copy);
    set_limits(copy);
    set_size(copy);
    free(copy);
}

#endif
