/*
 * Seals lines with a key that only the sender and the reader have, so that other processes that can write to the pipe
 * or read from it cannot forge a line. The seal is SipHash-2-4 (Aumasson and Bernstein, 2012), which is designed for
 * short texts, in 16 hexadecimal digits.
 */
#ifndef CURFEW_SEAL_H
#define CURFEW_SEAL_H

#include "text.h"

enum { HEX_DIGITS = 16, WORD_BYTES = 8 };

struct key {
    unsigned long words[2];
};

static char *append_hex(char *to, unsigned long value) {
    for (int shift = 60; shift >= 0; shift -= 4) {
        *to++ = "0123456789abcdef"[value >> shift & 15];
    }
    *to = 0;
    return to;
}

static unsigned long hex_digit(char digit) {
    return (unsigned long)(digit <= '9' ? digit - '0' : digit - 'a' + 10) & 15;
}

/* Reads 32 hexadecimal digits; each half is a number, the most significant digit first. Returns whether the digits are valid. */
static int read_key(struct key *key, const char *digits) {
    int whole = length(digits) == 2 * HEX_DIGITS;
    for (int i = 0; whole && i < 2 * HEX_DIGITS; i++) {
        unsigned long *word = &key->words[i / HEX_DIGITS];
        *word = *word << 4 | hex_digit(digits[i]);
    }
    return whole;
}

static unsigned long rotate(unsigned long value, int bits) { return value << bits | value >> (64 - bits); }

static void mix(unsigned long *v, int rounds) {
    while (rounds--) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

static unsigned long seal_of(const struct key *key, const char *bytes, long size) {
    unsigned long word = 0, first = key->words[0], second = key->words[1];
    unsigned long v[] = {
        first ^ 0x736f6d6570736575ul, second ^ 0x646f72616e646f6dul,
        first ^ 0x6c7967656e657261ul, second ^ 0x7465646279746573ul};
    for (long i = 0; i <= size; i++) {
        int last = i == size, shift = (int)(i % WORD_BYTES) * WORD_BYTES;
        word |= last ? (unsigned long)size << 56 : (unsigned long)(unsigned char)bytes[i] << shift;
        if (last || i % WORD_BYTES == WORD_BYTES - 1) {
            v[3] ^= word;
            mix(v, 2);
            v[0] ^= word;
            word = 0;
        }
    }
    v[2] ^= 0xff;
    mix(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Appends a blank, the seal and a line break. There must be room for 18 bytes and a NUL. */
static char *append_seal(char *line, char *end, const struct key *key) {
    unsigned long seal = seal_of(key, line, end - line);
    return append(append_hex(append(end, " "), seal), "\n");
}

#endif
