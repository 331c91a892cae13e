/* The message of a failed test. */
#ifndef CURFEW_CHECK_H
#define CURFEW_CHECK_H

#include <sanitizer/common_interface_defs.h>

static const char *current_test = "";
static unsigned long current_seed; /* 0: the test is not a fuzz */

static void say_where(void) {
    fprintf(stderr, "failed: %s", current_test);
    if (current_seed) {
        fprintf(stderr, "; repeat it with the arguments: %s %lu 1", current_test, current_seed);
    }
    fprintf(stderr, "\n");
}

static void fail(const char *file, int line, const char *condition) {
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, condition);
    say_where();
    _Exit(1);
}

#define CHECK(condition) ((condition) ? (void)0 : fail(__FILE__, __LINE__, #condition))

static void check_text(const char *file, int line, const char *actual, const char *expected) {
    if (strcmp(actual, expected) != 0) {
        fprintf(stderr, "expected \"%s\" but was \"%s\"\n", expected, actual);
        fail(file, line, "texts are equal");
    }
}

#define CHECK_TEXT(actual, expected) check_text(__FILE__, __LINE__, actual, expected)

#endif
