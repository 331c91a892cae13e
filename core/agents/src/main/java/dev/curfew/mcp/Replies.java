package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** Receives the answers to messages. Thread-safe. */
interface Replies {

    /**
     * Send an answer.
     *
     * @param reply the answer
     */
    void send(JsonNode reply);

    /** Called instead if there is no answer, because the message was a notification or its call was canceled. */
    default void sendNothing() {}
}
