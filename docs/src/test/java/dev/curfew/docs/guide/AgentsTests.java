package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.tool.ProcessTool;
import dev.curfew.tool.ToolFormat;
import dev.curfew.tool.ToolOptions;
import dev.curfew.watch.ProcessWatch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentsTests {

    private final ProcessRegistry processes = ProcessRegistry.open();

    @AfterEach
    void end() {
        processes.close();
    }

    @Test
    void callsTheTool() {
        // snippet:call
        ProcessTool tool = ProcessTool.over(processes);

        String answer = tool.call("""
                {"action": "start", "command": "echo hello", "wait": 10}
                """);
        // end
        assertThat(answer).contains("\"output\":\"hello\\n\"").contains("\"exit_code\":0");
    }

    @Test
    void tellsEvents() throws InterruptedException {
        // snippet:events
        ProcessWatch watch = ProcessWatch.open();
        ProcessTool tool = ProcessTool.over(processes, ToolOptions.DEFAULT, watch);
        tool.call("""
                {"action": "start", "command": "make test", "notify_on_exit": true, "watch": ["FAILED"]}
                """);
        watch.awaitExits(Duration.ofMinutes(1));

        String news = tool.call("{\"action\": \"events\"}");
        // end
        assertThat(news).contains("\"event\":\"exited\"");
        watch.close();
    }

    @Test
    void describesTheTool() {
        // snippet:definitions
        String tools = ProcessTool.definitions(ToolFormat.ANTHROPIC); // or OPENAI, OPENAI_STRICT, GEMINI, MCP
        String one = ProcessTool.definition(ToolFormat.ANTHROPIC);
        // end
        assertThat(tools).contains("process_start").contains("input_schema");
        assertThat(one).contains("\"name\":\"process\"");
    }

    @Test
    void callsAToolForEachAction() {
        ProcessTool tool = ProcessTool.over(processes);
        // snippet:each
        String answer = tool.call("process_list", "{\"state\": \"running\"}");
        // end
        assertThat(answer).contains("\"status\":\"ok\"");
    }

    @Test
    void setsItsBounds() {
        // snippet:bounds
        ProcessTool tool = ProcessTool.over(
                processes,
                ToolOptions.DEFAULT
                        .withWaits(Duration.ofSeconds(30), Duration.ofMinutes(2))
                        .withLargestOutput(10_000));
        // end
        assertThat(tool.call("{}")).contains("Missing field action");
    }
}
