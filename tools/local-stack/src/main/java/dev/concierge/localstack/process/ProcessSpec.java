package dev.concierge.localstack.process;

/**
 * What is to run under a name.
 *
 * @param fingerprint of what it is started with; a running process with another one has to be replaced
 */
public record ProcessSpec(
        String name, int port, String fingerprint, Launch launch, Readiness readiness, StopRule stop) {}
