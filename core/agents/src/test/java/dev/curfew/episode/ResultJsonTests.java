package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ResultJsonTests {

    private static final FinishedEpisode EPISODE = Finished.of(
            new EpisodeKey("a", 2, 42),
            new Outcome.AgentFailed("it said \"\n\u2603\""),
            Reward.missing("the agent failed"));

    @Test
    void hasOneFormForFilesAndServers() {
        JsonNode line = ResultJson.write(EPISODE);

        assertThat(line)
                .hasToString("{\"task\":\"a\",\"seed\":42,\"attempt\":1,\"outcome\":\"agent_failed\","
                        + "\"detail\":\"it said \\\"\\n\u2603\\\"\",\"reward\":null,\"reason\":\"the agent failed\","
                        + "\"turns\":3,\"began\":\"2026-11-21T10:00:00.123456Z\",\"set_up_ms\":1.234567,"
                        + "\"acting_ms\":1.234567,\"verification_ms\":1.234567,\"ending_ms\":1.234567,\"calls\":4,"
                        + "\"processes\":5,\"output\":6,\"cpu_ms\":7.0,\"memory_bytes\":8,\"clean\":true,"
                        + "\"end\":{\"took_ms\":1.234567,\"trees\":[],\"survivors\":[],\"files\":[]},"
                        + "\"index\":2,\"place\":\"local\"}");
        assertThat(ResultJson.episode(line)).isEqualTo(EPISODE);
        assertThat(ResultJson.result(ResultJson.write(EPISODE.result()))).isEqualTo(EPISODE.result());
    }

    @Test
    void saysWhatIsMissing() {
        JsonNode line = ResultJson.write(EPISODE).without("turns");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultJson.result(line))
                .withMessage("field \"turns\" is missing");
    }
}
