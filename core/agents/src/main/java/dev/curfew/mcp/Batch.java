package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.curfew.json.Json;

/** Collects the answers to a batch of messages, and sends them as one array. */
final class Batch implements Replies {

    private final Replies to;
    private final ArrayNode replies = Json.array();
    private int missing;

    Batch(int messages, Replies to) {
        this.missing = messages;
        this.to = to;
    }

    @Override
    public synchronized void send(JsonNode reply) {
        replies.add(reply);
        sendNothing();
    }

    @Override
    public synchronized void sendNothing() {
        missing--;
        if (missing == 0 && !replies.isEmpty()) {
            to.send(replies);
        }
    }
}
