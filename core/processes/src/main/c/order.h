/*
 * The order to run a command, as a lane receives it: strings, each terminated by a NUL.
 *
 *   ID, KEY, MARK and limits, DIRECTORY, "ROWS COLUMNS", STREAMS, "inherited" or "empty",
 *   N and N names of variables to remove, N and N variables to set, N and N arguments
 *
 * STREAMS is "merged" or "separate", or "merged, no input" or "separate, no input". KEY seals the reports: see seal.h. "-" is
 * an absent value.
 */
#ifndef CURFEW_ORDER_H
#define CURFEW_ORDER_H

#include "command.h"

struct lane_order {
    const char *id, *key, *mark, *directory, *size, *streams, *environment;
    char **removed, **set, **arguments;
    char *text, *at, *end; /* the text, and the part that is not read yet */
    char **room;           /* for lists */
    long size_of_text;
};

static char *next_string(struct lane_order *order) {
    char *text = order->at;
    if (text >= order->end) {
        order->at = order->end + 1;
        return "";
    }
    order->at += length(text) + 1;
    return text;
}

/* One slot is free before each list. */
static char **next_list(struct lane_order *order) {
    unsigned long count = number(next_string(order));
    char **list = ++order->room;
    while (count-- && order->at <= order->end) {
        *order->room++ = next_string(order);
    }
    *order->room++ = 0;
    return list;
}

/* The text is followed by one NUL that its size does not include. Returns whether all of it is a valid order. */
static int parse_order(struct lane_order *order, long size) {
    order->at = order->text;
    order->end = order->text + size;
    order->id = next_string(order);
    order->key = next_string(order);
    order->mark = next_string(order);
    order->directory = next_string(order);
    order->size = next_string(order);
    order->streams = next_string(order);
    order->environment = next_string(order);
    order->removed = next_list(order);
    order->set = next_list(order);
    order->arguments = next_list(order);
    return order->at == order->end && *order->arguments;
}

static int merges_errors(const struct lane_order *order) { return *order->streams == 'm'; }

static int takes_input(const struct lane_order *order) {
    return equal(order->streams, "merged") || equal(order->streams, "separate");
}

static int is_named_in(const char *variable, char **list) {
    while (*list && !same_name(variable, *list)) {
        list++;
    }
    return *list != 0;
}

static char **make_environment(struct lane_order *order, char **inherited) {
    char **environment = ++order->room;
    for (; equal(order->environment, "inherited") && *inherited; inherited++) {
        if (!is_named_in(*inherited, order->removed) && !is_named_in(*inherited, order->set)) {
            *order->room++ = *inherited;
        }
    }
    for (char **variable = order->set; *variable; variable++) {
        *order->room++ = *variable;
    }
    *order->room++ = 0;
    return environment;
}

#endif
