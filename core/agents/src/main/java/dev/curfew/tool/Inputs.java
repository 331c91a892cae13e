package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The actions that send input to a process or resize its terminal. */
final class Inputs {

    private Inputs() {}

    static ObjectNode write(ToolContext context, Arguments arguments) {
        String data = arguments.text("data");
        return feed(context, arguments, bytes(data), process -> process.write(data));
    }

    static ObjectNode submit(ToolContext context, Arguments arguments) {
        String data = arguments.text("data");
        return feed(context, arguments, bytes(data) + 1, process -> process.submit(data));
    }

    static ObjectNode press(ToolContext context, Arguments arguments) {
        List<Key> keys = arguments.texts("keys").stream().map(KeyNames::parse).toList();
        int bytes = keys.stream().mapToInt(key -> bytes(key.sequence())).sum();
        return feed(context, arguments, bytes, process -> process.press(keys.toArray(Key[]::new)));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Sends input to a process. */
    private static ObjectNode feed(
            ToolContext context, Arguments arguments, int bytes, Consumer<BackgroundProcess> feed) {
        return context.ifRunning(arguments, process -> {
            feed.accept(process);
            return context.state("ok", process).put("bytes_written", bytes);
        });
    }

    static ObjectNode close(ToolContext context, Arguments arguments) {
        return context.ifRunning(arguments, process -> {
            process.closeInput();
            return context.state("ok", process);
        });
    }

    static ObjectNode resize(ToolContext context, Arguments arguments) {
        return context.ifRunning(arguments, process -> {
            TerminalSize size = Starting.size(arguments, TerminalSize.DEFAULT);
            process.resize(size);
            return context.state("ok", process).put("columns", size.columns()).put("rows", size.rows());
        });
    }
}
