package dev.curfew.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.WithBackgroundProcesses;
import dev.curfew.process.Command;
import dev.curfew.tool.ProcessTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent gets a program whose tests fail, and nothing but the tool; afterwards the tests pass. */
@WithBackgroundProcesses
@EnabledIfProgram("python3")
class AgentRepairsTests {

    private static final String PROGRAM = """
            def total(numbers):
                return sum(numbers)


            def mean(numbers):
                return total(numbers) / len(numbers)
            """;

    private static final String TESTS = """
            import unittest
            import stats


            class StatsTests(unittest.TestCase):
                def test_means_of_numbers(self):
                    self.assertEqual(stats.mean([1, 2, 6]), 3)

                def test_means_of_nothing(self):
                    self.assertEqual(stats.mean([]), 0)
            """;

    @Test
    void repairsAProgramThroughTheToolAlone(ProcessRegistry processes, @TempDir Path project) throws IOException {
        Files.writeString(project.resolve("stats.py"), PROGRAM);
        Files.writeString(project.resolve("test_stats.py"), TESTS);
        AgentLoop agent = new AgentLoop(ProcessTool.over(processes), 10);
        RepairPolicy policy = new RepairPolicy();

        boolean done = agent.run(answer -> policy.next(answer).map(call -> in(project, call)));

        assertThat(done).as(agent.transcript()).isTrue();
        assertThat(processes
                        .start(Command.of("python3", "-B", "-m", "unittest").inDirectory(project))
                        .waitFor()
                        .success())
                .as(agent.transcript())
                .isTrue();
    }

    private static Map<String, Object> in(Path project, Map<String, Object> call) {
        Map<String, Object> inside = new HashMap<>(call);
        inside.put("cwd", project.toString());
        return inside;
    }
}
