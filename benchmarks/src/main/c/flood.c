/* Writes the given number of bytes, as lines of text, as fast as the reader takes them. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char block[65536];

int main(int argc, char **argv) {
    long long left = argc == 2 ? atoll(argv[1]) : 0;
    for (size_t i = 0; i < sizeof block; i++) block[i] = i % 64 == 63 ? '\n' : (char) ('a' + i % 26);
    while (left > 0) {
        size_t size = left < (long long) sizeof block ? (size_t) left : sizeof block;
        ssize_t wrote = write(1, block, size);
        if (wrote < 0) return 1;
        left -= wrote;
    }
    return 0;
}
