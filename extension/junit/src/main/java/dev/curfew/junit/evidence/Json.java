package dev.curfew.junit.evidence;

/** Strings in JSON. */
final class Json {

    private Json() {}

    /** {@return a text in quotes, which can also be embedded in HTML} */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            append(quoted, text.charAt(i));
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, char c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> appendOther(quoted, c);
        }
    }

    private static void appendOther(StringBuilder quoted, char c) {
        boolean endsElement = c == '<' || c == '>' || c == '&';
        boolean endsLine = c == '\u2028' || c == '\u2029';
        if (Character.isISOControl(c) || Character.isSurrogate(c) || endsElement || endsLine) {
            quoted.append(String.format("\\u%04x", (int) c));
        } else {
            quoted.append(c);
        }
    }
}
