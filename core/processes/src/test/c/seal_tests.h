/* Tests that reports, orders and signals are authentic: seal.h, sender.h, relay.h. */
#ifndef CURFEW_SEAL_TESTS_H
#define CURFEW_SEAL_TESTS_H

/* The bytes 00 to 0f, least significant first, as in the test vectors of the authors of SipHash. */
static const struct key vector_key = {{0x0706050403020100ul, 0x0f0e0d0c0b0a0908ul}};

static void seals_as_the_authors_do(void) {
    char *bytes = malloc(15);
    for (int i = 0; i < 15; i++) {
        bytes[i] = (char)i;
    }
    CHECK(seal_of(&vector_key, bytes, 0) == 0x726fdb47dd0e0e31ul);
    CHECK(seal_of(&vector_key, bytes, 8) == 0x93f5f5799a932462ul);
    CHECK(seal_of(&vector_key, bytes, 15) == 0xa129ca6149be45e5ul);
    free(bytes);
    char line[64];
    append_seal(line, append(line, "id exit 0"), &vector_key);
    CHECK_TEXT(line, "id exit 0 e02d7e27fb340a72\n"); /* MessageKeyTests has the same value */
}

static void reads_keys(void) {
    struct key key = {{0}};
    CHECK(read_key(&key, "07060504030201000f0e0d0c0b0a0908"));
    CHECK(key.words[0] == vector_key.words[0] && key.words[1] == vector_key.words[1]);
    CHECK(!read_key(&key, "") && !read_key(&key, "-") && !read_key(&key, "07060504030201000f0e0d0c0b0a09080"));
}

static void takes_the_key_out_of_the_environment(void) {
    char *secret = exact_copy("CURFEW_KEY=07060504030201000f0e0d0c0b0a0908", 44);
    char *environment[] = {"A=1", "CURFEW_KEYS=2", secret, "B=3", 0};
    memset(&guard, 0, sizeof guard);
    take_key(environment);
    CHECK(guard.key.words[1] == vector_key.words[1]);
    CHECK_TEXT(secret, "");
    CHECK_TEXT(environment[1], "CURFEW_KEYS=2");
    CHECK_TEXT(environment[2], "B=3");
    CHECK(!environment[3]);
    free(secret);
    memset(&guard, 0, sizeof guard);
}

/* ---- senders: 42 is the guard, 50 its command, 51 a child of the command; 7 is the owner, 8 its shell, 6 the parent ---- */

static struct content find_family(const char *path) {
    static const char *const stats[][2] = {
        {"/proc/50/stat", "50 (sh) S 42 50 50 0"},
        {"/proc/51/stat", "51 (a) S (b) S 50 50 50 0"},
        {"/proc/8/stat", "8 (sh) S 7 8 8 0"},
        {"/proc/9/stat", "9 (kill) S 1 9 9 0"},
        {"/proc/10/stat", "10 (kill) S 3 9 9 0"},
        {"/proc/1/stat", "1 (init) S 0 1 1 0"}};
    for (unsigned long i = 0; i < sizeof stats / sizeof *stats; i++) {
        if (strcmp(path, stats[i][0]) == 0) {
            return (struct content){stats[i][1], (long)strlen(stats[i][1])};
        }
    }
    return no_content(path);
}

static long have_pid(long number, const long *arguments) {
    (void)arguments;
    return number == SYS_GETPID ? 42 : number == SYS_GETPPID ? 6 : 0;
}

static enum relation sender(int code, unsigned pid) {
    struct signal_news news = {.signal = SIGTERM, .code = code, .sender = pid};
    reset_kernel();
    kernel.find = find_family;
    kernel.call = have_pid;
    return sender_of(&news, 7);
}

static void knows_its_descendants(void) {
    CHECK(sizeof(struct signal_news) == 128);
    CHECK(sender(SI_USER, 50) == DESCENDANT);
    CHECK(sender(SI_USER, 51) == DESCENDANT);
    CHECK(sender(SI_TKILL, 51) == DESCENDANT);
    CHECK(sender(SI_USER, 42) == DESCENDANT);
    CHECK(sender(SI_USER, 7) == OUTSIDER);
    CHECK(sender(SI_USER, 8) == OUTSIDER);
    CHECK(sender(SI_USER, 9) == OUTSIDER);
    CHECK(sender(SI_USER, 0) == OUTSIDER);
    CHECK(sender(SI_KERNEL, 0) == OUTSIDER);
    CHECK(sender(SI_USER, 99) == GONE);
    CHECK(sender(SI_USER, 6) == OUTSIDER);
    CHECK(kernel.next_fd == FIRST_FD);
}

static void takes_those_for_outsiders_whose_parents_are_hidden(void) { CHECK(sender(SI_USER, 10) == OUTSIDER); }

/* sigqueue(3): SI_QUEUE is -1. */
static void believes_no_sender_who_can_name_anybody(void) { CHECK(sender(-1, 7) == DESCENDANT); }

/* ---- relay ---- */

static long read_slowly(long number, const long *arguments) {
    if (number == SYS_PPOLL) {
        struct pollfd *polled = (struct pollfd *)arguments[0];
        polled->revents = polled->events;
        return 1;
    }
    return number == SYS_WRITE ? keep_written((const char *)arguments[1], arguments[2]) : 0;
}

static void relay_all(const char *public, const char *private) {
    static struct source pipe, warden;
    reset_kernel();
    memset(&guard, 0, sizeof guard);
    kernel.call = read_slowly;
    kernel.largest_read = 7;
    pipe = (struct source){.fd = (int)open_content((struct content){public, (long)strlen(public)}), .is_public = 1};
    warden = (struct source){.fd = -1};
    empty_pipe(&pipe);
    take(&warden, private, (long)strlen(private));
}

static void relays_what_guards_say(void) {
    static char garbage[1 << 16];
    memset(garbage, 'x', sizeof garbage - 20);
    strcpy(garbage + sizeof garbage - 20, "\nid exit 3 0\n");
    relay_all(garbage, "");
    CHECK_TEXT(kernel.written, "id exit 3 0\n");
}

static void relays_nothing_that_only_the_warden_may_say(void) {
    relay_all("warden ended 1 0\nsync 5\nwardens\nid exit 3 0\n", "warden ready 7\nsync 6\n");
    CHECK_TEXT(kernel.written, "wardens\nid exit 3 0\nwarden ready 7\nsync 6\n");
}

#endif
