package dev.curfew.spawn;

import dev.curfew.internal.OsText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.Stdio;
import dev.curfew.session.Mark;
import dev.curfew.session.MessageKey;
import dev.curfew.table.Cookies;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The order that tells a guard what to run: strings that end with NUL. No shell reads them, and no process list shows
 * them.
 */
public final class Order {

    private static final String ABSENT = "-";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Function<String, byte[]> encoding;

    private Order(Function<String, byte[]> encoding) {
        this.encoding = encoding;
    }

    /**
     * {@return the bytes of the order for a command in a sandbox, preceded by their number}
     *
     * @param command the command
     * @param mark the mark that it and its descendants will carry
     * @param key the key with which the guard seals its reports; the command does not get it
     */
    public static byte[] of(Command command, Mark mark, String key) {
        return remote(command, mark, key).withLength();
    }

    /**
     * {@return the same for a guard that has the key already, and accepts only orders that are sealed with it}
     *
     * @param command the command
     * @param mark the mark that it and its descendants will carry
     * @param key the key
     */
    public static byte[] sealed(Command command, Mark mark, MessageKey key) {
        Order order = remote(command, mark, ABSENT);
        order.put(key.sealOf(order.bytes.toByteArray()));
        return order.withLength();
    }

    private static Order remote(Command command, Mark mark, String key) {
        Order order = new Order(text -> text.getBytes(StandardCharsets.UTF_8));
        order.put(mark.cookie());
        order.put(key);
        order.put(Rlimits.behind(mark, command));
        order.put(command.directory().map(order::bytes).orElseGet(() -> order.bytes(ABSENT)));
        order.put(
                command.stdio() instanceof Stdio.Terminal terminal
                        ? terminal.size().rows() + " " + terminal.size().columns()
                        : ABSENT);
        order.put(streams(command));
        order.put(placed(command), Map.entry(Cookies.VARIABLE, mark.cookie()));
        order.put(command.argv());
        return order;
    }

    /**
     * {@return the words with which the fork server of this machine is told to start a command}
     *
     * @param invocation the command and its place
     * @param key the key with which the guard seals its reports; the command does not get it
     * @param terminal the name of its terminal, whose size is set already, or {@link NativeOrder#ABSENT}
     */
    static byte[] local(Invocation invocation, String key, String terminal) {
        Launch launch = invocation.launch();
        Command command = launch.command();
        Order order = new Order(OsText::bytes);
        order.put(terminal);
        order.put(launch.cgroup() == null ? ABSENT : launch.cgroup().folder().toString());
        order.put(launch.isolated() ? "isolated" : ABSENT);
        order.put(launch.mark().cookie());
        order.put(key);
        order.put(Rlimits.behind(launch.mark(), command));
        order.put(order.bytes(invocation.directory()));
        order.put(ABSENT);
        order.put(streams(command));
        order.put(
                PlaceVariables.of(command, invocation.directory()),
                launch.mark().variable());
        order.put(command.argv());
        return order.bytes.toByteArray();
    }

    private static String streams(Command command) {
        boolean separate = command.stdio() instanceof Stdio.Pipes pipes && !pipes.mergesErrors();
        return (separate ? "separate" : "merged") + (command.hasInput() ? "" : ", no input");
    }

    /** A command without a directory of its own runs in that of its guard, whose PWD may be right. */
    private static Environment placed(Command command) {
        return command.directory()
                .map(directory -> PlaceVariables.in(directory, command.environment()))
                .orElseGet(command::environment);
    }

    private void put(Environment environment, Map.Entry<String, String> mark) {
        put(environment.inherited() ? "inherited" : "empty");
        put(new TreeSet<>(environment.withheld()));
        TreeMap<String, String> variables = new TreeMap<>(environment.set());
        variables.put(mark.getKey(), mark.getValue());
        put(Integer.toString(variables.size()));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            put(variable.getKey() + "=" + variable.getValue());
        }
    }

    private void put(Collection<String> strings) {
        put(Integer.toString(strings.size()));
        for (String string : strings) {
            put(string);
        }
    }

    private void put(String string) {
        put(bytes(string));
    }

    private void put(byte[] string) {
        bytes.writeBytes(string);
        bytes.write(0);
    }

    private byte[] bytes(String text) {
        return encoding.apply(text);
    }

    /** A path of this machine that is not text, such as one that was listed here, is passed byte for byte. */
    private byte[] bytes(Path path) {
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
