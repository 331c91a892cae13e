/*
 * Tests of the guard as a program with libc, under sanitizers, with a simulated kernel: see kernel.h.
 *
 *   hosted                      all tests, and a fuzz of all code that reads external input
 *   hosted FUZZ SEED COUNT      cases of one fuzz
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names that libc also defines. */
#undef SEEK_CUR
#define exit guard_exit
#include "../../main/c/guard.c"

#include "check.h"
#include "random.h"

#include "kernel.h"

#include "command_tests.h"
#include "job_tests.h"
#include "order_tests.h"
#include "proc_tests.h"
#include "program_fuzz.h"
#include "prune_tests.h"
#include "seal_tests.h"
#include "serve_tests.h"
#include "warden_tests.h"

struct test {
    const char *name;
    void (*run)(void);
    unsigned long cases; /* 0: not a fuzz */
};

#define TEST(name) {#name, name, 0}
#define FUZZ(name, cases) {#name, name, cases}

static const struct test tests[] = {
    TEST(writes_and_reads_numbers),
    TEST(sets_mark_and_limits),
    TEST(refuses_limits_of_nothing),
    TEST(keeps_the_largest_limit_of_the_processor),
    TEST(sets_the_size_of_a_terminal),
    TEST(unescapes_bytes),
    TEST(reads_all_parts_of_an_order),
    TEST(tells_what_the_streams_are),
    TEST(refuses_what_is_no_order),
    TEST(makes_the_environment_of_the_command),
    TEST(finds_no_path_in_a_variable_without_a_value),
    TEST(tries_the_folders_of_the_path),
    TEST(looks_nowhere_for_a_name_that_is_too_long),
    TEST(retries_while_the_program_is_open_for_writing),
    TEST(reads_when_a_process_has_begun),
    TEST(knows_what_is_dead),
    TEST(says_zero_for_a_process_that_is_gone),
    TEST(survives_a_stat_that_is_cut),
    TEST(leaves_no_old_text_for_a_file_that_is_missing),
    TEST(reads_children_across_reads),
    TEST(takes_only_positive_numbers_of_children),
    TEST(describes_a_process_without_proc),
    TEST(sends_its_last_reports_together),
    TEST(searches_for_none_while_the_group_ends),
    TEST(searches_for_others_if_the_group_does_not_end),
    TEST(searches_at_once_for_those_that_left_the_group),
    TEST(seals_as_the_authors_do),
    TEST(reads_keys),
    TEST(takes_the_key_out_of_the_environment),
    TEST(knows_its_descendants),
    TEST(takes_those_for_outsiders_whose_parents_are_hidden),
    TEST(believes_no_sender_who_can_name_anybody),
    TEST(relays_what_guards_say),
    TEST(relays_nothing_that_only_the_warden_may_say),
    TEST(keeps_the_first_log_and_the_last_two),
    TEST(runs_a_job),
    TEST(notes_the_end_of_a_job_when_the_disk_has_room_again),
    TEST(runs_a_job_for_longer_than_can_be_counted),
    TEST(keeps_a_log_without_a_size),
    TEST(tells_mounts_apart_on_every_kernel),
    TEST(never_follows_a_link_that_appears),
    TEST(closes_streams_when_they_are_open),
    TEST(tells_of_a_guard_that_is_lost),
    TEST(reports_that_nothing_can_be_forked),
    TEST(reports_that_there_is_no_memory),
    TEST(reports_an_order_that_is_cut),
    TEST(keeps_no_key_in_the_memory_of_the_order),
    TEST(forgets_variables_that_are_withheld),
    TEST(signals_no_process_that_has_the_pid_of_a_guard),
    TEST(answers_after_what_was_asked_before),
    TEST(answers_requests),
    TEST(knows_the_numbers_of_signals),
    TEST(ends_what_has_a_mark_or_a_cookie),
    TEST(takes_no_cookie_for_one_that_is_cut),
    TEST(ends_whole_groups),
    TEST(spares_a_process_that_has_the_pid_of_another),
    TEST(ends_no_group_of_another_session),
    TEST(ends_what_is_forked_meanwhile),
    TEST(proves_nothing_while_new_processes_appear),
    TEST(counts_once_what_takes_long_to_end),
    TEST(names_what_refuses_to_end),
    TEST(obeys_no_request_that_is_cut),
    TEST(closes_before_it_looks),
    TEST(looks_for_none_if_all_have_ended),
    TEST(ends_all_on_a_full_disk),
    TEST(takes_two_silent_leases_for_the_end),
    TEST(drops_answers_that_are_not_read),
    TEST(tells_only_processes_with_that_start),
    TEST(signals_only_groups_of_the_session),
    TEST(refuses_folders_of_no_session),
    TEST(names_what_is_young),
    TEST(keeps_the_starts_of_processes),
    FUZZ(fuzz_words, 100000),
    FUZZ(fuzz_orders, 200000),
    FUZZ(fuzz_stat, 50000),
    FUZZ(fuzz_children, 100000),
    FUZZ(fuzz_log, 5000),
    FUZZ(fuzz_served, 20000),
    FUZZ(fuzz_requests, 5000),
    FUZZ(fuzz_programs, 30000)};

enum { TESTS = sizeof tests / sizeof *tests };

static void run_cases(const struct test *test, unsigned long first, unsigned long count) {
    for (current_seed = first; current_seed < first + count; current_seed++) {
        seed_random(current_seed);
        test->run();
    }
    current_seed = 0;
}

int main(int count, char **arguments) {
    int ran = 0;
    __sanitizer_set_death_callback(say_where);
    for (int i = 0; i < TESTS; i++) {
        if (count > 1 && strcmp(arguments[1], tests[i].name) != 0) {
            continue;
        }
        ran++;
        current_test = tests[i].name;
        if (!tests[i].cases) {
            tests[i].run();
        } else if (count > 3) {
            run_cases(tests + i, strtoul(arguments[2], 0, 10), strtoul(arguments[3], 0, 10));
        } else {
            run_cases(tests + i, 1, tests[i].cases);
        }
    }
    printf("Curfew: %d tests and fuzzes of the native program passed\n", ran);
    return ran ? 0 : 1;
}
