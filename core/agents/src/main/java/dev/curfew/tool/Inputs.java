package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The actions that send input to a process or resize its terminal. */
final class Inputs {

    private Inputs() {}

    static ObjectNode write(Desk desk, Arguments arguments) {
        String data = arguments.text("data");
        return feed(desk, arguments, bytes(data), process -> process.write(data));
    }

    static ObjectNode submit(Desk desk, Arguments arguments) {
        String data = arguments.text("data");
        return feed(desk, arguments, bytes(data) + 1, process -> process.submit(data));
    }

    static ObjectNode press(Desk desk, Arguments arguments) {
        List<Key> keys = arguments.texts("keys").stream().map(KeyNames::parse).toList();
        int bytes = keys.stream().mapToInt(key -> bytes(key.sequence())).sum();
        return feed(desk, arguments, bytes, process -> process.press(keys.toArray(Key[]::new)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Sends input to a process. */
    @FunctionalInterface
    private interface Feed {
        void to(BackgroundProcess process);
    }

    private static ObjectNode feed(Desk desk, Arguments arguments, int bytes, Feed feed) {
        BackgroundProcess process = desk.find(arguments);
        if (!process.isRunning()) {
            return desk.state("already_exited", process);
        }
        feed.to(process);
        return desk.state("ok", process).put("bytes_written", bytes);
    }

    static ObjectNode close(Desk desk, Arguments arguments) {
        BackgroundProcess process = desk.find(arguments);
        if (!process.isRunning()) {
            return desk.state("already_exited", process);
        }
        process.closeInput();
        return desk.state("ok", process);
    }

    static ObjectNode resize(Desk desk, Arguments arguments) {
        BackgroundProcess process = desk.find(arguments);
        if (!process.isRunning()) {
            return desk.state("already_exited", process);
        }
        TerminalSize size = Starting.size(arguments, TerminalSize.DEFAULT);
        process.resize(size);
        return desk.state("ok", process).put("columns", size.columns()).put("rows", size.rows());
    }
}
