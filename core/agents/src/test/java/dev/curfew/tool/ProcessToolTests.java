package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.ProcessRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ProcessToolTests extends ToolTestCase {

    @Test
    void startsInTheBackground() {
        JsonNode answer = call("{'action':'start','command':'sleep 60'}");

        assertStatus(answer, "started");
        assertThat(text(answer, "session_id")).matches("proc_[0-9a-f]{12}.*");
        assertThat(answer.path("pid").asLong()).isPositive();
        assertThat(text(answer, "output")).isEqualTo("Background process started");
        assertThat(text(answer, "command")).isEqualTo("sleep 60");
    }

    @Test
    void startsAndWaitsInOneCall() {
        JsonNode answer = call("{'action':'start','command':'echo done; exit 3','wait':20}");

        assertStatus(answer, "exited");
        assertThat(answer.path("exit_code").asInt()).isEqualTo(3);
        assertThat(text(answer, "output")).isEqualTo("done\n");
    }

    @Test
    void pollsWhatRunsAndWhatEnded() {
        String id = start("echo ready; cat");
        about(id, "'action':'wait','until':'ready'");

        JsonNode running = about(id, "'action':'poll'");
        about(id, "'action':'close_stdin'");
        about(id, "'action':'wait'");
        JsonNode ended = about(id, "'action':'poll'");

        assertStatus(running, "running");
        assertThat(text(running, "output_preview")).isEqualTo("ready\n");
        assertThat(running.path("uptime_seconds").isInt()).isTrue();
        assertThat(running.has("exit_code")).isFalse();
        assertStatus(ended, "exited");
        assertThat(ended.path("exit_code").asInt(-1)).isZero();
    }

    @Test
    void previewsTheLastThousandCharacters() {
        String id = start("seq 1 2000");
        about(id, "'action':'wait'");

        String preview = text(about(id, "'action':'poll'"), "output_preview");

        assertThat(preview).hasSize(1000).endsWith("1999\n2000\n");
    }

    @Test
    void pollsOnlyWhatIsNew() {
        String id = start("cat");
        about(id, "'action':'submit','data':'one'");
        about(id, "'action':'wait','until':'one'");
        JsonNode first = about(id, "'action':'poll','cursor':0");
        about(id, "'action':'submit','data':'two'");
        about(id, "'action':'wait','until':'two'");

        JsonNode second = about(id, "'action':'poll','cursor':" + text(first, "cursor"));
        JsonNode third = about(id, "'action':'poll','cursor':'" + text(second, "cursor") + "'");

        assertThat(text(first, "output")).isEqualTo("one\n");
        assertThat(text(second, "output")).isEqualTo("two\n");
        assertThat(text(third, "output")).isEmpty();
    }

    @Test
    void pollsMuchOutputInPiecesWithoutAGap() {
        ProcessTool small = ProcessTool.over(registry, ToolOptions.DEFAULT.withLargestOutput(2000));
        String id = start("seq 1 2000");
        about(id, "'action':'wait'");

        StringBuilder all = new StringBuilder();
        JsonNode piece;
        String cursor = "0";
        do {
            piece = read(small.call("poll", "{\"session_id\":\"" + id + "\",\"cursor\":" + cursor + "}"));
            all.append(text(piece, "output"));
            cursor = text(piece, "cursor");
        } while (piece.path("more").asBoolean());

        assertThat(all.toString()).startsWith("1\n2\n").endsWith("1999\n2000\n").hasLineCount(2000);
    }

    @Test
    void showsNoHalfOfAnEscapeSequence() {
        String id = start("i=0; while [ $i -lt 400 ]; do printf '\\033[38;5;196mA'; i=$((i+1)); done");
        about(id, "'action':'wait'");

        assertThat(text(about(id, "'action':'poll'"), "output_preview")).isEqualTo("A".repeat(400));
    }

    @Test
    void readsTheLogByLines() {
        String id = start("seq 1 500");
        about(id, "'action':'wait'");

        JsonNode head = about(id, "'action':'log','offset':0,'limit':2");
        JsonNode tail = about(id, "'action':'log'");
        JsonNode behind = about(id, "'action':'log','offset':1000");

        assertThat(text(head, "output")).isEqualTo("1\n2");
        assertThat(head.path("next_offset").asInt()).isEqualTo(2);
        assertThat(text(head, "showing")).isEqualTo("2 of 500 lines");
        assertThat(text(tail, "output")).startsWith("301\n").endsWith("\n500");
        assertThat(tail.path("total_lines").asInt()).isEqualTo(500);
        assertThat(tail.path("offset").asInt()).isEqualTo(300);
        assertThat(text(behind, "output")).isEmpty();
    }

    @Test
    void keepsErrorsApart() {
        String id = start("echo out; echo err >&2", ",'separate_errors':true");

        JsonNode ended = about(id, "'action':'wait'");

        assertThat(text(ended, "output")).isEqualTo("out\n");
        assertThat(text(ended, "errors")).isEqualTo("err\n");
        assertThat(text(about(id, "'action':'log','stream':'errors'"), "output"))
                .isEqualTo("err");
    }

    @Test
    void doesNotEndWhatItHasWaitedFor() {
        String id = start("echo slow; sleep 60");
        about(id, "'action':'wait','until':'slow'");

        JsonNode answer = about(id, "'action':'wait','timeout':0.05");

        assertStatus(answer, "timeout");
        assertThat(text(answer, "output")).isEqualTo("slow\n");
        assertThat(answer.has("timeout_note")).isFalse();
        assertStatus(about(id, "'action':'poll'"), "running");
    }

    @Test
    void clampsLongWaitsAndSaysSo() {
        ProcessTool brief =
                ProcessTool.over(registry, ToolOptions.DEFAULT.withWaits(Duration.ofMillis(10), Duration.ofMillis(20)));
        String id = start("sleep 60");

        JsonNode answer = read(brief.call("wait", "{\"session_id\":\"" + id + "\",\"timeout\":9999999999999}"));

        assertThat(text(answer, "timeout_note")).isEqualTo("Waited 20 ms, which is the longest wait allowed here");
    }

    @Test
    void refusesAWaitOfNothing() {
        JsonNode answer = about(start("sleep 60"), "'action':'wait','timeout':0");

        assertStatus(answer, "error");
        assertThat(text(answer, "error")).isEqualTo("Field timeout must be above 0 seconds");
    }

    @Test
    void saysThatItWasInterruptedAndStaysSo() {
        String id = start("sleep 60");
        Thread.currentThread().interrupt();

        JsonNode answer = about(id, "'action':'wait'");

        assertThat(Thread.interrupted()).isTrue();
        assertStatus(answer, "interrupted");
    }

    @Test
    void waitsForOutputOrForTheEnd() {
        String id = start("echo early; cat");
        JsonNode found = about(id, "'action':'wait','until':'early'");
        about(id, "'action':'close_stdin'");

        JsonNode missed = about(id, "'action':'wait','until':'early','cursor':" + text(found, "cursor"));

        assertStatus(found, "found");
        assertStatus(missed, "exited");
        assertThat(text(missed, "note")).isEqualTo("It ended, and the text is not in its output");
    }

    @Test
    void countsBytesAndNotCharacters() {
        String id = start("cat");

        assertThat(about(id, "'action':'write','data':'äö€'")
                        .path("bytes_written")
                        .asInt())
                .isEqualTo(7);
        assertThat(about(id, "'action':'submit','data':42")
                        .path("bytes_written")
                        .asInt())
                .isEqualTo(3);

        about(id, "'action':'close_stdin'");
        assertThat(text(about(id, "'action':'wait'"), "output")).isEqualTo("äö€42\n");
        assertStatus(about(id, "'action':'write','data':'late'"), "already_exited");
    }

    @Test
    void refusesInputThatNoProcessCanRead() {
        String id = start("sleep 60");
        about(id, "'action':'close_stdin'");

        JsonNode answer = about(id, "'action':'write','data':'x'");

        assertStatus(answer, "error");
        assertThat(text(answer, "error")).contains("its input was closed");
    }

    @Test
    void worksOnATerminal() {
        String id = start("stty size; cat", ",'columns':'90','rows':25");
        about(id, "'action':'wait','until':'25 90'");

        assertThat(about(id, "'action':'resize','columns':100,'rows':40")
                        .path("columns")
                        .asInt())
                .isEqualTo(100);
        about(id, "'action':'press','keys':['h','i','Enter','ctrl-d']");

        assertThat(text(about(id, "'action':'wait'"), "output")).isEqualTo("25 90\nhi\nhi\n");
    }

    @Test
    void pressesKeysWithModifiers() {
        String id = start("stty raw -echo; echo ready; cat -v", ",'terminal':true");
        about(id, "'action':'wait','until':'ready'");

        about(id, "'action':'press','keys':['Shift+Left','ctrl-alt-UP','C_F5','M-Enter','alt-ctrl-x','.']");

        JsonNode answer = about(id, "'action':'wait','until':'X.'");
        assertThat(answer.toString()).contains("^[[1;2D^[[1;7A^[[15;5~^[^M^[^X.");
    }

    @Test
    void pressesNoKeysOnPipes() {
        JsonNode answer = about(start("cat"), "'action':'press','keys':'ENTER'");

        assertStatus(answer, "error");
        assertThat(text(answer, "error")).contains("it runs on pipes");
    }

    @Test
    void signals() {
        String id = start("trap 'echo got it; exit 5' USR1; echo ready; while :; do sleep 0.05; done");
        about(id, "'action':'wait','until':'ready'");

        assertStatus(about(id, "'action':'signal','signal':'usr1'"), "ok");

        assertThat(about(id, "'action':'wait'").path("exit_code").asInt()).isEqualTo(5);
    }

    @Test
    void killsTheWholeTreeOnce() {
        String id = start("sleep 60 & sleep 60 & echo ready; wait");
        about(id, "'action':'wait','until':'ready'");

        JsonNode killed = about(id, "'action':'kill'");
        JsonNode again = about(id, "'action':'kill'");

        assertStatus(killed, "killed");
        assertThat(killed.path("processes_ended").asInt()).isEqualTo(3);
        assertThat(text(killed, "signal")).startsWith("SIG");
        assertStatus(again, "already_exited");
        registry.assertNothingLeft();
    }

    @Test
    void lists() {
        String command = "echo " + "x".repeat(500) + "; cat";
        String running = start(command);
        String ended = start("true");
        about(ended, "'action':'wait'");
        about(running, "'action':'wait','until':'x'");

        JsonNode all = call("{'action':'list'}");
        JsonNode alive = call("{'action':'list','state':'Running'}");

        assertThat(all.path("running").asInt()).isOne();
        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(StreamSupport.stream(alive.path("processes").spliterator(), false)
                        .map(entry -> text(entry, "session_id")))
                .containsExactly(running);
        assertThat(text(alive.at("/processes/0"), "started_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(text(alive.at("/processes/0"), "command")).hasSize(200).endsWith("…");
        assertThat(text(alive.at("/processes/0"), "output_preview").length()).isLessThanOrEqualTo(200);
    }

    @Test
    void showsEachProcessOfAListWithAllThatIsKnown() {
        String running = start("echo hello; cat", ",'cwd':'/usr'");
        about(running, "'action':'wait','until':'hello'");
        String ended = start("exit 3");
        about(ended, "'action':'wait'");

        JsonNode processes = call("{'action':'list'}").path("processes");

        JsonNode first = processes.path(0);
        assertThat(first.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "status",
                        "session_id",
                        "pid",
                        "uptime_seconds",
                        "started_at",
                        "command",
                        "cwd",
                        "output_preview");
        assertStatus(first, "running");
        assertThat(text(first, "session_id")).isEqualTo(running);
        assertThat(first.path("pid").asLong())
                .isEqualTo(registry.find(running).orElseThrow().pid());
        assertThat(text(first, "command")).isEqualTo("echo hello; cat");
        assertThat(text(first, "cwd")).isEqualTo("/usr");
        assertThat(text(first, "output_preview")).isEqualTo("hello\n");
        assertStatus(processes.path(1), "exited");
        assertThat(text(processes.path(1), "session_id")).isEqualTo(ended);
        assertThat(processes.path(1).path("exit_code").asInt()).isEqualTo(3);
        assertThat(text(processes.path(1), "exit")).isEqualTo("exited with code 3");
    }

    @Test
    void waitsForAtMost180SecondsByDefault() {
        assertThat(ToolOptions.DEFAULT.defaultWait()).isEqualTo(Duration.ofMinutes(3));
        assertThat(ToolOptions.DEFAULT.longestWait()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void listsAPage() {
        String first = start("true");
        String second = start("true");

        JsonNode page = call("{'action':'list','offset':1,'limit':1}");

        assertThat(page.path("processes")).hasSize(1);
        assertThat(text(page.at("/processes/0"), "session_id"))
                .isEqualTo(second)
                .isNotEqualTo(first);
    }

    @Test
    void findsByTheBeginningOfAnId() {
        String id = start("cat");

        assertStatus(about("  " + id + " ", "'action':'poll'"), "running");
        assertStatus(about(id.substring(0, id.length() - 1), "'action':'poll'"), "running");
        start("cat");
        assertThat(text(about("proc_", "'action':'poll'"), "error"))
                .isEqualTo("No process, or more than one, has the session_id \"proc_\"");
    }

    @Test
    void saysWhatItDoesNotFind() {
        JsonNode answer = call("{'action':'poll','session_id':123456789}");

        assertStatus(answer, "not_found");
        assertThat(text(answer, "error")).isEqualTo("No process, or more than one, has the session_id \"123456789\"");
        assertStatus(about(" ", "'action':'kill'"), "not_found");
    }

    @Test
    void saysWhatCannotBeStarted() {
        assertStatus(call("{'action':'start','command':'true','cwd':'/no/such'}"), "error");
        assertStatus(call("{'action':'start','command':'  '}"), "error");
        assertStatus(call("{'action':'start','command':'a\\u0000b'}"), "error");
        assertStatus(call("{'action':'start','command':'true','env':{'a=b':'c'}}"), "error");
        assertThat(registry.processes()).isEmpty();
    }

    @Test
    void passesTheEnvironmentAndTheFolder() {
        JsonNode answer = call("{'action':'start','command':'echo $A; pwd','env':{'A':1},'cwd':'/usr','wait':'20'}");

        assertThat(text(answer, "output")).isEqualTo("1\n/usr\n");
    }

    @Test
    void endsWhatExceedsItsRuntime() {
        JsonNode answer = call("{'action':'start','command':'sleep 60','max_runtime':0.1,'wait':20}");

        assertStatus(answer, "exited");
        assertThat(text(answer, "exit")).contains("exceeded its maximum runtime of 100 ms");
    }

    @Test
    void answersAfterTheEndOfTheScope() {
        ProcessRegistry closed = ProcessRegistry.open();
        closed.close();

        JsonNode answer = read(ProcessTool.over(closed).call("start", "{\"command\":\"true\"}"));

        assertStatus(answer, "error");
        assertThat(text(answer, "error")).contains("is closed");
    }

    @Test
    void showsNoSecrets() {
        String id = start("echo key=$API_TOKEN for s3cr3t-value-17", ",'env':{'API_TOKEN':'s3cr3t-value-17'}");

        JsonNode ended = about(id, "'action':'wait'");

        assertThat(text(ended, "output")).isEqualTo("key=[redacted] for [redacted]\n");
        assertThat(tool.call("list", null)).doesNotContain("s3cr3t");
        assertThat(tool.call("log", "{\"session_id\":\"" + id + "\"}")).doesNotContain("s3cr3t");
        assertThat(tool.call("poll", "{\"session_id\":\"" + id + "\",\"cursor\":0}"))
                .doesNotContain("s3cr3t");
    }

    @Test
    void showsTheScreenOfATerminal() {
        String id = start("printf 'one\\033[2;3Htwo'; cat", ",'columns':40,'rows':5");
        about(id, "'action':'wait','until':'two'");

        JsonNode answer = about(id, "'action':'screen'");

        assertThat(text(answer, "screen")).startsWith("one\n  two");
        assertThat(answer.path("columns").asInt()).isEqualTo(40);
        assertThat(answer.at("/cursor/row").asInt()).isOne();
        assertThat(answer.at("/cursor/column").asInt()).isEqualTo(5);
    }

    @Test
    void findsBeginningsOfFourDigitsOrMore() {
        String id = start("cat");
        String digits = id.substring("proc_".length());

        assertStatus(about(digits.substring(0, 4), "'action':'poll'"), "running");
        assertStatus(about(id.substring(0, 9), "'action':'poll'"), "running");
        for (String few : new String[] {"", "p", "proc_", digits.substring(0, 3), id.substring(0, 8)}) {
            assertStatus(about(few, "'action':'poll'"), "not_found");
        }
    }
}
