package dev.curfew.channel;

import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.Stdio;
import dev.curfew.session.Mark;
import dev.curfew.spawn.PlaceVariables;
import dev.curfew.spawn.Rlimits;
import dev.curfew.table.Cookies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order that tells a guard in a sandbox what to run: strings that end with NUL, preceded by the number of their
 * bytes. No shell reads them, and no process list shows them.
 */
final class Order {

    private static final String ABSENT = "-";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Order() {}

    /**
     * {@return the bytes of the order for a command}
     *
     * @param command the command
     * @param mark the mark that it and its descendants will carry
     * @param key the key with which the guard seals its reports; the command does not get it
     */
    static byte[] of(Command command, Mark mark, String key) {
        Order order = new Order();
        order.put(mark.cookie());
        order.put(key);
        order.put(Rlimits.behind(mark, command));
        order.put(command.directory().map(Order::bytes).orElseGet(() -> bytes(ABSENT)));
        order.put(
                command.stdio() instanceof Stdio.Terminal terminal
                        ? terminal.size().rows() + " " + terminal.size().columns()
                        : ABSENT);
        order.put(command.stdio().equals(Stdio.SEPARATE_PIPES) ? "separate" : "merged");
        order.put(placed(command), mark);
        order.put(command.argv());
        return order.withLength();
    }

    /** A command without a directory of its own runs in that of its guard, whose PWD may be right. */
    private static Environment placed(Command command) {
        return command.directory()
                .map(directory -> PlaceVariables.in(directory, command.environment()))
                .orElseGet(command::environment);
    }

    private void put(Environment environment, Mark mark) {
        put(environment.inherited() ? "inherited" : "empty");
        put(new TreeSet<>(environment.withheld()));
        TreeMap<String, String> variables = new TreeMap<>(environment.set());
        variables.put(Cookies.VARIABLE, mark.cookie());
        put(variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList());
    }

    private void put(Collection<String> strings) {
        put(Integer.toString(strings.size()));
        List.copyOf(strings).forEach(this::put);
    }

    private void put(String string) {
        put(bytes(string));
    }

    private void put(byte[] string) {
        bytes.writeBytes(string);
        bytes.write(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A path of this machine that is not text, such as one that was listed here, is passed byte for byte. */
    private static byte[] bytes(Path path) {
        boolean text = OsText.isPlain(path) || !path.isAbsolute();
        return text ? bytes(path.toString()) : OsText.bytes(path);
    }

    private byte[] withLength() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((bytes.size() + "\n").getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(bytes.toByteArray());
        return whole.toByteArray();
    }
}
