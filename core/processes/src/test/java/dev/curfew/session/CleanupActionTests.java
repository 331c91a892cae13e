package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanupActionTests {

    private static final Map<String, String> SECRETS = Map.of(
            "DOCKER_PASSWORD", "1",
            "DOCKER_AUTH_CONFIG", "2",
            "SLURM_JWT", "3",
            "CONTAINER_REGISTRY_PASSWORD", "4",
            "STORAGE_ACCOUNT_KEY", "5");

    @Test
    void hasNoVariablesUnlessItRunsAClient() throws IOException {
        CleanupAction cleanup = CleanupAction.make(List.of("echo", "it's"));

        assertThat(cleanup.file()).hasContent("exec 'echo' 'it'\\''s'\n");
        cleanup.revoke();
        assertThat(cleanup.file()).doesNotExist();
    }

    @Test
    void hasOnlyTheVariablesByWhichAClientFindsItsServer() {
        Map<String, String> needed =
                Map.of("DOCKER_HOST", "tcp://engine:2376", "KUBECONFIG", "/etc/kube", "SSH_AUTH_SOCK", "/run/agent");
        Map<String, String> environment = new HashMap<>(SECRETS);
        environment.putAll(needed);
        environment.put("EDITOR", "vi");

        assertThat(CleanupAction.neededOf(environment)).isEqualTo(needed);
    }

    @Test
    void ofAClientIsReadByThisUserOnly() throws IOException {
        CleanupAction cleanup = CleanupAction.ofClient(List.of("true"));

        assertThat(cleanup.file()).content().contains("export PATH='").endsWith("exec 'true'\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cleanup.file())))
                .isEqualTo("rw-------");
        cleanup.revoke();
    }
}
