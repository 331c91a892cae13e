package dev.curfew.examples.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.curfew.tool.ProcessTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a policy for the next call, executes it, and reports the answer, until the policy is done or out of turns. */
final class AgentLoop {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ProcessTool tool;
    private final int mostTurns;
    private final List<String> transcript = new ArrayList<>();

    AgentLoop(ProcessTool tool, int mostTurns) {
        this.tool = tool;
        this.mostTurns = mostTurns;
    }

    /** {@return whether the policy was done before it ran out of turns} */
    boolean run(Policy policy) throws JsonProcessingException {
        JsonNode answer = MissingNode.getInstance();
        for (int turn = 0; turn < mostTurns; turn++) {
            Optional<Map<String, Object>> call = policy.next(answer);
            if (call.isEmpty()) {
                return true;
            }
            String request = MAPPER.writeValueAsString(call.get());
            String response = tool.call(request);
            transcript.add(request + "\n" + response);
            answer = MAPPER.readTree(response);
        }
        return false;
    }

    /** {@return what was asked and answered, for a person} */
    String transcript() {
        return String.join("\n", transcript);
    }
}
