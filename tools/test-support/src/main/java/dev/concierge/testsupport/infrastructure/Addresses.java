package dev.concierge.testsupport.infrastructure;

import java.nio.file.Path;

/**
 * Where the servers are.
 *
 * @param kafka host:port
 * @param mails the folder in which the mail sink keeps what it took
 */
public record Addresses(
        String postgresHost,
        int postgresPort,
        String kafka,
        String redisHost,
        int redisPort,
        int smtpPort,
        Path mails) {}
