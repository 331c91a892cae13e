package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;

/** Where the answers to messages go; safe to use from several threads. */
interface Replies {

    /**
     * Send an answer.
     *
     * @param reply the answer
     */
    void send(JsonNode reply);

    /** There is no answer: the message was a notification, or its call was canceled. */
    default void sendNothing() {}
}
