package dev.curfew.junit.evidence;

import dev.curfew.process.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes secrets from a text that arrived in parts. The parts are joined first, because a secret may have arrived in
 * several; then the result is divided where the original was.
 *
 * <p>Where exactly a secret ends is guessed from the text that follows it. A wrong guess moves text to another part,
 * but never brings back a secret, because all parts are taken from the redacted text.
 */
final class RedactedParts {

    private final String original;
    private final String redacted;
    private int at;
    private int to;

    private RedactedParts(String original, String redacted) {
        this.original = original;
        this.redacted = redacted;
    }

    /** {@return as many parts as given, without secrets} */
    static List<String> of(List<String> parts, Redaction redaction) {
        String original = String.join("", parts);
        String redacted = redaction.redact(original);
        return redacted.equals(original) ? parts : new RedactedParts(original, redacted).divide(parts);
    }

    private List<String> divide(List<String> parts) {
        List<String> divided = new ArrayList<>(parts.size());
        int bound = 0;
        for (int i = 0; i < parts.size(); i++) {
            int from = to;
            bound += parts.get(i).length();
            advance(bound);
            if (i == parts.size() - 1) {
                to = redacted.length();
            }
            divided.add(redacted.substring(from, to));
        }
        return divided;
    }

    /** Advance in both texts, up to a position of the original or to the secret that it is in. */
    private void advance(int bound) {
        while (at < bound && to < redacted.length()) {
            if (isAtSecret()) {
                int end = endOfSecret();
                if (end > bound) {
                    return;
                }
                at = end;
                to += Redaction.MARK.length();
            } else {
                at++;
                to++;
            }
        }
    }

    private boolean isAtSecret() {
        return redacted.startsWith(Redaction.MARK, to) && !original.startsWith(Redaction.MARK, at);
    }

    private int endOfSecret() {
        int from = to + Redaction.MARK.length();
        int next = redacted.indexOf(Redaction.MARK, from);
        String following = redacted.substring(from, next < 0 ? redacted.length() : next);
        int end = following.isEmpty() ? -1 : original.indexOf(following, at);
        return end < 0 ? original.length() : end;
    }
}
