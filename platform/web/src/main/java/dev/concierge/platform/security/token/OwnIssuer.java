package dev.concierge.platform.security.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

/**
 * The issuer inside this process: where its tokens are the accepted ones, its keys need not be fetched.
 *
 * @param name the {@code iss} of its tokens
 */
public record OwnIssuer(String name, JWKSource<SecurityContext> keys) {}
