package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GITHUB_TOKEN",
                "GH_TOKEN",
                "GITLAB_TOKEN",
                "CI_JOB_TOKEN",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "NPM_TOKEN",
                "npm_config__authToken",
                "OPENAI_API_KEY",
                "ANTHROPIC_API_KEY",
                "GOOGLE_API_KEY",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AZURE_CLIENT_SECRET",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "DB_PASSWORD",
                "PGPASSWORD",
                "MYSQL_PWD",
                "SONATYPE_PASSWORD",
                "ORG_GRADLE_PROJECT_signingKey",
                "ORG_GRADLE_PROJECT_signingPassword",
                "MAVEN_GPG_PASSPHRASE",
                "DOCKER_AUTH_CONFIG",
                "SENTRY_DSN",
                "SLACK_WEBHOOK_URL",
                "SECRET_KEY_BASE",
                "RAILS_MASTER_KEY",
                "db_password"
            })
    void containsWhatServicesCallTheirSecrets(String name) {
        assertThat(Secrets.DEFAULT.contains(name)).isTrue();
    }

    /** Without these, builds and tools do not work, or differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "HOME",
                "PWD",
                "OLDPWD",
                "LANG",
                "SSH_AUTH_SOCK",
                "SSH_ASKPASS",
                "GIT_ASKPASS",
                "KUBECONFIG",
                "AWS_PROFILE",
                "AWS_REGION",
                "HTTP_PROXY",
                "DATABASE_URL",
                "JAVA_HOME",
                "MAVEN_OPTS",
                "TOKENIZERS_PARALLELISM",
                "GPG_KEY",
                "KEYBOARD_KEY",
                "XAUTHORITY",
                "CURFEW_COOKIE",
                "GITHUB_ACTIONS",
                "COMPASS",
                "BYPASS"
            })
    void doesNotContainWhatProgramsNeedToWork(String name) {
        assertThat(Secrets.DEFAULT.contains(name)).isFalse();
    }

    @Test
    void canBeExtendedAndOverriddenByName() {
        Secrets secrets = Secrets.DEFAULT.and("MY_*", "EXACT.NAME").except("MY_PUBLIC_*", "GITHUB_TOKEN");

        assertThat(secrets.contains("MY_THING")).isTrue();
        assertThat(secrets.contains("my_thing")).isTrue();
        assertThat(secrets.contains("EXACT.NAME")).isTrue();
        assertThat(secrets.contains("EXACT_NAME")).isFalse();
        assertThat(secrets.contains("MY_PUBLIC_THING")).isFalse();
        assertThat(secrets.contains("GITHUB_TOKEN")).isFalse();
        assertThat(secrets.contains("NPM_TOKEN")).isTrue();
        assertThat(secrets.and("GITHUB_TOKEN").contains("GITHUB_TOKEN")).isTrue();
    }

    @Test
    void canBeNone() {
        assertThat(Secrets.NONE.contains("GITHUB_TOKEN")).isFalse();
        assertThat(Secrets.NONE.ofThisJvm()).isEmpty();
        assertThat(Secrets.NONE.and("A").contains("A")).isTrue();
    }

    @Test
    void areEqualByWhatTheyMatch() {
        assertThat(Secrets.DEFAULT.except("A")).isEqualTo(Secrets.DEFAULT.except("A"));
        assertThat(Secrets.DEFAULT.except("A")).isNotEqualTo(Secrets.DEFAULT);
        assertThat(Secrets.NONE.and("A*").except("AB")).hasToString("[A*] except [AB]");
        assertThat(Secrets.NONE.and("A").except("B"))
                .hasSameHashCodeAs(Secrets.NONE.and("A").except("B"));
    }

    @Test
    void refusesEmptyNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secrets.DEFAULT.and(""))
                .withMessageContaining("name of a secret must not be empty");
    }
}
