package dev.curfew.tool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Calls as no model should make them: made of what calls are made of, then damaged. */
final class HostileCalls {

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "1.5",
            "1e308",
            "-1e999",
            "1e-999",
            "9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\"7\"",
            "\" 7 \"",
            "\"-0\"",
            "\"0x10\"",
            "\"NaN\"",
            "\"1e999999999\"",
            "\"true\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"ä€😀\"",
            "\"proc_\"",
            "\"proc_0123456789ab\"",
            "\"../../etc/passwd\"",
            "\"\\u001b[31m\\u0007\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"a\":{\"a\":{}}}",
            "[\"ENTER\",7,\"^C\"]",
            "{\"\":\"\",\"A=B\":\"c\"}",
            "NaN",
            "01",
            "+1",
            ".5",
            "1.",
            "'x'",
            "\"\\x\"",
            "\"\t\"",
            "[" + "1,".repeat(300) + "1]",
            "[".repeat(40) + "]".repeat(40),
            '"' + "y".repeat(5000) + '"');

    private static final List<String> NAMES = List.of(
            "action",
            "session_id",
            "command",
            "cursor",
            "timeout",
            "limit",
            "offset",
            "data",
            "keys",
            "columns",
            "rows",
            "signal",
            "env",
            "cwd",
            "state",
            "stream",
            "until",
            "wait",
            "force",
            "",
            "__proto__",
            "ACTION",
            "n".repeat(2000));

    /** Those that start nothing, wait for nothing, and end nothing, however they are damaged. */
    private static final List<String> ACTIONS = List.of(
            "list",
            "poll",
            "log",
            "resize",
            "press",
            "write",
            "submit",
            "close_stdin",
            "LIST",
            "process_poll",
            "nothing",
            "");

    private final Random random;
    private final String id;

    HostileCalls(long seed, String id) {
        this.random = new Random(seed);
        this.id = id;
    }

    String next() {
        String call = call();
        return switch (random.nextInt(5)) {
            case 0 -> call;
            case 4 -> failedStart();
            case 1 -> damagedText(call);
            default -> damagedBytes(call);
        };
    }

    private String call() {
        StringBuilder call =
                new StringBuilder("{\"action\":\"").append(one(ACTIONS)).append('"');
        if (random.nextInt(3) > 0) {
            call.append(",\"session_id\":").append(random.nextInt(4) > 0 ? '"' + id + '"' : one(VALUES));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            call.append(",\"").append(one(NAMES)).append("\":").append(one(VALUES));
        }
        return call.append('}').toString();
    }

    /** Not damaged, because that could turn it into a valid command. */
    private String failedStart() {
        StringBuilder call = new StringBuilder("{\"action\":\"start\",\"cwd\":\"/no/such\"");
        call.append(",\"command\":").append(one(VALUES));
        for (int i = random.nextInt(4); i > 0; i--) {
            call.append(",\"").append(one(NAMES)).append("\":").append(one(VALUES));
        }
        return call.append('}').toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String damagedText(String call) {
        int at = random.nextInt(call.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> call.substring(0, at);
            case 1 -> call.substring(0, at) + one(VALUES) + call.substring(at);
            case 2 -> call.substring(0, at) + (char) random.nextInt(0x10000) + call.substring(at);
            default -> call + call.substring(at);
        };
    }

    private String damagedBytes(String call) {
        byte[] bytes = call.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
