package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Sends each answer as one line. Answers are dropped once the client has disconnected; its input then ends, too. */
final class Outbox implements Replies {

    private final OutputStream out;
    private boolean broken;

    Outbox(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void send(JsonNode reply) {
        if (broken) {
            return;
        }
        try {
            out.write((Json.write(reply) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            broken = true;
        }
    }
}
