package dev.curfew.examples.episode;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.junit.episode.VerifiesEpisode;
import org.junit.jupiter.api.Test;

/** Whether the agent got to the end of the quiz: its processes are still known. */
@VerifiesEpisode
class QuizChecks {

    @Test
    void hasAnsweredEverything(ProcessRegistry processes) {
        BackgroundProcess quiz = processes.processes().stream()
                .filter(process -> process.command().toString().contains("quiz.py"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The agent has not started the quiz"));

        assertThat(quiz).prints("Well done");
    }
}
