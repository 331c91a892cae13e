package dev.curfew.examples.episode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that an agent got.
 *
 * @param json the answer of the tool
 */
record Answer(String json) {

    private static final Pattern SESSION = Pattern.compile("\"session_id\":\"([^\"]+)\"");

    /** {@return the process that it is about} */
    String session() {
        Matcher matcher = find(SESSION);
        return matcher.group(1);
    }

    /** {@return the last match in it} */
    Matcher find(Pattern pattern) {
        Matcher matcher = pattern.matcher(json);
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        if (last < 0 || !matcher.find(last)) {
            throw new IllegalStateException("There is no " + pattern + " in " + json);
        }
        return matcher;
    }
}
