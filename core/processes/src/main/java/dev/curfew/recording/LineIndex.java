package dev.curfew.recording;

import java.util.Arrays;
import java.util.List;

/**
 * The positions of the lines of a text, as divided by {@link String#lines()}. Strings are created only for requested
 * lines.
 */
final class LineIndex {

    private final String text;
    private int[] begins = new int[64];
    private int count;

    private LineIndex(String text) {
        this.text = text;
    }

    static LineIndex of(String text) {
        LineIndex index = new LineIndex(text);
        int feed = -1;
        int carriageReturn = -1;
        for (int at = 0; at < text.length(); ) {
            index.add(at);
            // The next line feed is searched only once, because it may be far away.
            feed = feed < at ? indexOrEnd(text, '\n', at) : feed;
            carriageReturn = carriageReturn < at ? indexOrEnd(text, '\r', at) : carriageReturn;
            boolean both = carriageReturn + 1 == feed;
            at = Math.min(text.length(), Math.min(feed, carriageReturn) + (both ? 2 : 1));
        }
        return index;
    }

    private static int indexOrEnd(String text, char sought, int from) {
        int index = text.indexOf(sought, from);
        return index < 0 ? text.length() : index;
    }

    private void add(int begin) {
        if (count == begins.length) {
            begins = Arrays.copyOf(begins, 2 * count);
        }
        begins[count++] = begin;
    }

    int count() {
        return count;
    }

    List<String> lines(int from, int to) {
        return text.substring(begin(from), begin(to)).lines().toList();
    }

    private int begin(int line) {
        return line == count ? text.length() : begins[line];
    }
}
