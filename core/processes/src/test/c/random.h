/* Random numbers that are the same on every machine, and mutations for fuzzing. */
#ifndef CURFEW_RANDOM_H
#define CURFEW_RANDOM_H

static unsigned long random_state = 1;

/* Each case has its own seed, so that a failed one can be repeated alone. */
static void seed_random(unsigned long seed) { random_state = seed * 0x9e3779b97f4a7c15ul + 1; }

/* xorshift64* */
static unsigned long random_number(void) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 0x2545f4914f6cdd1dul;
}

static long random_below(long bound) { return (long)(random_number() >> 1) % bound; }

static int one_in(long count) { return random_below(count) == 0; }

/* A heap block of exactly this size: the address sanitizer sees a read or write past its end. */
static char *exact_copy(const char *bytes, long size) {
    char *copy = malloc((unsigned long)size);
    memcpy(copy, bytes, (unsigned long)size);
    return copy;
}

/* Bytes that have a meaning for parsers are more frequent than others. */
static char random_byte(void) {
    static const char special[] = "\0\0\n\n  --/:==()0123456789999999ZX\036";
    return one_in(3) ? (char)random_number() : special[random_below(sizeof special - 1)];
}

/* Changes, removes, repeats and inserts bytes, and returns the new size, which is at most the limit. */
static long mutate(char *bytes, long size, long limit) {
    for (long changes = random_below(6); changes > 0; changes--) {
        long at = size ? random_below(size) : 0;
        long room = limit - size, part = size ? 1 + random_below(size - at) : 0;
        switch (random_below(5)) {
            case 0:
                size = one_in(4) ? at : size;
                break;
            case 1:
                memmove(bytes + at, bytes + at + part, (unsigned long)(size - at - part));
                size -= part;
                break;
            case 2:
                part = part < room ? part : room;
                memmove(bytes + at + part, bytes + at, (unsigned long)(size - at));
                size += part;
                break;
            case 3:
                memmove(bytes + at + (room > 0), bytes + at, (unsigned long)(size - at));
                size += room > 0;
                /* fall through */
            default:
                if (at < size) {
                    bytes[at] = random_byte();
                }
        }
    }
    return size;
}

static long random_bytes(char *bytes, long limit) {
    long size = random_below(limit + 1);
    for (long i = 0; i < size; i++) {
        bytes[i] = random_byte();
    }
    return size;
}

#endif
