package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Calls that depend on each other, as an agent makes them. */
class ConversationTests extends ToolTestCase {

    @Test
    void showsAPromptWithoutALineEnd() {
        String id = start("printf 'Name? '; read -r name; echo \"Hello, $name\"");
        JsonNode prompt = about(id, "'action':'wait','until':'Name? '");

        assertStatus(prompt, "found");
        assertThat(text(about(id, "'action':'poll'"), "output_preview")).isEqualTo("Name? ");

        about(id, "'action':'submit','data':'Ada'");
        assertThat(text(about(id, "'action':'wait'"), "output")).isEqualTo("Name? Hello, Ada\n");
    }

    @Test
    void goesOnInTheBackgroundWhenItTakesLonger() {
        JsonNode answer = call("{'action':'start','command':'echo one; cat','wait':0.05}");
        String id = text(answer, "session_id");
        about(id, "'action':'wait','until':'one','cursor':0");
        about(id, "'action':'submit','data':'two'");
        about(id, "'action':'close_stdin'");

        JsonNode ended = about(id, "'action':'wait'");

        assertStatus(answer, "timeout");
        assertStatus(ended, "exited");
        assertThat(text(ended, "output")).isEqualTo("one\ntwo\n");
    }

    @Test
    void isToldThatASignalEndedWhatRanOnATerminal() {
        String id = start("echo ready; kill -KILL $$", ",'terminal':true");

        JsonNode ended = about(id, "'action':'wait'");

        assertThat(text(ended, "signal")).isEqualTo("SIGKILL");
        assertThat(ended.has("exit_code")).isFalse();
    }
}
