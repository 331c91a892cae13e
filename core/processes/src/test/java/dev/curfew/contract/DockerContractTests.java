package dev.curfew.contract;

import org.junit.jupiter.api.Tag;

/** A container of Docker, made for the scope. */
@FullContract
@Tag("any-jdk")
class DockerContractTests extends ContainerContract implements EscapeContract {

    DockerContractTests() {
        super(SandboxKind.DOCKER);
    }

    @Override
    String engine() {
        return "docker";
    }
}
