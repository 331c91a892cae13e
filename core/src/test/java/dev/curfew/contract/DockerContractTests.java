package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.ContainerEngine;

/** A container of Docker, made for the scope. */
class DockerContractTests extends ContainerContract {

    @Override
    Sandbox makeSandbox() {
        return Sandbox.docker(ContainerEngine.DOCKER.busybox());
    }

    @Override
    String engine() {
        return "docker";
    }
}
