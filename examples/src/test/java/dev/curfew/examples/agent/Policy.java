package dev.curfew.examples.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Chooses the next call by the last answer of the tool, as a model does. */
@FunctionalInterface
interface Policy {

    /**
     * {@return the fields of the next call, or empty if the work is done}
     *
     * @param answer what the tool answered to the last call; missing before the first one
     */
    Optional<Map<String, Object>> next(JsonNode answer);
}
