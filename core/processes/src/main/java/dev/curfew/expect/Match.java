package dev.curfew.expect;

import dev.curfew.output.OutputMark;
import java.util.Objects;
import java.util.regex.Matcher;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The result of an expectation. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Match {

    private final int alternative;
    private final String before;
    private final String text;
    private final OutputMark end;
    private final @Nullable Matcher groups;

    /**
     * Create a match.
     *
     * @param alternative the index of the alternative that was found
     * @param before the text between the start of the search and the match
     * @param text the matched text
     * @param end the mark at the end of the match
     * @param groups the groups, or {@code null} if a text was found
     */
    public Match(int alternative, String before, String text, OutputMark end, @Nullable Matcher groups) {
        this.alternative = alternative;
        this.before = before;
        this.text = text;
        this.end = end;
        this.groups = groups;
    }

    /** {@return the index of the alternative that was found, from 0, in the order in which they were added} */
    public int alternative() {
        return alternative;
    }

    /** {@return the matched text} */
    public String text() {
        return text;
    }

    /** {@return the text between the start of the search and the match} */
    public String before() {
        return before;
    }

    /** {@return the mark at the end of the match} */
    public OutputMark end() {
        return end;
    }

    /**
     * {@return the text of a group}
     *
     * @param index the number of the group; 0 is the whole match
     * @throws IllegalArgumentException if the pattern has no such group, or the group is not part of the match
     */
    public String group(int index) {
        if (index == 0) {
            return text;
        }
        Matcher matcher = groups;
        if (matcher == null || index < 0 || index > matcher.groupCount()) {
            int count = matcher == null ? 0 : matcher.groupCount();
            throw new IllegalArgumentException("index must be between 0 and " + count + ": " + index);
        }
        return part("group " + index, matcher.group(index));
    }

    /**
     * {@return the text of a named group}
     *
     * @param name the name of the group
     * @throws IllegalArgumentException if the pattern has no such group, or the group is not part of the match
     */
    public String group(String name) {
        Objects.requireNonNull(name, "name");
        if (groups == null) {
            throw new IllegalArgumentException("name must be the name of a group, but a text has no groups: " + name);
        }
        return part("group <" + name + ">", groups.group(name));
    }

    private String part(String group, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(group + " is not part of the match: \"" + text + '"');
        }
        return value;
    }

    @Override
    public String toString() {
        return text;
    }
}
