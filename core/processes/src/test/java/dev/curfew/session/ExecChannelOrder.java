package dev.curfew.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The order to run a command in an exec channel, byte by byte as the native program reads it. Its texts are Latin-1: one character is
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
record ExecChannelOrder(
        String id,
        String mark,
        String directory,
        String size,
        String streams,
        String environment,
        List<String> removed,
        List<String> set,
        List<String> arguments) {

    static ExecChannelOrder of(String... arguments) {
        return new ExecChannelOrder(
                "id", "-", "-", "-", "separate", "inherited", List.of(), List.of(), List.of(arguments));
    }

    static ExecChannelOrder shell(String script) {
        return of("sh", "-c", script);
    }

    ExecChannelOrder marked(String number) {
        return new ExecChannelOrder(id, number, directory, size, streams, environment, removed, set, arguments);
    }

    ExecChannelOrder in(String folder) {
        return new ExecChannelOrder(id, mark, folder, size, streams, environment, removed, set, arguments);
    }

    ExecChannelOrder merged(String rowsAndColumns) {
        return new ExecChannelOrder(
                id, mark, directory, rowsAndColumns, "merged", environment, removed, set, arguments);
    }

    ExecChannelOrder with(String inheritedOrEmpty, List<String> without, List<String> variables) {
        return new ExecChannelOrder(
                id, mark, directory, size, streams, inheritedOrEmpty, without, variables, arguments);
    }

    /** {@return the size, a line break, and the strings with their NULs} */
    byte[] bytes() {
        return withSize(strings(Reports.KEY.text()));
    }

    /** {@return the same with a seal instead of the key} */
    byte[] sealed(MessageKey key) {
        ByteArrayOutputStream strings = strings("-");
        write(strings, key.sealOf(strings.toByteArray()));
        return withSize(strings);
    }

    private ByteArrayOutputStream strings(String key) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        List.of(id, key, mark, directory, size, streams, environment).forEach(word -> write(strings, word));
        for (List<String> list : List.of(removed, set, arguments)) {
            write(strings, Integer.toString(list.size()));
            list.forEach(word -> write(strings, word));
        }
        return strings;
    }

    private static byte[] withSize(ByteArrayOutputStream strings) {
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
