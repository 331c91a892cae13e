/* The functions of string.h and stdio.h that guard.c needs. */
#ifndef CURFEW_TEXT_H
#define CURFEW_TEXT_H

static int equal(const char *a, const char *b) {
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static unsigned long number(const char *digits) {
    unsigned long value = 0;
    for (; *digits >= '0' && *digits <= '9'; digits++) {
        value = value * 10 + (unsigned long)(*digits - '0');
    }
    return value;
}

static char *append(char *to, const char *text) {
    while (*text) {
        *to++ = *text++;
    }
    *to = 0;
    return to;
}

static char *append_number(char *to, unsigned long value) {
    char digits[24];
    char *at = digits + sizeof digits - 1;
    *at = 0;
    do {
        *--at = (char)('0' + value % 10);
    } while (value /= 10);
    return append(to, at);
}

static long length(const char *text) {
    long count = 0;
    while (text[count]) {
        count++;
    }
    return count;
}

static int starts_with(const char *text, const char *start) {
    while (*start && *text == *start) {
        text++;
        start++;
    }
    return !*start;
}

/* Returns the value of 0 to 9 and a to f. */
static int hexadecimal(char digit) { return (digit <= '9' ? digit - '0' : digit - 'a' + 10) & 15; }

/* Replaces "\xx" by the byte with these two digits. Clears the rest of the longer text. */
static void unescape(char *text) {
    char *to = text, *at = text;
    for (; *at; at++) {
        if (*at == '\\' && at[1] && at[2]) {
            *to++ = (char)(hexadecimal(at[1]) << 4 | hexadecimal(at[2]));
            at += 2;
        } else {
            *to++ = *at;
        }
    }
    while (to < at) {
        *to++ = 0;
    }
}

#endif
