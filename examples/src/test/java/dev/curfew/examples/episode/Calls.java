package dev.curfew.examples.episode;

/** Calls of an agent, as a model would write them. */
final class Calls {

    private Calls() {}

    /** {@return the call that runs a command to its end} */
    static String run(String command) {
        return "{\"action\": \"start\", \"command\": " + quote(command) + ", \"wait\": 60}";
    }

    static String start(String command) {
        return "{\"action\": \"start\", \"command\": " + quote(command) + "}";
    }

    static String startOnTerminal(String command) {
        return "{\"action\": \"start\", \"command\": " + quote(command) + ", \"terminal\": true}";
    }

    static String submit(String session, String line) {
        return "{\"action\": \"submit\", \"session_id\": " + quote(session) + ", \"data\": " + quote(line) + "}";
    }

    static String awaitText(String session, String text) {
        return "{\"action\": \"wait\", \"session_id\": " + quote(session) + ", \"until\": " + quote(text)
                + ", \"timeout\": 60}";
    }

    static String awaitEnd(String session) {
        return "{\"action\": \"wait\", \"session_id\": " + quote(session) + ", \"timeout\": 60}";
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
