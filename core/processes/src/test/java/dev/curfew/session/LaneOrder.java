package dev.curfew.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The order to run a command in a lane, byte by byte as the native program reads it. Its texts are Latin-1: one character is
 * one byte.
 *
 * @param id the word before all reports
 * @param mark the mark, or a dash
 * @param directory the working directory, or a dash
 * @param size rows and columns, or a dash
 * @param streams whether standard error is merged or separate
 * @param environment whether the environment is inherited or empty
 * @param removed the names of variables to remove
 * @param set the variables to set
 * @param arguments the program and its arguments
 */
record LaneOrder(
        String id,
        String mark,
        String directory,
        String size,
        String streams,
        String environment,
        List<String> removed,
        List<String> set,
        List<String> arguments) {

    static LaneOrder of(String... arguments) {
        return new LaneOrder("id", "-", "-", "-", "separate", "inherited", List.of(), List.of(), List.of(arguments));
    }

    static LaneOrder shell(String script) {
        return of("sh", "-c", script);
    }

    LaneOrder marked(String number) {
        return new LaneOrder(id, number, directory, size, streams, environment, removed, set, arguments);
    }

    LaneOrder in(String folder) {
        return new LaneOrder(id, mark, folder, size, streams, environment, removed, set, arguments);
    }

    LaneOrder merged(String rowsAndColumns) {
        return new LaneOrder(id, mark, directory, rowsAndColumns, "merged", environment, removed, set, arguments);
    }

    LaneOrder with(String inheritedOrEmpty, List<String> without, List<String> variables) {
        return new LaneOrder(id, mark, directory, size, streams, inheritedOrEmpty, without, variables, arguments);
    }

    /** {@return the size, a line break, and the strings with their NULs} */
    byte[] bytes() {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        List.of(id, Reports.KEY.text(), mark, directory, size, streams, environment)
                .forEach(word -> write(strings, word));
        for (List<String> list : List.of(removed, set, arguments)) {
            write(strings, Integer.toString(list.size()));
            list.forEach(word -> write(strings, word));
        }
        ByteArrayOutputStream order = new ByteArrayOutputStream();
        order.writeBytes((strings.size() + "\n").getBytes(StandardCharsets.ISO_8859_1));
        order.writeBytes(strings.toByteArray());
        return order.toByteArray();
    }

    private static void write(ByteArrayOutputStream strings, String word) {
        strings.writeBytes(word.getBytes(StandardCharsets.ISO_8859_1));
        strings.write(0);
    }
}
